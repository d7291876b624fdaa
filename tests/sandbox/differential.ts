/** Runs the same scripts against Prosody in the sandbox and against native Prosody with the same configuration. */
import { clientPort } from '../../playground/cast.ts';
import {
  type Account,
  type BytePipe,
  defaultDns,
  type LocalSandbox,
  type ServerConfig,
  startInNode,
} from '../../playground/sandbox/node.ts';
import { canonical } from './canonical.ts';
import { freePort, type NativeServer, startNative } from './native.ts';
import { type NameServer, startNameServer } from './native-dns.ts';
import { NothingCame, Wire } from './wire.ts';

/** The same servers, here or there. */
export interface Side {
  readonly name: 'sandbox' | 'native';
  /** A fresh connection to the first server. */
  connect(): Promise<Wire>;
  /** A fresh connection to that server's port for clients. */
  open(server: string): Promise<BytePipe>;
}

export interface Pair {
  readonly sandbox: Side;
  readonly native: Side;
  readonly box: LocalSandbox;
  stop(): Promise<void>;
}

/** Starts both; native Prosody must be to be had (see `nativeProblem`). Of two servers each finds the other. */
export async function startPair(...servers: readonly [ServerConfig, ...ServerConfig[]]): Promise<Pair> {
  const box = await startInNode({ servers, dns: servers.length > 1 ? defaultDns : {} });
  const native = await startNatives(servers);
  const side = (name: Side['name'], open: Side['open']): Side => {
    return { name, open, connect: async () => new Wire(await open(servers[0].name)) };
  };
  return {
    box,
    sandbox: side('sandbox', (server) => box.connect(server, clientPort)),
    native: side('native', (server) => native.open(server)),
    stop: async () => {
      await box.stop();
      await native.stop();
    },
  };
}

async function startNatives(servers: readonly ServerConfig[]): Promise<Pick<Side, 'open'> & NameServer> {
  const ports = new Map<string, number>();
  for (const { name } of servers) ports.set(name, await freePort());
  // The same names as in the sandbox: a host below a domain that has no record is not found on either side.
  const portOf = (host: string) =>
    `_xmpp-server._tcp.${host} SRV` in defaultDns
      ? [...ports].find(([name]) => host === name || host.endsWith(`.${name}`))?.[1]
      : undefined;
  const dns = await startNameServer(portOf);
  const running = new Map<string, NativeServer>();
  const stop = async () => {
    await Promise.all([...running.values()].map((server) => server.stop()));
    await dns.stop();
  };
  try {
    for (const { name, config, accounts = [] } of servers) {
      const others = { port: ports.get(name) ?? 0, nameServer: dns.port };
      running.set(name, await startNative({ config, accounts, others }));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const open = (name: string) => {
    const server = running.get(name);
    if (!server) throw new Error(`No native server ${name} was started.`);
    return server.connect();
  };
  return { port: dns.port, open, stop };
}

/** A script drives a side and returns what the servers wrote, as raw text. */
export type Script = (side: Side) => Promise<string>;

/** Runs a script on both sides; resolves to both answers in canonical form. */
export async function compare(pair: Pair, script: Script): Promise<{ sandbox: string[]; native: string[] }> {
  const sandbox = canonical(await script(pair.sandbox));
  const native = canonical(await script(pair.native));
  return { sandbox, native };
}

const PONG = /<iq [^>]*id='end-of-script'[^>]*>|<\/stream:stream>/;

/** Sends text and resolves to all that came until the server has dealt with it: its answer to a ping, or its end. */
export async function exchange(wire: Wire, data: string | Uint8Array): Promise<string> {
  wire.send(data);
  wire.send(`<iq type='get' id='end-of-script'><ping xmlns='urn:xmpp:ping'/></iq>`);
  // expat 2.6 and later hold back a tag of more than 4 KiB until more bytes come; native Prosody then waits too.
  // The sandbox's parser does not. White space between stanzas is the push, and means nothing else.
  for (let push = 0; push < 4; push++) {
    try {
      return await wire.until(PONG, 1500);
    } catch (error) {
      if (!(error instanceof NothingCame)) throw error;
      wire.send(' '.repeat(4096));
    }
  }
  return wire.until(PONG);
}

/** A script: log in, with presence or without, send this, read the answers. */
export function loggedIn(
  account: Account,
  data: string | Uint8Array,
  options: { readonly resource?: string; readonly presence?: boolean } = {},
): Script {
  return async (side) => {
    const wire = await side.connect();
    await wire.login(account.jid, account.password, options.resource ?? 'garden');
    if (options.presence) await exchange(wire, '<presence/>');
    const answer = await exchange(wire, data);
    wire.close();
    return answer;
  };
}

/** A script: send these bytes on a fresh connection, before anything else; read until the server ends the stream. */
export function raw(data: string | Uint8Array): Script {
  return async (side) => {
    const wire = await side.connect();
    const answer = await wire.ask(data, /<\/stream:stream>|<\/stream:features>/);
    wire.close();
    return answer;
  };
}

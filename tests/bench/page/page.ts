/** The measuring part that runs in the browser: the same client code over the sandbox and over a WebSocket. */
import { clientPort } from '../../../playground/cast.ts';
import { montague, type Sandbox, start } from '../../../playground/sandbox/index.ts';
import { open, type Session, type Via } from '../../../playground/session/index.ts';

const host = 'anon.montague.example';
const romeo = 'romeo@montague.example';

/** Milliseconds. */
export interface RoundTrips {
  /** Of each ping, one after the other. */
  readonly sequential: readonly number[];
  /** From the first of 100 pings sent at once to the last answer. */
  readonly pipelined: number;
}

let sandbox: Sandbox | undefined;

/** @returns milliseconds from the call to the first server being ready, download included */
export async function boot(): Promise<number> {
  const began = performance.now();
  sandbox = await start({ servers: [montague] });
  return performance.now() - began;
}

/** @returns milliseconds from the moment the page was asked for to the first reply: the server starts, romeo signs in and asks once */
export async function firstReply(): Promise<number> {
  sandbox = await start({ servers: [montague] });
  const password = montague.accounts?.find(({ jid }) => jid === romeo)?.password;
  const session = open({ via: viaOf(undefined), jid: romeo, ...(password && { password }), account: 'romeo' });
  await online(session);
  const answered = new Promise<void>((resolve) => {
    session.onWire(({ direction, text }) => direction === 'received' && text.includes('first') && resolve());
  });
  await session.send(`<iq type="get" id="first" to="${montague.name}"><query xmlns="jabber:iq:version"/></iq>`);
  await answered;
  return performance.now();
}

/** @param remark that the configuration ends with: another one is another configuration */
export async function restart(remark: string): Promise<number> {
  if (sandbox === undefined) throw new Error('boot first');
  const began = performance.now();
  const result = await sandbox.restart(montague.name, `${montague.config}${remark}`);
  if (!result.ok) throw new Error(result.text);
  return performance.now() - began;
}

function viaOf(url: string | undefined): Via {
  if (url !== undefined) return { kind: 'websocket', url };
  return {
    kind: 'pipe',
    open: () => {
      if (sandbox === undefined) throw new Error('boot first');
      return sandbox.connect(montague.name, clientPort);
    },
  };
}

function online(session: Session): Promise<void> {
  return new Promise((resolve, reject) => {
    session.onStatus((status) => {
      if (status.state === 'online') resolve();
      if (status.state === 'failed') reject(new Error(status.plain));
    });
  });
}

const ping = (id: string) => `<iq type="get" id="${id}" to="${host}"><ping xmlns="urn:xmpp:ping"/></iq>`;

/** Pings a server over a WebSocket, or the sandbox when no address is given. The first fifth of the pings warms up and is not counted. */
export async function roundTrips(url: string | undefined, count: number): Promise<RoundTrips> {
  const session = open({ via: viaOf(url), jid: host, account: 'bench' });
  await online(session);
  let answered: (text: string) => void = () => {};
  session.onWire(({ direction, text }) => direction === 'received' && answered(text));
  const sequential: number[] = [];
  for (let index = 0; index < count * 1.25; index += 1) {
    const began = performance.now();
    await new Promise<void>((resolve) => {
      answered = (text) => text.includes(`p${index}.`) && resolve();
      void session.send(ping(`p${index}.`));
    });
    if (index >= count * 0.25) sequential.push(performance.now() - began);
  }
  let missing = 100;
  const began = performance.now();
  await new Promise<void>((resolve) => {
    answered = (text) => {
      missing -= text.split('<iq').length - 1;
      if (missing <= 0) resolve();
    };
    for (let index = 0; index < 100; index += 1) void session.send(ping(`q${index}.`));
  });
  const pipelined = performance.now() - began;
  await session.close();
  return { sequential, pipelined };
}

Object.assign(window, { bench: { boot, firstReply, restart, roundTrips } });
document.title = 'Bench ready';

/** Native Prosody in the place of the sandbox: the same servers, and a name server with the same records. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientPort } from '../../playground/cast.ts';
import type { DnsTable, ServerConfig } from '../../playground/sandbox/node.ts';
import { startNameServer, type Zone } from '../check/name-server.ts';
import { movableClock } from '../sandbox/movable-clock.ts';
import { type NativeServer, startNative } from '../sandbox/native.ts';
import type { RunningServers, StartServers } from './play-drill.ts';

/** Registered for servers (RFC 6120 section 14.7). */
const serverPort = 5269;
/** By habit for components (XEP-0114). */
const componentPort = 5347;
/** A clock is moved in so many steps, so that what falls due in between happens before what comes after it. */
const clockSteps = 60;
let networks = 0;

/**
 * Each server has a loopback address of its own with the ports that records name, `127.x.y.1` for 192.0.2.1. Nobody is at the others, which refuse
 * at once.
 */
export const startNatives: StartServers = async ({ servers, dns, movesClock = false }) => {
  networks += 1;
  const network = `127.${1 + (process.pid % 250)}.${networks}`;
  const here = (address: string): string => address.replace(/^192\.0\.2/, network);
  let zone = zoneOf(dns, here);
  const names = await startNameServer(() => zone, { mayAppear: true });
  const homes = await mkdtemp(join(tmpdir(), 'stanzabox-drill-'));
  const running = new Map<string, NativeServer>();
  // Only for who moves it: no other server is to run with a library that it does not know.
  const clock = movesClock ? await movableClock() : undefined;
  const start = async ({ name, address, config, accounts = [] }: ServerConfig): Promise<void> => {
    const at = { address: here(address), port: clientPort };
    const others = { port: serverPort, nameServer: Number(names.address.split(':')[1]) };
    // A short name: Prosody does not know the line of a warning when the path of its configuration is longer than 60 letters, and ends.
    const home = join(homes, name.slice(0, 1));
    const hasComponents = /^Component "[^"]+"\s*(--.*)?$/m.test(config);
    running.set(
      name,
      await startNative({
        ...{ config, accounts, at, others, home },
        ...(hasComponents && { components: componentPort }),
        ...(clock && { clock }),
      }),
    );
  };
  const end = async (name: string): Promise<void> => {
    const server = running.get(name);
    running.delete(name);
    await server?.stop();
  };
  const runningServer = (name: string): NativeServer => {
    const server = running.get(name);
    if (server === undefined) throw new Error(`The native server ${name} does not run.`);
    return server;
  };
  const all: RunningServers = {
    connect: async (name, port) => runningServer(name).connect(port),
    restart: async (name, config) => {
      const server = servers.find((one) => one.name === name);
      if (server === undefined) throw new Error(`There is no native server ${name}.`);
      await end(name);
      // With a configuration that it does not understand, it stays down; the checks say so.
      await start({ ...server, config }).catch((error: Error) => {
        if (!error.message.includes('did not start')) throw error;
      });
    },
    setDns: async (table) => {
      zone = zoneOf(table, here);
    },
    shell: async (name, line) => runningServer(name).shell(line),
    advance: async (seconds) => {
      if (clock === undefined) throw new Error('These native servers have the clock of this machine.');
      for (let step = 0; step < clockSteps; step += 1) {
        await clock.advance(seconds / clockSteps);
        // A server that waits for the network does not look at its clock.
        await Promise.all([...running.values()].map(wake));
      }
    },
    stop: async () => {
      await Promise.all([...running.keys()].map(end));
      await names.stop();
      await clock?.remove();
      await rm(homes, { recursive: true, force: true });
    },
  };
  try {
    for (const server of servers) await start(server);
    return all;
  } catch (error) {
    await all.stop();
    throw error;
  }
};

/** Asks it for the beginning of a stream, which it answers after all that had fallen due. */
async function wake(server: NativeServer): Promise<void> {
  const pipe = await server.connect();
  await new Promise<void>((resolve) => {
    pipe.onData = () => resolve();
    pipe.send(new TextEncoder().encode(header));
  });
  pipe.close();
}

const header = `<stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" to="nowhere.example" version="1.0">`;

/** Lines as `xmpp.capulet.example A` and `_xmpp-server._tcp.capulet.example SRV`, as the name server has them. */
function zoneOf(dns: DnsTable, here: (address: string) => string): Zone {
  const zone: Record<string, Zone[string]> = {};
  for (const [line, values] of Object.entries(dns)) {
    const [name = '', type] = line.split(' ');
    if (type === 'A') zone[name] = { ...zone[name], A: values.map(here) };
    else if (type === 'SRV') zone[name] = { ...zone[name], SRV: values.map(portAndTarget) };
    else throw new Error(`The name server for native Prosody does not know the record "${line}".`);
  }
  return zone;
}

/** `0 5 5269 xmpp.capulet.example` */
function portAndTarget(value: string): readonly [number, string] {
  const [, , port, target = ''] = value.split(' ');
  return [Number(port), target];
}

/** Reaches the XMPP server of a page from outside its machine. */
import { join } from 'node:path';
import type { ServerName } from '../../lesson/index.ts';
import type { Machine } from '../machine/machine.ts';
import { start } from '../process.ts';

/** Path of the WebSocket on the servers' own ports. */
export const webSocketPath = { prosody: '/xmpp-websocket', ejabberd: '/ws', openfire: '/ws/' } as const;

/** The names under which a guide's server answers HTTP: its host's, or the XMPP domain. */
const serverNames = ['xmpp.example.com', 'example.com'] as const;

export interface WebDoorOptions {
  readonly software: ServerName;
  /** Names under which the server may answer HTTP. */
  readonly names?: readonly string[];
  /** Comes to the machine over the network, past its firewall, as clients do; without it, from the machine itself. */
  readonly fromOutside?: {
    /** Network namespace to come from, as ip-netns(8) names it. */
    readonly namespace: string;
    /** The machine's address there. */
    readonly address: string;
    /** PEM file of the authorities that its certificate must be vouched for by. */
    readonly authorities: string;
  };
}

/**
 * Opens a unix socket that leads to the machine's WebSocket.
 * @returns what closes it again; until then the machine's network cannot be taken away
 */
export async function openWebDoor(
  machine: Machine,
  socket: string,
  { software, names = serverNames, fromOutside }: WebDoorOptions,
): Promise<() => Promise<void>> {
  const program = join(import.meta.dirname, 'web-door.ts');
  const address = fromOutside?.address ?? '127.0.0.1';
  const namespace = fromOutside?.namespace ?? machine.namespace;
  const args = [`--net=/run/netns/${namespace}`, '--', process.execPath, program, socket, address, software, ...names];
  const env = fromOutside ? { ...process.env, NODE_EXTRA_CA_CERTS: fromOutside.authorities } : process.env;
  const door = start('nsenter', args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => door.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    door.stdout?.once('data', () => resolve());
    door.once('exit', (status) => reject(new Error(`The door to ${machine.name} ended with status ${status}.`)));
  });
  return async () => {
    door.kill();
    await ended;
  };
}

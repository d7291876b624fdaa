/** Reaches the XMPP server of a page from outside its machine. */
import { join } from 'node:path';
import type { ServerName } from '../../lesson/index.ts';
import type { Machine } from '../machine/machine.ts';
import { start } from '../process.ts';

/** The names under which a guide's server answers HTTP: its host's, or the XMPP domain. */
const httpNames = ['xmpp.example.com', 'example.com'] as const;

export interface WebSocketProxyOptions {
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
export async function openWebSocketProxy(
  machine: Machine,
  socket: string,
  { software, names = httpNames, fromOutside }: WebSocketProxyOptions,
): Promise<() => Promise<void>> {
  const program = join(import.meta.dirname, 'websocket-proxy.ts');
  const address = fromOutside?.address ?? '127.0.0.1';
  const namespace = fromOutside?.namespace ?? machine.namespace;
  const args = [`--net=/run/netns/${namespace}`, '--', process.execPath, program, socket, address, software, ...names];
  const env = fromOutside ? { ...process.env, NODE_EXTRA_CA_CERTS: fromOutside.authorities } : process.env;
  const proxy = start('nsenter', args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => proxy.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    proxy.stdout?.once('data', () => resolve());
    proxy.once('exit', (status) =>
      reject(new Error(`The WebSocket proxy of ${machine.name} ended with status ${status}.`)),
    );
  });
  return async () => {
    proxy.kill();
    await ended;
  };
}

/** Reaches the XMPP server of a page from outside its machine. */
import { join } from 'node:path';
import type { Machine } from '../machine/machine.ts';
import { start } from '../process.ts';

/** Path of the WebSocket on the servers' own ports. */
export const webSocketPath = { prosody: '/xmpp-websocket', ejabberd: '/ws', openfire: '/ws/' } as const;

/** The names under which a guide's server answers HTTP: its host's, or the XMPP domain. */
const serverNames = ['xmpp.example.com', 'example.com'] as const;

/**
 * Opens a unix socket that leads to the machine's WebSocket.
 * @returns what closes it again; until then the machine's network cannot be taken away
 */
export async function openWebDoor(machine: Machine, socket: string): Promise<() => Promise<void>> {
  const program = join(import.meta.dirname, '..', 'machine', 'web-door.ts');
  const args = [`--net=/run/netns/${machine.namespace}`, '--', process.execPath, program, socket, ...serverNames];
  const door = start('nsenter', args, { stdio: ['ignore', 'pipe', 'inherit'] });
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

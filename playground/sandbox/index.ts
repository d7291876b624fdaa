/** The sandbox's door in a browser: real XMPP servers in a worker of this tab. (In Node: node.ts.) */
import type { Sandbox, SandboxOptions } from './types.ts';
import { RemoteSandbox } from './worker/remote-sandbox.ts';

export { capulet, defaultDns, montague, requireEncryption } from './config.ts';
export { type Difference, differences } from './differences.ts';
export { type LeftOut, leftOut } from './left-out.ts';
export type * from './types.ts';

/** Loads and starts the servers. Rejects with an Error in plain words: what Prosody said, or what could not be loaded. */
export function start(options: SandboxOptions): Promise<Sandbox> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'sandbox' });
  return RemoteSandbox.start(worker, options);
}

/** The sandbox's door in a browser: real XMPP servers in a worker of this tab. (In Node: node.ts.) */
import { takeFirstWorker } from './first-worker.ts';
import type { Sandbox, SandboxOptions } from './types.ts';
import { RemoteSandbox } from './worker/remote-sandbox.ts';
import workerAddress from './worker.ts?worker&url';

export { prosodyName } from './bundle/pinned.ts';
export { capulet, defaultDns, montague, requireEncryption } from './config.ts';
export { type Difference, differences } from './differences.ts';
export { firstStart, firstWorkerScript } from './first-worker.ts';
export { type LeftOut, leftOut } from './left-out.ts';
export { prepareAddress } from './text/address.ts';
export type * from './types.ts';
export { workerAddress };

/** Loads and starts the servers. Rejects with an Error in plain words: what Prosody said, or what could not be loaded. */
export function start(options: SandboxOptions): Promise<Sandbox> {
  const worker = takeFirstWorker() ?? new Worker(workerAddress, { type: 'module', name: 'sandbox' });
  return RemoteSandbox.start(worker, options);
}

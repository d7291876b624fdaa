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
export type * from './types.ts';
export { workerAddress };

/** Loads and starts the servers. Rejects with an Error in plain words: what Prosody said, or what could not be loaded. */
export async function start(options: SandboxOptions): Promise<Sandbox> {
  return RemoteSandbox.start(takeFirstWorker() ?? makeWorker(), options);
}

function makeWorker(): Worker {
  try {
    return new Worker(workerAddress, { type: 'module', name: 'sandbox' });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(
      `This browser refused to make a worker, in which the server in this tab runs. Allow workers for this site, then start again. (The browser says: ${said})`,
    );
  }
}

/** A worker that the page's head makes, long before the modules that use it are there. It starts its servers at once. */
import { aheadName } from './ahead-name.ts';
import { defaultDns, montague } from './config.ts';
import type { SandboxOptions } from './types.ts';

/** What a first visit begins with. The worker that was made ahead starts this without being asked. */
export const firstStart = { servers: [montague], dns: defaultDns } satisfies SandboxOptions;

const place = 'stanzaboxFirstWorker';
const holder = globalThis as { [place]?: Worker | undefined };

/**
 * The text of a script for the head of a page that always starts a sandbox. A worker that fails is dropped, so that the
 * start makes another, and tells its error; that start also tells that a browser allows none.
 * @param address of the worker's module
 */
export function firstWorkerScript(address: string): string {
  const worker = `globalThis.${place}`;
  const made = `new Worker(${JSON.stringify(address)}, ${JSON.stringify({ type: 'module', name: aheadName })})`;
  return `try { ${worker} = ${made}; ${worker}.onerror = () => { ${worker} = undefined; }; } catch {}`;
}

/** The worker that the page's head made; only the first caller gets it. */
export function takeFirstWorker(): Worker | undefined {
  const worker = holder[place];
  holder[place] = undefined;
  return worker;
}

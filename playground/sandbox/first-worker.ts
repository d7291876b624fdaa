/** A worker that the page's head makes, long before the modules that use it are there. */

const name = 'stanzaboxFirstWorker';
const holder = globalThis as { [name]?: Worker | undefined };

/** How a sandbox's worker is made. */
export const workerOptions = { type: 'module', name: 'sandbox' } as const;

/**
 * The text of a script for the head of a page that always starts a sandbox. One that fails is dropped, so that the start
 * makes another, and tells its error.
 */
export function firstWorkerScript(address: string): string {
  const [worker, url, options] = [`globalThis.${name}`, JSON.stringify(address), JSON.stringify(workerOptions)];
  return `if (globalThis.Worker) { ${worker} = new Worker(${url}, ${options}); ${worker}.onerror = () => { ${worker} = undefined; }; }`;
}

/** The worker that the head made; only the first who asks gets it. */
export function takeFirstWorker(): Worker | undefined {
  const worker = holder[name];
  holder[name] = undefined;
  return worker;
}

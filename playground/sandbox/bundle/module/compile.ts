import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Tree } from '@yowasp/clang';
import type { Job, Result } from './compile-worker.ts';
import { compilerFlags, linkerFlags, units } from './units.ts';

const MOST_WORKERS = 4;

/**
 * Compiles and links the module, in as many threads as there are processors: about 15 s on two.
 * @throws Error with what the compiler said
 */
export async function compileModule(tree: Tree, onProgress: (line: string) => void): Promise<Uint8Array> {
  const address = new URL('./compile-worker.ts', import.meta.url);
  const threads = Array.from({ length: Math.min(MOST_WORKERS, availableParallelism()) }, () => new Worker(address));
  try {
    const objects: Record<string, Uint8Array> = {};
    const waiting = [...units];
    const work = async (thread: Worker) => {
      for (let unit = waiting.shift(); unit; unit = waiting.shift()) {
        const args = [...compilerFlags, ...(unit.flags ?? []), '-c', unit.path, '-o', 'unit.o'];
        objects[`${unit.path.replace(/\W/g, '_')}.o`] = await run(thread, { args, tree, output: 'unit.o' });
        onProgress(`Compiled ${unit.path}`);
      }
    };
    await Promise.all(threads.map(work));
    const args = [...linkerFlags, '-o', 'engine.wasm', ...Object.keys(objects).sort()];
    return await run(threads[0] as Worker, { args, tree: objects, output: 'engine.wasm' });
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

function run(thread: Worker, job: Job): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      thread.off('message', onMessage);
      thread.off('error', onError);
      act();
    };
    const onError = (error: Error) => settle(() => reject(error));
    const onMessage = (result: Result) =>
      settle(() => (typeof result === 'string' ? reject(new Error(result)) : resolve(result)));
    thread.on('message', onMessage);
    thread.on('error', onError);
    thread.postMessage(job);
  });
}

import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Tree } from '@yowasp/clang';
import { replaceFile } from '../archives.ts';
import type { Job, Result } from './compile-worker.ts';
import { compilerFlags, foldersOf, linkerFlags, type Unit, units } from './units.ts';

const MOST_WORKERS = 4;

/**
 * Compiles and links the module, in as many threads as there are processors: about 15 s on two that have nothing else to do.
 * @param folder keeps each compiled unit, so that a change in one file compiles that one again
 * @param compiler what its version is, for that
 * @throws Error with what the compiler said
 */
export async function compileModule(tree: Tree, folder: string, compiler: string): Promise<Uint8Array> {
  await mkdir(folder, { recursive: true });
  const address = new URL('./compile-worker.ts', import.meta.url);
  const threads = Array.from({ length: Math.min(MOST_WORKERS, availableParallelism()) }, () => new Worker(address));
  try {
    const objects: Record<string, Uint8Array> = {};
    const waiting = [...units];
    const work = async (thread: Worker) => {
      for (let unit = waiting.shift(); unit; unit = waiting.shift())
        objects[`${unit.path.replace(/\W/g, '_')}.o`] = await compileUnit(thread, unit, tree, folder, compiler);
    };
    await Promise.all(threads.map(work));
    const args = [...linkerFlags, '-o', 'engine.wasm', ...Object.keys(objects).sort()];
    return await run(threads[0] as Worker, { args, tree: objects, output: 'engine.wasm' });
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

async function compileUnit(
  thread: Worker,
  unit: Unit,
  tree: Tree,
  folder: string,
  compiler: string,
): Promise<Uint8Array> {
  const args = [...compilerFlags, ...(unit.flags ?? []), '-c', unit.path, '-o', 'unit.o'];
  const sum = createHash('sha256').update(JSON.stringify([compiler, args]));
  for (const name of foldersOf(unit)) addTree(sum, tree[name] as Tree, name);
  const kept = join(folder, `${sum.digest('hex')}.o`);
  const known = await readFile(kept).catch(() => null);
  if (known) return known;
  const object = await run(thread, { args, tree, output: 'unit.o' });
  await replaceFile(kept, object);
  return object;
}

function addTree(sum: ReturnType<typeof createHash>, tree: Tree, at: string): void {
  for (const [name, content] of Object.entries(tree)) {
    if (typeof content === 'string' || content instanceof Uint8Array) sum.update(`\0${at}/${name}\0`).update(content);
    else addTree(sum, content, `${at}/${name}`);
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

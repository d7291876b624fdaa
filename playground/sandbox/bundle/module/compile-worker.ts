/** One thread of the compiler: clang, which is itself WebAssembly, with files in memory only. */
import { parentPort } from 'node:worker_threads';
import { commands, type Tree } from '@yowasp/clang';

export interface Job {
  readonly args: readonly string[];
  readonly tree: Tree;
  /** The file that is made. */
  readonly output: string;
}

/** The file, or what clang said instead of making it. */
export type Result = Uint8Array | string;

// Loads the compiler, which would tell how far that is.
const ready = Promise.resolve(commands.clang(undefined, {}, { fetchProgress: () => {} }));

parentPort?.on('message', async (job: Job) => parentPort?.postMessage(await compile(job)));

async function compile({ args, tree, output }: Job): Promise<Result> {
  let said = '';
  const stderr = (bytes: Uint8Array | null) => {
    if (bytes) said += Buffer.from(bytes).toString();
  };
  try {
    await ready;
    const made = await commands.clang([...args], tree, { stderr });
    const file = made?.[output];
    return file instanceof Uint8Array ? file : `clang made no ${output}.\n${said}`;
  } catch (error) {
    return `clang ${args.slice(-3).join(' ')}: ${error instanceof Error ? error.message : String(error)}\n${said}`;
  }
}

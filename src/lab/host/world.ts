/** Starts a world: one set of namespaces that holds everything of a run and dies with this process. */
import { spawn } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../paths.ts';
import type { PreparedDownload } from './downloads.ts';
import type { Job, Task } from './job.ts';
import { startMirror } from './mirror.ts';
import { findMirror } from './mirror-source.ts';
import { cleanUpAtEnd, cleanUpStale, makeRunFolder, type RunFolder } from './runs.ts';
import { withoutVariable } from './user-namespace.ts';

export interface WorldOptions {
  readonly task: Task;
  readonly content: string;
  readonly frozen: boolean;
  readonly memory?: number;
  readonly remakeImages: boolean;
  readonly downloads: readonly PreparedDownload[];
  /** Called when the run's folder is there. */
  readonly onStart?: (run: RunFolder) => void;
}

// Process 1 of the world: bash takes in orphans, and its end is the end of the world.
const init = '"$@" <&0 & wait $!';

/** Runs a task in a world of its own. Returns the runner's exit status. */
export async function runInWorld(options: WorldOptions): Promise<number> {
  await cleanUpStale();
  // Layers hold what pages made, programs that run as root (setuid) among it: not for other users of this computer.
  await mkdir(cacheFolder(), { recursive: true });
  await chmod(cacheFolder(), 0o700);
  const run = await makeRunFolder();
  const cleanUp = cleanUpAtEnd(run);
  const mirror = await startMirror({
    socket: join(run.folder, 'mirror.sock'),
    folder: join(cacheFolder(), 'packages'),
    source: await findMirror(),
    frozen: options.frozen,
  });
  const { task, content, remakeImages, downloads, memory } = options;
  const userNamespace = process.env[withoutVariable] !== '1';
  const job: Job = { ...run, userNamespace, task, content, remakeImages, downloads, ...(memory ? { memory } : {}) };
  const jobFile = join(run.folder, 'job.json');
  await writeFile(jobFile, JSON.stringify(job));
  const inside = join(import.meta.dirname, '..', 'inside.ts');
  options.onStart?.(run);
  const namespaces = ['-m', '-n', '-p', '-f', '--kill-child', '--mount-proc', '--propagation', 'private'];
  // The runner's version is made by a function of Node that is called experimental (run/fingerprint.ts).
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', ...process.execArgv];
  const runner = ['bash', '-c', init, 'lab', ...node, inside, jobFile];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...namespaces, ...runner], { stdio: 'inherit' });
  const interrupt = (signal: NodeJS.Signals): void => {
    console.error(`\n${signal}: ending the lab.`);
    child.kill('SIGKILL');
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt).on('SIGHUP', interrupt);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve(status ?? 1));
      // For `shell`: the world's process 1 as the host counts it.
      child.on('spawn', () => noteInit(child.pid ?? 0, run.folder));
    });
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt).off('SIGHUP', interrupt);
    mirror.closeAllConnections();
    mirror.close();
    await cleanUp();
  }
}

async function noteInit(pid: number, folder: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
    const first = children.trim().split(' ')[0];
    if (first) {
      await writeFile(join(folder, 'init.pid'), first).catch(() => undefined);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Runs on this computer: their folders, and what is left of those that were killed. */
import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { runFolderPrefix } from '../paths.ts';

export interface RunFolder {
  readonly id: string;
  readonly folder: string;
}

/** When a process began, in clock ticks since boot: tells it from a later one with the same number. */
async function beginOf(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name of the command (second field) may contain spaces and brackets: count from its end. Field 22 of proc(5).
  return text ? text.slice(text.lastIndexOf(')') + 2).split(' ')[19] : undefined;
}

/** Makes the folder of this process's run. Its name says whose it is. */
export async function makeRunFolder(): Promise<RunFolder> {
  const id = `${process.pid}-${await beginOf(process.pid)}`;
  const folder = runFolderPrefix + id;
  await mkdir(join(folder, 'world'), { recursive: true, mode: 0o700 });
  return { id, folder };
}

async function allFolders(): Promise<RunFolder[]> {
  const start = basename(runFolderPrefix);
  const names = await readdir(dirname(runFolderPrefix));
  return names
    .filter((name) => name.startsWith(start))
    .map((name) => ({ id: name.slice(start.length), folder: join(dirname(runFolderPrefix), name) }));
}

async function isAlive(run: RunFolder): Promise<boolean> {
  const [pid, begin] = run.id.split('-');
  return (await beginOf(Number(pid))) === begin;
}

export async function liveRuns(): Promise<RunFolder[]> {
  const runs = await allFolders();
  const alive = await Promise.all(runs.map(isAlive));
  return runs.filter((_, index) => alive[index]);
}

// Namespaces, mounts, links and processes go with the world. Empty cgroups and the run's folder do not.
// $1 id, $2 folder. Waits until the world's last process is gone, at most 30 s.
const sweep = `
top="$2/world/stanzabox-$1"
sweep() {
  for i in $(seq 300); do
    [ -d "$top" ] || break
    find "$top" -depth -type d -exec rmdir {} + 2>/dev/null && break
    sleep 0.1
  done
  umount "$2/world"
}
mount -t cgroup2 none "$2/world" && sweep "$@"
for controller in memory pids; do
  grep -qE "^[0-9]+:([^:]*,)?$controller(,[^:]*)?:" /proc/self/cgroup || continue
  mount -t cgroup -o $controller none "$2/world" && sweep "$@"
done
rm -rf --one-file-system "$2"
`;

/** Removes what is left of a run whose process is gone. */
export function cleanUp(run: RunFolder): Promise<void> {
  return new Promise((resolve) => {
    const args = ['-m', '--propagation', 'private', 'bash', '-c', sweep, 'sweep', run.id, run.folder];
    spawn('unshare', args, { stdio: 'ignore' })
      .on('error', () => resolve())
      .on('close', () => resolve());
  });
}

/**
 * Starts a process that outlives this one by as long as it takes to clean up after it, however it ends.
 * The returned function cleans up now and waits for it.
 */
export function cleanUpAtEnd(run: RunFolder): () => Promise<void> {
  const script = `cat >/dev/null; ${sweep}`;
  const args = ['-m', '--propagation', 'private', 'bash', '-c', script, 'sweep', run.id, run.folder];
  const janitor = spawn('unshare', args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  janitor.on('error', () => undefined);
  return () =>
    new Promise((resolve) => {
      if (janitor.exitCode !== null) return resolve();
      janitor.on('close', () => resolve());
      janitor.stdin.end();
    });
}

/** Cleans up after all runs that were killed together with their janitor. Returns how many there were. */
export async function cleanUpStale(): Promise<number> {
  const runs = await allFolders();
  const alive = await Promise.all(runs.map(isAlive));
  const stale = runs.filter((_, index) => !alive[index]);
  await Promise.all(stale.map(cleanUp));
  return stale.length;
}

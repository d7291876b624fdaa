/** Does a program wait for somebody to type? Asked of the kernel, not guessed from the text where that can be helped. */
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A thread that sits in read(2) on a terminal. `slept` grows each time it goes to sleep, so that one wait is told from the next. */
export interface Reader {
  /** Its number; the one of a program's first thread is the number of the process. */
  readonly thread: number;
  readonly slept: number;
}

// Number of read(2) as /proc/PID/syscall shows it.
const readNumber: Partial<Record<NodeJS.Architecture, string>> = { x64: '0', arm64: '63', riscv64: '63' };

/** All processes of a cgroup and of those below it. */
export async function processesOf(cgroup: string): Promise<number[]> {
  const own = await readFile(join(cgroup, 'cgroup.procs'), 'utf8').catch(() => '');
  const folders = await readdir(cgroup, { withFileTypes: true }).catch(() => []);
  const below = await Promise.all(
    folders.filter((entry) => entry.isDirectory()).map((entry) => processesOf(join(cgroup, entry.name))),
  );
  return [...own.split('\n').filter(Boolean).map(Number), ...below.flat()];
}

/** @param folder of the thread in /proc */
async function asReader(folder: string): Promise<Reader | undefined> {
  try {
    const [number, descriptor] = (await readFile(join(folder, 'syscall'), 'utf8')).split(' ');
    if (number !== readNumber[process.arch]) return undefined;
    const file = await readlink(join(folder, 'fd', String(Number.parseInt(descriptor ?? '', 16))));
    if (!/^\/dev\/(pts\/|tty)/.test(file)) return undefined;
    const status = await readFile(join(folder, 'status'), 'utf8');
    return {
      thread: Number(basename(folder)),
      slept: Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1] ?? 0),
    };
  } catch {
    // It ended while it was looked at.
    return undefined;
  }
}

/** The folders of a process's threads in /proc: programs in Go read in another one than the first. */
async function threadsOf(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/task`;
  return (await readdir(folder).catch((): string[] => [])).map((thread) => join(folder, thread));
}

/** The threads in this cgroup (a folder of the cgroup2 mount) that wait in read(2) for a terminal. */
export async function terminalReaders(cgroup: string): Promise<Reader[]> {
  const threads = await Promise.all((await processesOf(cgroup)).map(threadsOf));
  const found = await Promise.all(threads.flat().map(asReader));
  return found.filter((reader) => reader !== undefined);
}

/** Is one of these waiting now that did not wait, or waited for something earlier, when the last answer was typed? */
export function newReader(before: readonly Reader[], now: readonly Reader[]): boolean {
  return now.some((reader) => !before.some((old) => old.thread === reader.thread && old.slept === reader.slept));
}

/** Child processes, with the error text that a person needs when one fails. */

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { delimiter } from 'node:path';

export interface Finished {
  /** Exit status; 128 + signal number style is not used: a killed process has `signal` and status 255. */
  readonly status: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/**
 * Makes programs for administrators found, such as chroot(8), ip(8) and modprobe(8): Debian's users have no sbin in their PATH, and
 * `sudo env "PATH=$PATH"` keeps theirs.
 */
export function completePath(): void {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  process.env.PATH = [...folders, ...systemFolders.filter((folder) => !folders.includes(folder))].join(delimiter);
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Milliseconds, after which the process is killed. */
  readonly timeout?: number;
  /** Characters of what it says, after which the process is killed: nobody reads more of it. */
  readonly most?: number;
  /** Called with each piece of standard output and standard error, for progress. */
  readonly onText?: (text: string) => void;
}

/**
 * Calls `then` when the process has ended and all that it said was read. What it left running may keep its output open for
 * ever: that is not waited for.
 */
export function onceOver(child: ChildProcess, then: (status: number, signal: NodeJS.Signals | null) => void): void {
  child.once('exit', () => {
    // What is in a pipe is read in no time.
    const timer = setTimeout(() => {
      for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    }, 1_000);
    child.once('close', () => clearTimeout(timer));
  });
  child.once('close', (status, signal) => then(status ?? 255, signal));
}

/** A command that had to succeed and did not. The message holds the command and the end of what it said. */
export class CommandError extends Error {
  readonly finished: Finished;
  constructor(command: readonly string[], finished: Finished) {
    const said = `${finished.stdout}${finished.stderr}`.trim().split('\n').slice(-12).join('\n');
    const how = finished.signal ? `was killed by ${finished.signal}` : `ended with status ${finished.status}`;
    super(`${command.join(' ')} ${how}:\n${said}`);
    this.name = 'CommandError';
    this.finished = finished;
  }
}

/** Runs a command to its end and returns what it said. Rejects only when the command cannot be started. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      ...(options.env ? { env: options.env } : {}),
      ...(options.cwd ? { cwd: options.cwd } : {}),
      ...(options.timeout ? { timeout: options.timeout, killSignal: 'SIGKILL' as const } : {}),
    });
    const { most = Number.POSITIVE_INFINITY } = options;
    let stdout = '';
    let stderr = '';
    const heard = (text: string): void => {
      if (stdout.length + stderr.length > most) child.kill('SIGKILL');
      else options.onText?.(text);
    };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (stdout.length <= most) stdout += text;
      heard(text);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length <= most) stderr += text;
      heard(text);
    });
    child.on('error', reject);
    onceOver(child, (status, signal) => resolve({ status, signal, stdout, stderr }));
    if (options.input !== undefined) {
      // A command that does not read its input closes the pipe early; its status tells what happened.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(options.input);
    }
  });
}

/** Like {@link run}, but anything other than status 0 is a {@link CommandError}. Returns standard output. */
export async function must(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const finished = await run(command, args, options);
  if (finished.status !== 0) throw new CommandError([command, ...args], finished);
  return finished.stdout;
}

/** Starts a long-running process that ends with this one's world. */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, { stdio: 'ignore', ...options });
  // Its end is noticed by whoever uses it; an error here must not take the runner down.
  child.on('error', () => undefined);
  return child;
}

/** Resolves after so many milliseconds. Only between two looks at something that is awaited. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * How much longer things may take than on an idle computer. Limits of time are there to find what hangs; on a busy computer
 * they must not find what is slow.
 */
export const slowdown = (): number => Math.min(3, Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()));

/**
 * Looks again and again until `look` gives something.
 * @throws Error with `what` when it did not within `timeout` milliseconds, times {@link slowdown}
 */
export async function until<T>(what: string, timeout: number, look: () => Promise<T | undefined | false>): Promise<T> {
  const limit = timeout * slowdown();
  const end = Date.now() + limit;
  for (let wait = 10; ; wait = Math.min(wait * 1.5, 200)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${Math.round(limit / 1000)} s`);
    await pause(wait);
  }
}

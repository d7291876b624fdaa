import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';

export interface NativeProcess {
  /** What it has said so far. */
  readonly log: () => string;
  /** Ends it, and removes its folder. */
  readonly stop: () => Promise<void>;
}

/**
 * Waits for a native server.
 * @param home its folder
 * @param milliseconds that it may take
 * @param isUp asked until it is true
 * @throws Error with its log when it ends or takes too long; it is stopped then
 */
export async function whenUp(
  name: string,
  server: ChildProcess,
  home: string,
  milliseconds: number,
  isUp: (log: string) => Promise<boolean>,
): Promise<NativeProcess> {
  let log = '';
  server.stdout?.on('data', (text) => (log += text));
  server.stderr?.on('data', (text) => (log += text));
  const stop = async (): Promise<void> => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    if (server.exitCode === null && server.kill('SIGKILL')) await gone;
    await rm(home, { recursive: true, force: true });
  };
  const deadline = Date.now() + milliseconds;
  while (!(await isUp(log))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`Native ${name} did not start:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { log: () => log, stop };
}

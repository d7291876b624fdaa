/** A lock between runners, held by a `flock` process that ends with this one, however this one ends. */
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Waits for the lock; `onWait` is called once when somebody else holds it. Call the result to give it back. */
export async function lock(file: string, onWait: () => void): Promise<() => void> {
  await mkdir(dirname(file), { recursive: true });
  const child = spawn('flock', [file, 'sh', '-c', 'echo locked; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const timer = setTimeout(onWait, 300);
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status) =>
      reject(
        new Error(
          `The lock ${file} could not be taken: flock(1) ended with status ${status}. Check that its folder can be written to.`,
        ),
      ),
    );
    child.stdout.once('data', () => resolve());
  }).finally(() => clearTimeout(timer));
  return () => child.stdin.end();
}

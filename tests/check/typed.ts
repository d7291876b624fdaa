/** A command as somebody types it, run to its end without a terminal. */
import { execFile } from 'node:child_process';

export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function typed(
  program: string,
  words: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Said> {
  return new Promise((resolve) => {
    const child = execFile(program, words, options, (_error, stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

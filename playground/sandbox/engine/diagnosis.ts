import type { LogLine, RestartResult } from '../types.ts';

/** What Prosody said when it did not start: its console, then its log's errors, then why Lua ended. */
export function startProblem(why: string, printed: string, log: readonly LogLine[]): RestartResult & { ok: false } {
  const console = printed
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\*+$/.test(line))
    .filter((line) => !/^(More help on configuring|Good luck!)/.test(line));
  const errors = log.filter(({ level }) => level === 'error').map(({ text }) => text);
  const text = [...console, ...errors].join('\n') || why;
  const line = /prosody\.cfg\.lua:(\d+):/.exec(text)?.[1];
  return line === undefined ? { ok: false, text } : { ok: false, text, line: Number(line) };
}

/** Why a running server ended, in plain words. */
export function endReason(why: string): string {
  const code = /^exit (\d+)$/.exec(why)?.[1];
  if (code === '0' || why === 'ended') return 'it was shut down';
  return code === undefined ? why : `it ended itself with exit code ${code}; its log says why`;
}

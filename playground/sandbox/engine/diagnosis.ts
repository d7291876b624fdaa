import type { LogLine, RestartResult } from '../types.ts';
import { memoryProblem } from './memory-limit.ts';

/** What Prosody said when it did not start: its console, then its log's errors, then why Lua ended. */
export function startProblem(why: string, printed: string, log: readonly LogLine[]): RestartResult & { ok: false } {
  const console = printed
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\*+$/.test(line))
    .filter((line) => !/^(More help on configuring|Good luck!)/.test(line));
  const errors = log.filter(({ level }) => level === 'error').map(({ text }) => text);
  const text = [...console, ...errors].join('\n') || why;
  const line = /prosody\.cfg\.lua:(\d+):/.exec(text)?.[1];
  const plain = memoryProblem(text);
  return { ok: false, text, ...(line !== undefined && { line: Number(line) }), ...(plain !== null && { plain }) };
}

/** Why a running server ended, in plain words. */
export function endReason(why: string): string {
  const code = /^exit (\d+)$/.exec(why)?.[1];
  if (code === '0' || why === 'ended') return 'it was shut down';
  if (code !== undefined) return `it ended itself with exit code ${code}; its log says why`;
  return memoryProblem(why) ?? why;
}

/** The value of `answers="..."`: what is typed at which prompt. */
import type { Answer } from '../types.ts';

/**
 * Parts `Password: -> rosaline | Retype -> rosaline | ^D` into answers. ` | ` stands between two answers, ` -> ` between the
 * prompt and what is typed there.
 */
export const parseAnswers = (value: string): Answer[] =>
  value.split(/\s\|(?=\s|$)/).map((part) => {
    const arrow = part.search(/(?:^|\s)->(?:\s|$)/);
    if (arrow === -1) return answer(undefined, part.trim());
    const prompt = part.slice(0, arrow).trim();
    return answer(prompt, part.slice(part.indexOf('->', arrow) + 2).trim());
  });

const answer = (prompt: string | undefined, text: string): Answer => ({
  ...(prompt ? { prompt } : {}),
  text,
  typed: keys.get(text) ?? `${text}\r`,
});

const keys: ReadonlyMap<string, string> = new Map([
  ['^C', '\u0003'],
  ['^D', '\u0004'],
]);

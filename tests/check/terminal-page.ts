/** The blocks of the page about the check. */
import { readFileSync } from 'node:fs';
import { page } from './stock/page.ts';

export interface Block {
  /** `sh`, `text`, `ini` */
  readonly language: string;
  /** What stands behind it on the first line: `title="..."` */
  readonly more: string;
  readonly text: string;
}

export function blocksOfPage(): readonly Block[] {
  const fences = readFileSync(page, 'utf8').matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm);
  return [...fences].map(([, language = '', more = '', text = '']) => ({ language, more, text }));
}

/** The lines of an output block that a real output lacks; `[..]` stands for anything. */
export function missingIn(output: string, expected: string): readonly string[] {
  const lines = output.split('\n');
  return expected
    .trimEnd()
    .split('\n')
    .filter((line) => {
      const pattern = line.split('[..]').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      const wanted = new RegExp(`^${pattern.join('.*')}$`);
      return !lines.some((one) => wanted.test(one));
    });
}

/** Words that pages do without. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What a tired reader must not be told, with why. Code between backticks is left alone. */
const unwanted: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bsimply\b/i, 'what is simple for the writer is not for the reader who is stuck'],
  [/\b(seamless|effortless|powerful|blazing|cutting[- ]edge)(ly)?\b/i, 'marketing'],
];

const pages = globSync('content/**/*.{md,mdx}').sort();

describe('words', () => {
  it('finds pages to read', () => expect(pages.length).toBeGreaterThan(5));

  it.each(pages)('%s', (path) => {
    const prose = readFileSync(path, 'utf8')
      .replace(/^```[\s\S]*?^```$/gm, (block) => block.replace(/[^\n]/g, ''))
      .replace(/`[^`\n]*`/g, '');
    const found = prose
      .split('\n')
      .flatMap((line, index) =>
        unwanted
          .filter(([word]) => word.test(line))
          .map(([word, why]) => `line ${index + 1}: ${word.exec(line)?.[0]} (${why})`),
      );
    expect(found).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { distribution } from '../../src/commands/index.ts';
import { builtPages } from '../../src/site/built-pages.ts';

/** A template's lines become one, and the space between a word and the link after it may go with them: "withthe". */
const inline = 'a|b|i|em|strong|code|kbd';
const glued = new RegExp(
  `[\\p{L}\\d.,:;!?)]<(?:${inline})(?: [^>]*)?>(?=[\\p{L}\\d(])|(?<!\\s)</(?:${inline})>(?=[\\p{L}\\d(])`,
  'gu',
);

describe('words and what is marked in them', () => {
  const folder = process.env.STANZABOX_DIST ?? distribution;

  it('have spaces between them on every page', () => {
    const pages = builtPages(folder);
    expect(pages.length).toBeGreaterThan(50);
    const found = pages.flatMap((page) => {
      const html = readFileSync(join(folder, page), 'utf8').replace(/<(script|style|pre|svg)\b[\s\S]*?<\/\1>/g, '');
      return [...html.matchAll(glued)].map(({ index }) => `${page}: ${html.slice(index - 30, index + 50)}`);
    });
    expect(found).toEqual([]);
  });
});

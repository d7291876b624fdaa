/** The page that describes the format says what is so. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../src/lesson/markdown.ts';
import { errors, fence, page } from './page.ts';

const found = readMarkdown(readFileSync('content/contribute/page-format.mdx', 'utf8'), true);
if (!found.ok) throw new Error(found.plain);
const { fences } = found.markdown;
const examples = fences.filter(({ language }) => language === 'md');

describe('the page about the format', () => {
  it.each(examples)('has an example that is right, on line $line', ({ text }) => {
    expect(
      errors(page('kind: guide\nmachines: { server: debian-13, laptop: debian-13, friend: debian-13 }', text)),
    ).toEqual([]);
  });

  it('has every example twice: as it is written and as it runs, where one machine is enough', () => {
    const live = fences.map(({ language, meta, text }) => fence(`${language} ${meta}`.trim(), text));
    for (const { text, line } of examples) {
      if (/^```(browser|xml)/.test(text)) continue;
      const blocks = `${text}\n`.split(/(?<=^```\n)\n/m);
      for (const block of blocks) expect(live, `the example on line ${line} does not run`).toContain(block);
    }
  });

  it('shows errors as they are', () => {
    const shown = fences.find(({ text }) => text.startsWith('content/guides/a.mdx:'))?.text.split('\n') ?? [];
    const made = errors(
      page(
        'kind: guide',
        fence('sh run exti=1', 'a'),
        fence('lua', 'a'),
        fence('text output', 'b'),
        fence('zone', 'xmpp.example.com A 192.0.2.1'),
      ),
    );
    const plain = (line: string): string => line.replace(/^.*?\d+: /, '');
    expect(shown.map(plain)).toEqual(made.map(plain));
  });
});

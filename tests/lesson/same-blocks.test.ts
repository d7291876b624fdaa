/**
 * The site draws pages with another parser (Astro's Sätteri) than this room reads them with, and finds a block's step by
 * counting. Both must see the same blocks.
 */
import { globSync, readFileSync } from 'node:fs';
import { mdxToMdast } from 'satteri';
import { visit } from 'unist-util-visit';
import { expect, it } from 'vitest';
import { readMarkdown } from '../../src/lesson/markdown.ts';

type Block = readonly [language: string, text: string];

const seenByTheSite = (text: string): Block[] => {
  const blocks: Block[] = [];
  const tree = mdxToMdast(text, { features: { directive: true } });
  visit(tree as Parameters<typeof visit>[0], 'code', (node: { lang?: string | null; value?: string }) => {
    blocks.push([node.lang ?? '', node.value ?? '']);
  });
  return blocks;
};

const seenHere = (text: string): Block[] => {
  const found = readMarkdown(text, true);
  if (!found.ok) throw new Error(`${found.line}: ${found.plain}`);
  return found.markdown.fences.map(({ language, text: block }) => [language, block]);
};

const pages = globSync('content/**/*.mdx').map((path) => ({ path, text: readFileSync(path, 'utf8') }));

it.each(pages)('$path has the same blocks', ({ text }) => {
  expect(seenHere(text)).toEqual(seenByTheSite(text));
});

it('so has a page with blocks in every kind of place', () => {
  const block = (name: string): string => `\`\`\`sh run\n${name}\n  more\n\n\`\`\``;
  const indent = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);
  const text = [
    '---\ntitle: A\n---',
    block('plain'),
    `1. list\n\n${indent(block('list'), '   ')}\n\n2. again\n${indent(block('tight'), '   ')}`,
    `> quote\n>\n${block('quote').replace(/^/gm, '> ')}`,
    `<Steps>\n\n1. steps\n\n${indent(block('steps'), '   ')}\n\n</Steps>`,
    `<Tabs>\n  <TabItem label="a">\n${indent(block('tab'), '    ')}\n  </TabItem>\n</Tabs>`,
    `<details>\n<summary>more</summary>\n\n${block('details')}\n\n</details>`,
    `:::note[Title]\n${block('aside')}\n:::`,
    `::::caution\n:::tip\n${block('inner')}\n:::\n::::`,
    `| a | b |\n| - | - |\n| \`c\` | d |\n\n${block('after a table')}`,
    `A note.[^1]\n\n[^1]: text\n\n    ${'still the note'}\n\n${block('after a note')}`,
    `{/* ${block('comment')} */}`,
    `    ${'not code in MDX'}`,
    `~~~text output\n\`\`\`\nnested\n\`\`\`\n~~~`,
    '````md\n```sh run\nshown\n```\n````',
    '```text\n```',
  ].join('\n\n');
  expect(seenHere(text).map(([, code]) => code.split('\n')[0])).toEqual([
    'plain',
    'list',
    'tight',
    'quote',
    'steps',
    'tab',
    'details',
    'aside',
    'inner',
    'after a table',
    'after a note',
    '```',
    '```sh run',
    '',
  ]);
  expect(seenHere(text)).toEqual(seenByTheSite(text));
});

import { expect, test } from 'vitest';
import { type Page, readPage, readPages } from '../../src/content/index.ts';
import { guide, makeFolder, recipe } from './folder.ts';

const { content, write } = makeFolder();

async function read(file: string): Promise<Page> {
  const page = await readPage(content, file);
  if (Array.isArray(page)) throw new Error(page.map(({ plain }) => plain).join('\n'));
  return page;
}

test('pages that run on machines are found in MDX and in Markdown, each with its two runs; mistakes of any page are told with their line', async () => {
  write('guides/a.mdx', guide());
  write('guides/deep/b.md', guide());
  write('recipes/c.mdx', recipe());
  write('why.md', '---\ntitle: Why\n---\n\nBecause.\n');
  write('guides/broken.md', guide().replace('sh run', 'sh rnu'));
  const { pages, errors } = await readPages(content);
  expect([...pages].map(([slug, { path }]) => [slug, path])).toEqual([
    ['guides/a', 'content/guides/a.mdx'],
    ['guides/a@reader', 'content/guides/a.mdx'],
    ['guides/deep/b', 'content/guides/deep/b.md'],
    ['guides/deep/b@reader', 'content/guides/deep/b.md'],
  ]);
  expect(errors.map(({ path, line }) => `${path}:${line}`)).toEqual([
    'content/guides/broken.md:6',
    'content/guides/broken.md:6',
  ]);
});

test('a page is parsed again when it changed, and only then', async () => {
  const file = write('guides/again.mdx', guide('one'));
  const first = await read(file);
  expect(await read(file)).toBe(first);
  write('guides/again.mdx', guide('two'));
  expect((await read(file)).lesson.steps).toMatchObject([{ command: 'two' }]);
});

import { expect, test } from 'vitest';
import { runsOfPage } from '../../src/content/index.ts';
import { before, type PageNode, plan, select } from '../../src/lab/run/plan.ts';
import { type CachedState, fits, splitTrees } from '../../src/lab/run/state-cache.ts';
import { pageOf, pagesOf } from './sample.ts';

const pages = pagesOf(
  pageOf('guides/base'),
  pageOf('guides/prosody/install', 'after: guides/base'),
  pageOf('guides/prosody/certificate', 'after: guides/prosody/install', '```sh run\nsudo certbot renew\n```\n'),
  pageOf('guides/prosody/federation', 'after: guides/prosody/certificate'),
  pageOf('guides/openfire/install', 'after: guides/base'),
);

const shape = (nodes: readonly PageNode[]): unknown =>
  nodes.map(({ page, wanted, children }) => [`${page.lesson.slug}${wanted ? '!' : ''}`, shape(children)]);

test('pages are named by slug, folder or file; without words all of them', () => {
  expect(select(pages, ['guides/prosody'], [])).toEqual([
    'guides/prosody/certificate',
    'guides/prosody/federation',
    'guides/prosody/install',
  ]);
  expect(select(pages, ['content/guides/base.mdx', 'guides/base/'], [])).toEqual(['guides/base']);
  expect(select(pages, [], [])).toHaveLength(5);
});

test('a word that means nothing is an error that names what there is', () => {
  expect(() => select(pages, ['guides/prosodi'], [])).toThrow(
    'No page that runs is called "guides/prosodi". Pages that run: guides/base,',
  );
});

test('a page that cannot be read is named with its line, but only when it is asked for', () => {
  const errors = [{ path: 'content/guides/broken.mdx', line: 12, plain: 'What is this?' }];
  expect(() => select(pages, ['guides/broken'], errors)).toThrow('content/guides/broken.mdx:12: What is this?');
  expect(select(pages, ['guides/base'], errors)).toEqual(['guides/base']);
});

test('what a page comes after is run before it, each page once', () => {
  expect(shape(plan(pages, ['guides/prosody/certificate', 'guides/openfire/install']))).toEqual([
    [
      'guides/base',
      [
        ['guides/openfire/install!', []],
        ['guides/prosody/install', [['guides/prosody/certificate!', []]]],
      ],
    ],
  ]);
  const last = pages.get('guides/prosody/federation');
  expect(last && before(pages, last.lesson).map(({ slug }) => slug)).toEqual([
    'guides/base',
    'guides/prosody/install',
    'guides/prosody/certificate',
  ]);
});

test('a page after one that does not exist, and pages in a circle, are errors', () => {
  const lost = pagesOf(pageOf('guides/a', 'after: guides/nowhere'));
  expect(() => plan(lost, ['guides/a'])).toThrow(
    'content/guides/a.mdx says "after: guides/nowhere", but no guide has that address.',
  );
  const circle = pagesOf(pageOf('a', 'after: b'), pageOf('b', 'after: a'));
  expect(() => plan(circle, ['a'])).toThrow('in a circle: a, after b, after a');
});

test('a page that runs once for each server is named with the server by the page after it', () => {
  const base = pageOf('guides/base');
  const two = pageOf('guides/two', 'after: { prosody: guides/base, ejabberd: guides/base }');
  const after = (slug: string) => pageOf('guides/z', `after: ${slug}`);
  const of = (slug: string) =>
    new Map([base, two, after(slug)].flatMap(runsOfPage).map((run) => [run.lesson.slug, run]));
  expect(() => plan(of('guides/two'), ['guides/z'])).toThrow(
    'That page runs once for each server: write one of guides/two@prosody, guides/two@ejabberd.',
  );
  const found = of('guides/two@prosody');
  const chain = (slug: string) => before(found, found.get(slug)?.lesson ?? base.lesson).map((lesson) => lesson.slug);
  expect(chain('guides/z')).toEqual(['guides/base', 'guides/two@prosody']);
  expect(chain('guides/z@reader')).toEqual(['guides/base@reader', 'guides/two@prosody.reader']);
  expect(select(found, ['guides/two'], [])).toHaveLength(4);
  expect(select(found, ['guides/two@prosody'], [])).toEqual(['guides/two@prosody']);
});

const state = (bound: boolean): CachedState => ({ machines: [], records: [], authorities: {}, bound });

test('a cached end state takes the place of the pages up to it, never of a page that is asked for', () => {
  const trees = plan(pages, ['guides/prosody/federation', 'guides/base']);
  const cached = new Map([
    ['guides/base', state(false)],
    ['guides/prosody/certificate', state(true)],
  ]);
  const starts = splitTrees(trees, ({ page }) => cached.get(page.lesson.slug));
  expect(starts.map(({ node, from }) => [shape([node]), from?.bound])).toEqual([
    [[['guides/base!', []]], undefined],
    [[['guides/prosody/federation!', []]], true],
  ]);
});

test('branches of one cached page start from it side by side', () => {
  const trees = plan(pages, ['guides/prosody/install', 'guides/openfire/install']);
  const one = state(false);
  const starts = splitTrees(trees, ({ page }) => (page.lesson.slug === 'guides/base' ? one : undefined));
  expect(starts.map(({ node, from }) => [node.page.lesson.slug, from === one])).toEqual([
    ['guides/openfire/install', true],
    ['guides/prosody/install', true],
  ]);
});

test("a state with an account of an earlier Let's Encrypt is not used where certificates are asked for", () => {
  const [tree] = plan(pages, ['guides/prosody/federation']);
  const install = tree?.children[0];
  const certificate = install?.children[0];
  if (!install || !certificate) throw new Error('the tree has another shape');
  expect(fits(state(true), install)).toBe(false);
  expect(fits(state(false), install)).toBe(true);
  expect(fits(state(true), certificate)).toBe(true);
});

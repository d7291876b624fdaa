import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { afterAll, describe, expect, it } from 'vitest';
import { kindOf, pagePath } from '../../src/site/offline/answer.ts';
import { listKept } from '../../src/site/offline/list.ts';
import { notKeptPage } from '../../src/site/offline/not-kept.ts';
import { filesIn } from '../../src/site/offline/page-files.ts';
import { fewAtATime, within } from '../../src/site/offline/within.ts';

const request = (more: Partial<Request> = {}) => ({
  method: 'GET',
  mode: 'cors' as RequestMode,
  destination: '' as RequestDestination,
  headers: new Headers(),
  ...more,
});

describe('what the worker for offline use answers', () => {
  it('pages, files whose names change with their content, and pictures', () => {
    expect(kindOf(request({ mode: 'navigate' }), 'why/')).toBe('page');
    expect(kindOf(request({ mode: 'navigate' }), 'playground/')).toBe('page');
    expect(kindOf(request(), '_astro/engine-C0ppJ2MM.wasm')).toBe('file');
    expect(kindOf(request({ destination: 'script' }), '_astro/Help.a_b-c.js')).toBe('file');
    expect(kindOf(request({ destination: 'font' }), '_astro/fonts/4e2dc396b17d9841.woff2')).toBe('file');
    expect(kindOf(request({ destination: 'image' }), 'screens/one.png')).toBe('picture');
  });

  it('and nothing else: other hosts, changes, parts of files, data, the search', () => {
    expect(kindOf(request({ mode: 'navigate' }), undefined)).toBeUndefined();
    expect(kindOf(request({ method: 'POST', mode: 'navigate' }), 'why/')).toBeUndefined();
    expect(kindOf(request({ method: 'PUT' }), '_astro/a.js')).toBeUndefined();
    expect(kindOf(request({ headers: new Headers({ Range: 'bytes=0-9' }) }), '_astro/a.js')).toBeUndefined();
    for (const path of ['shown-in.json', 'favicon.svg', 'pagefind/pagefind.js', 'offline-worker.js', 'xmpp-websocket'])
      expect(kindOf(request(), path)).toBeUndefined();
  });

  it('keeps a page under one path, however it is asked for', () => {
    expect(['', 'why', 'why/', 'why/index.html', 'index.html'].map(pagePath)).toEqual(['', 'why/', 'why/', 'why/', '']);
    expect(pagePath('screens/a.png')).toBe('screens/a.png');
  });
});

it('finds the files that a page needs, under any path of the site', () => {
  const html = `<link href="/_astro/a.B-1_.css"><astro-island component-url="/some/where/_astro/Play.x.js">
    <style>@font-face{src:url("/_astro/fonts/1.woff2")}</style><img src="/_astro/picture.png">
    <script>new Worker("/_astro/worker-U6.js")</script><a href="/_astro/a.js.gz">`;
  expect([...filesIn(html)]).toEqual([
    '_astro/a.B-1_.css',
    '_astro/Play.x.js',
    '_astro/fonts/1.woff2',
    '_astro/worker-U6.js',
  ]);
});

it('shows whatever address was asked for as text', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (address, title) => {
      const text = notKeptPage(address, [{ address, title }]);
      const tags: string[] = [];
      const visit = (node: DefaultTreeAdapterTypes.Node): void => {
        if ('tagName' in node) tags.push(node.tagName);
        if ('childNodes' in node) node.childNodes.forEach(visit);
      };
      visit(parse(text));
      expect(tags.join(' ')).toBe('html head meta meta meta title style body main h1 p code a h2 ul li a');
    }),
  );
});

describe('waiting', () => {
  it('has an end, whatever the other does', async () => {
    expect(await within(1, new Promise(() => {}))).toBeUndefined();
    expect(await within(60_000, Promise.reject(new Error('no')))).toBeUndefined();
    expect(await within(60_000, Promise.resolve(7))).toBe(7);
  });

  it('does a few things at a time, each once, and stops at the first failure', async () => {
    let now = 0;
    let most = 0;
    const done: number[] = [];
    await fewAtATime(2, [1, 2, 3, 4, 5], async (item) => {
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      done.push(item);
      now -= 1;
    });
    expect([most, done]).toEqual([2, [1, 2, 3, 4, 5]]);
    const begun: number[] = [];
    const failing = fewAtATime(2, [1, 2, 3, 4, 5], async (item) => {
      begun.push(item);
      await Promise.resolve();
      if (item === 1) throw new Error('full');
    });
    await expect(failing).rejects.toThrow('full');
    expect(begun).not.toContain(5);
  });
});

describe('the list of what is kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stanzabox-kept-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  it('has scripts, styles and engines, not their compressed copies, and all pages with content', () => {
    for (const path of ['_astro/a.js', '_astro/a.js.gz', '_astro/b.wasm', '_astro/fonts/c.woff2', '_astro/d.png'])
      write(path, path);
    for (const path of ['index.html', '404.html', 'why/index.html', 'playground/index.html', 'old/index.html'])
      write(path, path);
    const list = listKept(folder, ['playground/'], ['old/']);
    expect(Object.keys(list.files)).toEqual(['_astro/a.js', '_astro/b.wasm', '_astro/fonts/c.woff2']);
    expect(list.pages).toEqual(['', 'playground/', 'why/']);
    expect(list.bytes).toBe('_astro/a.js_astro/b.wasm_astro/fonts/c.woff2'.length);
    write('why/index.html', 'other words');
    expect(listKept(folder, ['playground/'], ['old/']).version).not.toBe(list.version);
    write('why/index.html', 'why/index.html');
    expect(listKept(folder, ['playground/'], ['old/'])).toEqual(list);
  });

  it('ends the build when a page that must be kept is not there', () => {
    expect(() => listKept(folder, ['no/such/'], [])).toThrow('There is no page no/such/');
  });
});

/** The site as it was built, file by file. `npm run build` makes it; STANZABOX_DIST names another folder. */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { distribution } from '../../src/commands/index.ts';
import { movedPages } from '../../src/site/moved/table.ts';
import { type Fetched, firstVisit, inlineScripts, pageBudget } from './first-visit.ts';

const folder = process.env.STANZABOX_DIST ?? distribution;
if (!existsSync(join(folder, 'index.html'))) {
  throw new Error(`There is no built site in ${folder}. Run "npm run build" first.`);
}
/** Those that only send their visitor on are in addresses.test.ts. */
const moved = Object.keys(movedPages).map((page) => join(page, 'index.html'));
const pages = globSync('**/*.html', { cwd: folder })
  .filter((path) => !moved.includes(path))
  .sort();
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const kibibyte = 1024;

describe('built pages', () => {
  it.each(pages)('%s has a policy before anything that runs, without a blanket permission', (path) => {
    const html = read(path);
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html);
    expect(policy).not.toBeNull();
    expect(policy?.index).toBeLessThan(html.indexOf('<script'));
    expect(html.indexOf('<meta charset')).toBeLessThan(1024);
    expect(policy?.[1]).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    const mayWriteStyles = /style-src [^;]*'unsafe-inline'/.test(policy?.[1] ?? '');
    expect(mayWriteStyles).toBe(path === join('playground', 'index.html'));
  });

  it.each(pages)('%s asks no other host for anything', (path) => {
    const loading = /<(?:script|img|iframe|source|video|audio|embed|object)[^>]*\s(?:src|srcset|data)="(https?:)?\/\//;
    const linked = /<link[^>]*rel="(?:stylesheet|preload|modulepreload|icon|preconnect)"[^>]*href="(?:https?:)?\/\//;
    expect(read(path)).not.toMatch(loading);
    expect(read(path)).not.toMatch(linked);
  });

  it.each(pages)('%s fetches no style twice under two names', (path) => {
    const texts = firstVisit(folder, path).flatMap((one) => (one.kind === 'style' ? read(one.path) : []));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each(pages)('%s has a description, a picture for links, and no handler in an attribute', (path) => {
    const html = read(path);
    expect(html).toMatch(/<meta name="description" content="[^"]{20,}"/);
    expect(html).toMatch(/<meta property="og:image" content="https?:\/\/[^"]+\/card\.png"/);
    expect(html).not.toMatch(/<[^>]+\son(click|load|error|input|change)=/);
  });
});

describe('words', () => {
  // A component's text that ends its line before a link loses the space between them.
  it.each(pages)('%s has a space beside each link and each word that stands out', (path) => {
    const text = read(path).replace(/<(script|style|pre|svg|template)\b[\s\S]*?<\/\1>/g, '');
    const glued = [
      ...text.matchAll(/[A-Za-z,;:.!?)]<(?:a|b|em|strong|kbd|code)(?: [^>]*)?>[A-Za-z]/g),
      ...text.matchAll(/[A-Za-z]{2}<\/(?:a|b|em|strong|kbd)>[A-Za-z]/g),
    ];
    expect(glued.map(({ index, 0: found }) => text.slice(index - 40, index + found.length + 20))).toEqual([]);
  });
});

/** What tools write into pages against the standard, and what browsers and readers do not mind. */
const tolerated = [
  // Expressive Code draws lines of code and the picture of its copy button as <div>.
  /^<div> element is not permitted as content under <(code|button)>$/,
  // Astro writes the one rule of its islands (display: contents) beside the first of them.
  /^<style> element is not permitted as content under <div>$/,
];

describe('the HTML standard', () => {
  const validator = new HtmlValidate(
    new FileSystemConfigLoader({
      root: true,
      extends: ['html-validate:standard'],
      rules: {
        // Matters of taste, not of validity.
        'long-title': 'off',
        'no-trailing-whitespace': 'off',
        'void-style': 'off',
        'no-inline-style': 'off',
        'tel-non-breaking': 'off',
        'doctype-style': 'off',
        'attribute-boolean-style': 'off',
        'attribute-empty-style': 'off',
        // Our own pages decide what a button's type is; Expressive Code's copy buttons submit nothing.
        'no-implicit-button-type': 'off',
      },
    }),
  );

  it.each(pages)('%s follows it', async (path) => {
    const report = await validator.validateString(read(path), path);
    const found = report.results.flatMap(({ messages }) =>
      messages
        .filter(({ message }) => !tolerated.some((pattern) => pattern.test(message)))
        .map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
    );
    expect(found).toEqual([]);
  });
});

describe('the first visit', () => {
  const sum = (fetched: readonly Fetched[]): number => fetched.reduce((total, { bytes }) => total + bytes, 0);
  const ordinary = pages.filter((path) => !/^(index|404|playground.index)\.html$/.test(path));

  /** What a page weighs is mostly its text; this one has the most commands. */
  const longest = 'guides/foundations/machine/index.html';

  it.each(ordinary)(`%s weighs at most ${pageBudget.total} KiB, of which scripts ${pageBudget.scripts} KiB`, (path) => {
    const fetched = firstVisit(folder, path);
    const total = sum(fetched);
    const scripts = sum(fetched.filter(({ kind }) => kind === 'script'));
    expect(scripts + inlineScripts(folder, path), 'scripts').toBeLessThanOrEqual(pageBudget.scripts * kibibyte);
    expect(total, fetched.map(({ path, bytes }) => `${path} ${bytes}`).join('\n')).toBeLessThanOrEqual(
      (path === longest ? 64.25 : pageBudget.total) * kibibyte,
    );
  });

  // CONTRIBUTING.md says what it is made of. It must not grow.
  it('shows the playground with at most 111 KiB before the sandbox and Monaco, of which scripts 65.5 KiB', () => {
    const fetched = firstVisit(folder, 'playground/index.html');
    expect(sum(fetched)).toBeLessThanOrEqual(111 * kibibyte);
    expect(sum(fetched.filter(({ kind }) => kind === 'script'))).toBeLessThanOrEqual(65.5 * kibibyte);
  });

  // What a server in the tab needs: its script, the compiled module, and the image of the started server instead of its source.
  it('answers the first stanza with at most 610 KiB more, the source of Prosody not among them', () => {
    const parts = [/^worker-.*\.js$/, /^serve-.*\.js$/, /^engine-.*\.wasm$/, /^image-montague\.example-.*\.bin$/].map(
      (pattern) => {
        const found = readdirSync(join(folder, '_astro')).filter((name) => pattern.test(name));
        expect(found, String(pattern)).toHaveLength(1);
        const content = readFileSync(join(folder, '_astro', found[0] ?? ''));
        // Images are compressed by themselves: static hosts leave such files as they are.
        return found[0]?.endsWith('.bin') ? content.length : gzipSync(content, { level: 9 }).length;
      },
    );
    expect(parts.reduce((total, bytes) => total + bytes, 0)).toBeLessThanOrEqual(610 * kibibyte);
    expect(parts[3], 'the image').toBeLessThanOrEqual(390 * kibibyte);
  });

  it('asks in the head of the playground for all that its first reply runs, and for none of it twice', () => {
    // Below the head, a template has what waits until the page is idle.
    const [head = ''] = read('playground/index.html').split('</head>');
    const asked = [...head.matchAll(/<link rel="modulepreload" href="\/([^"]+)"/g)].map(([, path = '']) => path);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.filter((path) => !path.endsWith('.js'))).toEqual([]);
    // Each costs the page's thread a millisecond, compressed or not, and other processes as much.
    expect(asked.length).toBeLessThanOrEqual(24);
    const imported = asked.flatMap((path) =>
      [...read(path).matchAll(/\b(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)].map(([, name]) => `_astro/${name}`),
    );
    expect(imported.filter((path) => !asked.includes(path))).toEqual([]);
    for (const part of ['Playground', 'Transcript', 'sign-in'])
      expect(asked.filter((path) => path.startsWith(`_astro/${part}.`))).toHaveLength(1);
  });

  it('shows the start page with at most 60 KiB, and starts no server', () => {
    const fetched = firstVisit(folder, 'index.html');
    expect(sum(fetched)).toBeLessThanOrEqual(60 * kibibyte);
    expect(fetched.map(({ path }) => path).join()).not.toMatch(/wasm|prosody|svelte/);
  });
});

it('holds every file that a script loads later: a part whose stylesheet is missing never opens', () => {
  const named = globSync('_astro/*.js', { cwd: folder }).flatMap((script) =>
    [...read(script).matchAll(/["'`](?:\.\/|\/?_astro\/)([\w.@-]+\.(?:css|js|wasm|bin))["'`]/g)].map(
      ([, path = '']) => ({ script, path: `_astro/${path}` }),
    ),
  );
  expect(named.filter(({ path }) => path.endsWith('.css')).length).toBeGreaterThan(0);
  expect(named.filter(({ path }) => !existsSync(join(folder, path)))).toEqual([]);
});

it('colours code before anybody visits: no grammar travels to a browser', () => {
  const scripts = globSync('_astro/**/*.js', { cwd: folder });
  expect(scripts.length).toBeGreaterThan(10);
  expect(scripts.filter((path) => read(path).includes('punctuation.definition.tag'))).toEqual([]);
});

describe('files beside the pages', () => {
  it('lists every page in the sitemap, but not the one for wrong addresses', () => {
    const listed = [...read('sitemap-0.xml').matchAll(/<loc>https?:\/\/[^/]+\/([^<]*)<\/loc>/g)].map(
      ([, path]) => path,
    );
    const built = pages.filter((path) => path !== '404.html').map((path) => path.replace(/index\.html$/, ''));
    expect(listed.sort()).toEqual(built.sort());
  });

  it('tells programs about every page of text', () => {
    const list = read('llms.txt');
    expect(list).toMatch(/^# Stanzabox\n\n> /);
    expect(list).toContain('/lessons/first-stanzas/): Ten minutes with a real XMPP server');
    expect(read('llms-full.txt')).toContain('<query xmlns="jabber:iq:version"/>');
  });

  it('has a social card of the size that others expect', () => {
    const picture = readFileSync(join(folder, 'card.png'));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
  });
});

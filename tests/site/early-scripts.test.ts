import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compressFiles } from '../../src/site/compress.ts';
import { withEarlyScripts } from '../../src/site/early-scripts.ts';

const scripts: Readonly<Record<string, string>> = {
  'Island.aa.js': 'import{a as e}from"./shared.bb.js";import"./effect.cc.js";export default e;import("./later.dd.js")',
  'render.ee.js': 'import { mount } from "./shared.bb.js"',
  'shared.bb.js': 'export const a = 1',
  'effect.cc.js': '',
  'later.dd.js': 'import {x} from "./deep.ff.js";import {a} from "./shared.bb.js"',
  'deep.ff.js': 'export const x = 1',
  'large.gg.js': 'import {x} from "./deep.ff.js";import"./core.hh.js"',
  'core.hh.js': '',
  'large.worker-ii.js': '',
};
const parts = { atOnce: ['later'], whenIdle: ['large'], workers: ['large.worker'] };
const built = { names: Object.keys(scripts), textOf: (name: string) => scripts[name] ?? '' };
const page = (client: string) =>
  `<head></head><body><astro-island uid="1" component-url="/docs/_astro/Island.aa.js" renderer-url="/docs/_astro/render.ee.js" client="${client}"></body>`;

it('asks in the head for what an island runs, then for the parts that follow, each once; the rest waits in a template', () => {
  const [, head = '', body = ''] = /<head>(.*)<\/head>(.*)/.exec(withEarlyScripts(page('load'), parts, built)) ?? [];
  expect(body).toMatch(
    /<template id="when-idle"><link rel="prefetch" href="\/docs\/_astro\/large.gg.js"><link rel="prefetch" href="\/docs\/_astro\/core.hh.js"><link rel="prefetch" href="\/docs\/_astro\/large.worker-ii.js"><\/template><\/body>$/,
  );
  expect(head.match(/<link[^>]*>/g)).toEqual([
    '<link rel="modulepreload" href="/docs/_astro/Island.aa.js">',
    '<link rel="modulepreload" href="/docs/_astro/render.ee.js">',
    '<link rel="modulepreload" href="/docs/_astro/shared.bb.js">',
    '<link rel="modulepreload" href="/docs/_astro/effect.cc.js">',
    '<link rel="modulepreload" href="/docs/_astro/later.dd.js" fetchpriority="low">',
    '<link rel="modulepreload" href="/docs/_astro/deep.ff.js" fetchpriority="low">',
  ]);
});

it('leaves a page alone whose islands wait, and says so when a part is missing', () => {
  expect(withEarlyScripts(page('visible'), parts, built)).toBe(page('visible'));
  expect(() => withEarlyScripts(page('load'), { ...parts, atOnce: ['gone'] }, built)).toThrow(
    'No built script is called gone',
  );
});

it('writes a compressed copy of text that is worth it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stanzabox-compress-'));
  try {
    writeFileSync(join(folder, 'long.js'), 'x = 1;'.repeat(1000));
    writeFileSync(join(folder, 'short.js'), 'x = 1;');
    writeFileSync(join(folder, 'font.woff2'), 'x'.repeat(5000));
    expect(await compressFiles(folder)).toBe(1);
    expect(gunzipSync(readFileSync(join(folder, 'long.js.gz'))).toString()).toBe('x = 1;'.repeat(1000));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

import { describe, expect, it } from 'vitest';
import { scopesOf, unusedStylesRemover } from '../../src/site/unused-styles.ts';

describe('styles of components', () => {
  it.each([
    ['.row.svelte-a1{color:red}header.svelte-a1:hover,.b.svelte-b2{top:0}', ['svelte-a1', 'svelte-b2']],
    ['@media (width>1px){.row.svelte-a1{color:red}}', ['svelte-a1']],
    ['.row.svelte-a1{animation:x}@keyframes svelte-a1-came{from{color:red}to{color:red}}', ['svelte-a1']],
    ['.row.svelte-a1{color:red}body{margin:0}', []],
    ['.row.svelte-a1,a{color:red}', []],
  ])('%s: %j', (css, scopes) => {
    expect(scopesOf(css)).toEqual(scopes);
  });

  const page =
    '<link rel="stylesheet" href="/base/_astro/row.css"><script type="module" src="/base/_astro/a.js"></script>';
  const files: Record<string, string> = { '_astro/row.css': '.row.svelte-a1{color:red}' };
  const without = (more: Record<string, string>): string =>
    unusedStylesRemover((path) => ({ ...files, ...more })[path] ?? '')(page);

  it('are taken out of a page that can show none of them', () => {
    expect(without({ '_astro/a.js': 'import"./b.js";', '_astro/b.js': 'x' })).not.toContain('row.css');
  });

  it.each([
    ['import"./b.js";', 'b.js'],
    ['import("./b.js")', 'b.js'],
    ['m.f=["_astro/b.js","_astro/row.css"]', 'b.js'],
  ])('stay where a script that comes later has them: %s', (script, name) => {
    expect(without({ '_astro/a.js': script, [`_astro/${name}`]: '"row svelte-a1"' })).toContain('row.css');
  });

  it('stay where they are for everybody', () => {
    expect(without({ '_astro/row.css': 'body{margin:0}' })).toContain('row.css');
  });

  it('stay on the one page that has them, and go from the next', () => {
    const remove = unusedStylesRemover((path) => files[path] ?? '');
    expect(remove(`${page}<p class="row svelte-a1">x</p>`)).toContain('row.css');
    expect(remove(page)).not.toContain('row.css');
  });

  it('are taken out likewise where they stand in the page itself', () => {
    const inPage = unusedStylesRemover(() => '');
    const style = '<style>.row.svelte-a1{color:red}</style>';
    expect(inPage(`${style}<p>x</p>`)).toBe('<p>x</p>');
    expect(inPage(`${style}<p class="svelte-a1">x</p>`)).toContain(style);
    expect(inPage('<style>body{margin:0}</style>')).toContain('body');
  });
});

import type { OutputBundle, OutputChunk } from 'rolldown';
import { describe, expect, it } from 'vitest';
import { scriptsOf, withScriptsAhead } from '../../src/site/playground/first-scripts.ts';
import { comesWith } from '../../src/site/playground/graph.ts';

/** Who imports each module; `~` before those that do so later. */
const graph: Readonly<Record<string, readonly string[]>> = {
  part: ['page'],
  page: [],
  other: [],
  own: ['part'],
  deep: ['own', '~later'],
  later: ['~part'],
  'only later': ['later'],
  shared: ['own', 'other'],
  'below shared': ['shared'],
  circle: ['own', 'circle too'],
  'circle too': ['circle'],
};

const infoOf = (id: string) => {
  const found = graph[id];
  if (found === undefined) return null;
  return {
    importers: found.filter((each) => !each.startsWith('~')),
    dynamicImporters: found.filter((each) => each.startsWith('~')).map((each) => each.slice(1)),
  };
};

describe('a module', () => {
  it.each(['own', 'deep', 'circle', 'circle too'])('comes with the part: %s', (id) => {
    expect(comesWith(/^part$/, id, infoOf)).toBe(true);
  });
  it.each(['part', 'page', 'later', 'only later', 'shared', 'below shared', 'nowhere'])('does not: %s', (id) => {
    expect(comesWith(/^part$/, id, infoOf)).toBe(false);
  });
});

describe('the scripts of a part', () => {
  const chunk = (fileName: string, imports: readonly string[]): OutputChunk =>
    ({ type: 'chunk', fileName, imports, dynamicImports: ['later.js'] }) as unknown as OutputChunk;
  const part = chunk('part.js', ['own.js', 'shared.js']);
  const bundle: OutputBundle = {
    'part.js': part,
    'own.js': chunk('own.js', ['shared.js', 'deep.js']),
    'shared.js': chunk('shared.js', []),
    'deep.js': chunk('deep.js', []),
    'later.js': chunk('later.js', []),
  };

  it('are those without which it does not run, each once', () => {
    expect(scriptsOf(part, bundle)).toEqual(['part.js', 'own.js', 'shared.js', 'deep.js']);
  });

  it('are named by the page that it is on, and by no other', () => {
    const page =
      '<html><head><title>It</title></head><astro-island component-url="/base/part.js"></astro-island></html>';
    expect(withScriptsAhead(page, ['part.js', 'own.js'], '/base/')).toContain(
      '<link rel="modulepreload" href="/base/part.js"><link rel="modulepreload" href="/base/own.js"></head>',
    );
    const elsewhere = page.replace('part.js', 'another.js');
    expect(withScriptsAhead(elsewhere, ['part.js', 'own.js'], '/base/')).toBe(elsewhere);
    expect(withScriptsAhead(page, [], '/base/')).toBe(page);
  });
});

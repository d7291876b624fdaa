import { describe, expect, it } from 'vitest';
import { fileOf } from '../../src/site/console-scripts.ts';

/** Who imports what: `a > b` with a plain import, `a ~ b` with one that loads later. */
function graph(...lines: readonly string[]) {
  const all = lines.map((line) => line.split(' ') as [string, '>' | '~', string]);
  const of = (id: string, how: string) => all.flatMap(([from, kind, to]) => (to === id && kind === how ? [from] : []));
  const importedIds = (id: string) => all.flatMap(([from, kind, to]) => (from === id && kind === '>' ? [to] : []));
  return (id: string) => ({ importers: of(id, '>'), dynamicImporters: of(id, '~'), importedIds: importedIds(id) });
}

const playground = '/playground/console/Playground.svelte';
const transcript = '/playground/console/view/Transcript.svelte';
const signIn = '/playground/console/runtime/open-session.ts';

describe('the file in which a module of the first visit comes', () => {
  it('is its part’s, when only the playground loads it', () => {
    const lookUp = graph(`${playground} > /runtime.ts`, `${playground} ~ ${transcript}`, `${transcript} > /rows.ts`);
    expect(fileOf('/runtime.ts', lookUp)).toBe('console');
    expect(fileOf('/rows.ts', lookUp)).toBe('transcript');
  });

  it('is shared, when another page loads it too with a part of the console, once somebody does something there', () => {
    const lookUp = graph(
      '/player.ts > /node_modules/svelte/index.js',
      `${playground} > /limits.ts`,
      '/recipe-page.ts ~ /player.ts',
      '/player.ts > /limits.ts',
      `${playground} ~ ${transcript}`,
      `${transcript} > /words.ts`,
      '/player.ts > /words.ts',
    );
    expect(fileOf('/limits.ts', lookUp)).toBe('shared-console');
    expect(fileOf('/words.ts', lookUp)).toBe('shared-transcript');
  });

  it('is left to the bundler, when the first visit to another page runs it', () => {
    const lookUp = graph(`${playground} > /units.ts`, '/recipe-page.ts > /units.ts');
    expect(fileOf('/units.ts', lookUp)).toBeNull();
  });

  it('is left to the bundler, when another page loads it without any of the console', () => {
    const lookUp = graph(`${playground} > /copy.ts`, '/guide.ts ~ /copy-all.ts', '/copy-all.ts > /copy.ts');
    expect(fileOf('/copy.ts', lookUp)).toBeNull();
  });

  it('is left to the bundler for components, whose styles Astro writes, and for what no first visit needs', () => {
    const lookUp = graph(`${playground} > /view/Menu.svelte`, '/panel.ts > /log.ts', `${playground} ~ /panel.ts`);
    expect(fileOf('/view/Menu.svelte', lookUp)).toBeNull();
    expect(fileOf('/log.ts', lookUp)).toBeNull();
  });

  it('is one for all of Svelte, and one for small modules that other pages load as well', () => {
    const lookUp = graph(
      '/recipe-page.ts ~ /player.ts',
      '/player.ts > /node_modules/svelte/src/internal/disclose-version.js',
      '/player.ts > /playground/stanza/escape.ts',
      `${playground} > /node_modules/svelte/src/internal/client/index.js`,
      `${playground} > /playground/session/split-stream.ts`,
      `${playground} > /playground/cast.ts`,
    );
    expect(fileOf('/node_modules/svelte/src/internal/disclose-version.js', lookUp)).toBe('svelte');
    expect(fileOf('/node_modules/svelte/src/internal/client/index.js', lookUp)).toBe('svelte');
    expect(fileOf('/playground/stanza/escape.ts', lookUp)).toBe('words');
    expect(fileOf('/playground/session/split-stream.ts', lookUp)).toBe('words');
    expect(fileOf('/playground/cast.ts', lookUp)).toBe('cast');
  });

  it('is the transcript’s for its list, which brings its own styles', () => {
    const list = '/playground/console/view/VirtualList.svelte';
    const lookUp = graph(
      `${playground} ~ ${transcript}`,
      `${transcript} > ${list}`,
      `/log.ts > ${list}`,
      `${playground} ~ /log.ts`,
    );
    expect(fileOf(list, lookUp)).toBe('transcript');
  });

  it('is that of the stanza room for what is read before the first stanza, however its door is used; recipes run later', () => {
    const lookUp = graph(
      '/playground/stanza/index.ts > /playground/stanza/parse.ts',
      '/playground/stanza/index.ts > /playground/stanza/diff.ts',
      `${playground} > /playground/stanza/index.ts`,
      '/recipe-page.ts > /playground/stanza/index.ts',
      `${signIn} > /playground/session/index.ts`,
      '/playground/session/index.ts > /playground/session/recipe/run.ts',
    );
    expect(fileOf('/playground/stanza/parse.ts', lookUp)).toBe('stanza');
    expect(fileOf('/playground/stanza/diff.ts', lookUp)).toBeNull();
    expect(fileOf('/playground/session/recipe/run.ts', lookUp)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { evidenceFile, type Lesson, pageSlug, runLabel, runName, runsOf } from '../../src/lesson/index.ts';
import { fence, guide, lesson, page } from './page.ts';

const shape = (runs: readonly Lesson[]): unknown =>
  runs.map(({ slug, after, server, steps }) => [slug, after, server, steps.map(({ id }) => id)]);

const machines = 'kind: guide\nmachines: { server: debian-13, friend: debian-13 }';
const blocks = [
  fence('sh run', 'seen'),
  fence('sh run drill', 'a fault'),
  fence('sh run hidden', 'a check'),
  fence('sh run on=friend lab="your friend waits"', 'wait'),
  fence('sh run drill hidden', 'undo it'),
  fence('sh run', 'last'),
];

describe('the runs of a page', () => {
  it('are the whole one and the one on the reader’s path, where drills and folded checks are left out and ids stay', () => {
    expect(shape(runsOf(lesson(page(`${machines}\nafter: guides/z`, ...blocks))))).toEqual([
      ['guides/a', 'guides/z', undefined, ['s1', 's2', 's3', 's4', 's5', 's6']],
      ['guides/a@reader', 'guides/z@reader', undefined, ['s1', 's4', 's6']],
    ]);
  });

  it('of a page about several servers are two for each, with the steps of that server', () => {
    const afters = 'after: { ejabberd: guides/e, prosody: guides/any/b@prosody }';
    const text = page(
      `${machines}\n${afters}`,
      fence('sh run', 'both'),
      fence('sh run for=ejabberd', 'one'),
      fence('sh run for=prosody,ejabberd drill', 'two'),
      fence('sh run for=prosody', 'three'),
    );
    expect(shape(runsOf(lesson(text)))).toEqual([
      ['guides/a@prosody', 'guides/any/b@prosody', 'prosody', ['s1', 's3', 's4']],
      ['guides/a@prosody.reader', 'guides/any/b@prosody.reader', 'prosody', ['s1', 's4']],
      ['guides/a@ejabberd', 'guides/e', 'ejabberd', ['s1', 's2', 's3']],
      ['guides/a@ejabberd.reader', 'guides/e@reader', 'ejabberd', ['s1', 's2']],
    ]);
  });

  it('of a page that is no guide are the page', () => {
    const recipe = lesson(page('kind: recipe', fence('xml send as=romeo', '<presence/>')), 'content/recipes/a.mdx');
    expect(runsOf(recipe)).toEqual([recipe]);
  });

  const hashes = (...own: string[]): string[] => runsOf(lesson(guide(...own))).map(({ hash }) => hash);

  it('have hashes of their own, which change only when what they run changes', () => {
    const [whole, reader] = hashes(fence('sh run', 'a'), fence('sh run', 'b'));
    expect(whole).not.toBe(reader);
    const [marked, without] = hashes(fence('sh run', 'a'), fence('sh run drill', 'b'));
    expect(marked).toBe(whole);
    expect(without).not.toBe(reader);
    const [changed, same] = hashes(fence('sh run', 'a'), fence('sh run drill', 'c'));
    expect(changed).not.toBe(whole);
    expect(same).toBe(without);
  });

  it('of one server do not change with what is only for the others', () => {
    const of = (command: string): string[] =>
      runsOf(
        lesson(
          page(
            'kind: guide\nafter: { prosody: p, ejabberd: e }',
            fence('sh run', 'both'),
            fence('sh run for=ejabberd', command),
          ),
        ),
      ).map(({ hash }) => hash);
    const [one, two] = [of('a'), of('b')];
    expect(one.map((hash, index) => hash === two[index])).toEqual([true, true, false, false]);
  });

  it('have names', () => {
    const labels = ['guides/a', 'guides/a@reader', 'guides/a@prosody', 'guides/a@openfire.reader'].map(runLabel);
    expect(labels).toEqual([
      'guides/a',
      "guides/a@reader (the reader's path)",
      'guides/a@prosody (Prosody)',
      "guides/a@openfire.reader (Openfire, the reader's path)",
    ]);
    expect(runsOf(lesson(guide(...blocks.slice(0, 1)))).map(runName)).toEqual(['', "the reader's path"]);
    expect(pageSlug('guides/a@openfire.reader')).toBe('guides/a');
  });

  it('leave their evidence beside the page, each under its own name', () => {
    const files = ['guides/a', 'guides/a@reader', 'guides/a@prosody', 'guides/a@prosody.reader'].map((slug) =>
      evidenceFile('content/guides/a.mdx', slug),
    );
    expect(files).toEqual([
      'content/guides/a.run.json',
      'content/guides/a.reader.run.json',
      'content/guides/a.prosody.run.json',
      'content/guides/a.prosody.reader.run.json',
    ]);
    expect(evidenceFile('content/guides/a.md')).toBe('content/guides/a.run.json');
  });
});

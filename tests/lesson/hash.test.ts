import { describe, expect, it } from 'vitest';
import { fence, guide, lesson } from './page.ts';

describe('the hash', () => {
  const text = guide('# One\n', fence('sh run', 'a'), fence('text output', 'b'), fence('zone', '@ A 198.51.100.10'));
  const hash = lesson(text).hash;

  it('is a sha256 and does not change by itself', () => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(lesson(text).hash).toBe(hash);
  });

  it('does not depend on prose, headings, places, titles of frames or what is folded', () => {
    const other = text
      .replace('title: A page', 'title: Another\ndescription: More')
      .replace('# One', '# Two\n\nMore prose.')
      .replace('sh run', 'sh run hidden title="x"');
    expect(lesson(other).hash).toBe(hash);
  });

  it.each([
    ['a command', '\na\n', '\nb\n'],
    ['expected output', '\nb\n', '\nc\n'],
    ['a record', '.10', '.11'],
    ['an option', 'sh run', 'sh run exit=1'],
    ['a machine', 'laptop: debian-13', 'laptop: debian-12'],
    ['the page before', 'kind: guide', 'kind: guide\nafter: guides/b'],
    ['a download', 'kind: guide', 'kind: guide\ndownloads: [{ url: "https://example.org/a" }]'],
  ])('depends on %s', (_, old, changed) => {
    expect(text).toContain(old);
    expect(lesson(text.replace(old, changed)).hash).not.toBe(hash);
  });

  it('depends on the order of steps', () => {
    const [a, b] = [fence('sh run', 'a'), fence('sh run', 'b')];
    expect(lesson(guide(a, b)).hash).not.toBe(lesson(guide(b, a)).hash);
  });
});

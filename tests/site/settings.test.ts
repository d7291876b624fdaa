import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/site/settings.ts';

describe('where the site lives', () => {
  it('has a default that no real site can have', () => {
    expect(readSettings({})).toEqual({ site: 'https://stanzabox.example', base: '/', repository: undefined });
  });

  it.each([
    ['docs', '/docs/'],
    ['/docs', '/docs/'],
    ['/docs/', '/docs/'],
    ['/', '/'],
    ['', '/'],
    ['a/b', '/a/b/'],
  ])('takes the path %j as %j', (given, base) => {
    expect(readSettings({ STANZABOX_BASE: given }).base).toBe(base);
  });

  it.each([
    [{ STANZABOX_SITE: 'example.org' }, 'STANZABOX_SITE is "example.org". Write a whole address'],
    [{ STANZABOX_SITE: 'ftp://example.org' }, 'begins with https://'],
    [{ STANZABOX_SITE: 'https://example.org/docs' }, 'Put the path into STANZABOX_BASE'],
    [{ STANZABOX_BASE: 'a b' }, 'STANZABOX_BASE is "a b"'],
    [{ STANZABOX_REPOSITORY: 'mine' }, 'STANZABOX_REPOSITORY is "mine"'],
  ])('refuses %j in plain words', (environment, words) => {
    expect(() => readSettings(environment)).toThrow(words);
  });

  it('knows the repository from GitHub Actions, unless told otherwise', () => {
    const actions = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'someone/stanzabox' };
    expect(readSettings(actions).repository).toBe('https://github.com/someone/stanzabox');
    const own = { ...actions, STANZABOX_REPOSITORY: 'https://codeberg.org/someone/stanzabox/' };
    expect(readSettings(own).repository).toBe('https://codeberg.org/someone/stanzabox');
  });
});

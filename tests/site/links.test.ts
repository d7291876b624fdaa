import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokenLinks } from '../../src/site/check-links.ts';

let folder: string;

function write(path: string, html: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), html);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stanzabox-links-'));
  write('why/index.html', '<h2 id="reason">Reason</h2>');
  write('picture.png', '');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('links of the built site', () => {
  it.each([
    'why/',
    'why/#reason',
    '/why/',
    './why/../why/',
    'picture.png',
    'https://elsewhere.example/',
    'mailto:a@b.example',
    '#own',
  ])('accepts %s', (link) => {
    write('index.html', `<p id="own"><a href="${link}">x</a>`);
    expect(brokenLinks(folder, '/')).toEqual([]);
  });

  it.each([
    ['wy/', 'no such page or file'],
    ['why/#raeson', 'no such heading on that page'],
    ['why', 'write a final slash'],
    ['missing.png', 'no such page or file'],
    ['#nothing', 'no such heading on that page'],
  ])('refuses %s', (link, why) => {
    write('index.html', `<a href="${link}">x</a>`);
    expect(brokenLinks(folder, '/')).toEqual([`index.html: ${link} (${why})`]);
  });

  it('refuses, under a path, a link that forgets the path', () => {
    write('index.html', '<a href="/why/">x</a><a href="/docs/why/">y</a><img src="/docs/picture.png">');
    expect(brokenLinks(folder, '/docs/')).toEqual(['index.html: /why/ (outside the site, which lives under /docs/)']);
  });
});

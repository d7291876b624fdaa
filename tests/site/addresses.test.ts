/** Addresses that others may have kept: each page that this site ever had is there, or sends its visitor on. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { distribution } from '../../src/commands/index.ts';
import { movedPages, movedSections } from '../../src/site/moved/table.ts';

const folder = process.env.STANZABOX_DIST ?? distribution;
const pageAt = (slug: string) => join(folder, slug, 'index.html');

/** Never take one out: whoever kept a link does not know that the page was renamed. Add each new page. */
const published = readFileSync(new URL('published-addresses.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

it.each(published)('/%s is a page, or a moved one', (slug) => {
  expect(existsSync(pageAt(slug)), 'Add a line to src/site/moved/table.ts that says where it is now.').toBe(true);
});

it('has every page of the sitemap in the list, so that none is renamed unnoticed', () => {
  const sitemap = readFileSync(join(folder, 'sitemap-0.xml'), 'utf8');
  const built = [...sitemap.matchAll(/<loc>https?:\/\/[^/]+\/([^<]*?)\/?<\/loc>/g)].map(([, slug]) => slug ?? '');
  const missing = built.filter((slug) => slug !== '' && !slug.endsWith('/what-ran') && !published.includes(slug));
  expect(missing, 'Add these to tests/site/published-addresses.txt.').toEqual([]);
});

describe.each(Object.entries(movedPages))('/%s/', (old, to) => {
  const html = readFileSync(pageAt(old), 'utf8');

  it('sends its visitor on without a script, and stays out of search engines', () => {
    expect(html).toContain(`<meta http-equiv="refresh" content="0; url=${to}">`);
    expect(html).toContain(`<a href="${to}">`);
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).toContain('<meta http-equiv="Content-Security-Policy"');
    expect(html).not.toContain('<script');
  });
});

it('keeps the anchors of sections that have left a page', () => {
  for (const [slug, sections] of Object.entries(movedSections)) {
    const html = readFileSync(pageAt(slug), 'utf8');
    for (const { anchor, to } of sections) {
      expect(html.split(`id="${anchor}"`).length, `${slug}#${anchor} must be there once`).toBe(2);
      expect(html).toContain(`href="${to}"`);
    }
  }
});

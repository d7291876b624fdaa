import { markdownToHtml } from 'satteri';
import { expect, it } from 'vitest';
import { ownAddress } from '../../src/site/markdown/own-address.ts';

const html = async (source: string, site: string, base: string): Promise<string> =>
  String((await markdownToHtml(source, { mdastPlugins: [ownAddress(site, base)] })).html);

it('puts the site’s address into commands that fetch from it', async () => {
  const source =
    '```sh\ncurl --remote-name https://stanzabox.example/check.mjs\n```\n\nOr `curl https://stanzabox.example/check.mjs`.';
  const built = await html(source, 'https://example.org', '/docs/');
  expect(built.match(/https:\/\/example\.org\/docs\/check\.mjs/g)).toHaveLength(2);
  expect(built).not.toContain('stanzabox.example');
});

it('leaves it where nobody said where the site will live', async () => {
  const built = await html('`https://stanzabox.example/check.mjs`', 'https://stanzabox.example', '/');
  expect(built).toContain('<code>https://stanzabox.example/check.mjs</code>');
});

it('touches no other host', async () => {
  const built = await html('`https://stanzabox.example.org/check.mjs`', 'https://example.org', '/');
  expect(built).toContain('https://stanzabox.example.org/check.mjs');
});

/** The sections of guides to which the advice leads are there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { advisor, sections } from '../../src/check/guides.ts';
import { contentFolder } from '../../src/content/index.ts';

const pages = Object.values(sections).flatMap((section) =>
  typeof section === 'string' ? [section] : Object.values(section),
);

/** As the site makes the anchors of headings. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

test.each([...new Set(pages)])('%s', (page) => {
  const [address = '', anchor = ''] = page.split('/#');
  const text = readFileSync(join(contentFolder, `${address}.mdx`), 'utf8');
  const headings = [...text.matchAll(/^#{2,4} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
  expect(headings).toContain(anchor);
});

test('where the server is not known, the advice has no page of another one', () => {
  expect(advisor(undefined)('Do this.', 'renewal')).toEqual({ words: 'Do this.' });
  expect(advisor('ejabberd')('Do this.', 'renewal').page).toBe('guides/ejabberd/certificate/#see-it-renew-itself');
  expect(advisor(undefined)('Do this.', 'services').page).toBe('guides/foundations/dns/#the-services');
});

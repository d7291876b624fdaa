/**
 * Random stanzas, links, stored data, answers and logs in the real console. Nothing may throw (quiet-page.ts), and no text may become
 * markup: each carries elements and attributes with a mark, which must never be in the document.
 */
import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { linkOf } from '../../playground/console/share/index.ts';
import { storageKeys } from '../../playground/console/storage.ts';
import { anyText, nearlyXml, xmlText } from '../stanza/arbitraries.ts';
import { editor, openPlayground, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const seed = 20261116;
const keys = Object.values(storageKeys);
const markup = '<img src="x" data-fuzz onerror="document.body.dataset.fuzz=1"><fuzz-mark></fuzz-mark>';
const escaped = markup.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const bidi = '\u202e\u2066';

/** What can be typed: no lone halves of characters, no control characters. */
const typable = anyText.map((text) =>
  [...text.toWellFormed()].filter((character) => character >= ' ' || character === '\n').join(''),
);
const stanza = fc.oneof(
  xmlText({ messy: true }),
  typable.map(
    (text) =>
      `<message to="juliet@montague.example/balcony" id="f"><body>${escaped}${bidi}${escapeText(text)}</body></message>`,
  ),
  fc.constantFrom(
    `<iq type="get" id="f" to="${escaped.replaceAll('"', '&quot;')}"><ping xmlns="urn:xmpp:ping"/></iq>`,
    `<iq type="set" id="f"><query xmlns="jabber:iq:private"><x xmlns="${escaped.replaceAll('"', '&quot;')}">${escaped}</x></query></iq>`,
    `<presence><status>${escaped}</status></presence>`,
    markup,
  ),
  nearlyXml.map((text) => text.toWellFormed().replaceAll('\u0000', '')),
);
const samples = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] => fc.sample(arbitrary, { seed, numRuns: count });

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\ufffe\uffff]/g, '');
}

async function expectNoMarkup(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.querySelectorAll('[data-fuzz], fuzz-mark').length)).toBe(0);
}

test('stanzas and their answers', async ({ page }) => {
  // Many rounds in one page.
  test.slow();
  await openPlayground(page);
  for (const text of samples(stanza, 24)) {
    await write(page, text);
    const anyway = page.getByRole('button', { name: 'Send it anyway' });
    if (await send(page).isEnabled()) await send(page).click();
    if (await anyway.isVisible()) await anyway.click();
    await expectNoMarkup(page);
  }
  // The console is still one.
  await expect(editor(page)).toBeVisible();
});

test('links', async ({ page }) => {
  const made = await Promise.all(
    samples(fc.tuple(typable, stanza, stanza), 8).map(([title, one, other]) =>
      linkOf({
        title: `${markup}${title}`.slice(0, 100),
        stanzas: [{ xml: one, as: markup }, { xml: other }],
        first: 0,
      }),
    ),
  );
  const links = made.filter((link) => typeof link === 'string');
  expect(links.length).toBeGreaterThan(4);
  const broken = samples(
    fc.tuple(fc.constantFrom('#stanzas=', '#stanzas=1.', '#stanzas=2.', '#stanzas=9.'), fc.base64String()),
    8,
  );
  await openPlayground(page);
  for (const hash of [...links, ...broken.map(([start, rest]) => start + rest.replaceAll('=', ''))]) {
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await expect(page.getByText(/stanza|link/i).first()).toBeVisible();
    await expectNoMarkup(page);
  }
});

test('what the browser keeps', async ({ page }) => {
  // Each round opens the page anew.
  test.slow();
  const anything = fc.oneof(
    fc.json(),
    typable,
    fc.constantFrom(
      markup,
      JSON.stringify([markup, 7, null]),
      JSON.stringify({ list: [{ text: markup }] }),
      JSON.stringify([
        { id: markup, text: markup, sender: markup, at: 1, outcome: markup, name: markup, isFavourite: true },
      ]),
      JSON.stringify([{ jid: markup, url: markup, mechanism: markup }]),
      '{',
      '[]',
      'null',
      '-1',
    ),
  );
  for (const kept of samples(fc.array(anything, { minLength: 40, maxLength: 40 }), 4)) {
    await page.goto('/playground/');
    await page.evaluate(
      ([all, values]) => {
        for (const [index, key] of all.entries()) {
          localStorage.setItem(key, values[index] ?? '');
          sessionStorage.setItem(key, values[index] ?? '');
        }
      },
      [keys, kept] as const,
    );
    await openPlayground(page);
    await expect(editor(page)).toBeVisible();
    // What was sent on earlier visits, and the reader's own servers, are shown when asked for.
    for (const [button, name] of [
      ['History', 'History'],
      ['Connect to your own server', 'Connect to your own server'],
    ] as const) {
      await page.getByRole('button', { name: button, exact: true }).click();
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      await expectNoMarkup(page);
      await page.keyboard.press('Escape');
    }
    await expectNoMarkup(page);
  }
});

test('logs from elsewhere', async ({ page }) => {
  const head = fc.constantFrom(
    'SEND: ',
    'RECV: ',
    '<!-- In (',
    `<!-- Out (${markup}) -->\n`,
    'XMPP IN [a stream:0 2026]\n',
    "RECV b'",
    '',
  );
  const logs = samples(fc.array(fc.tuple(head, stanza), { minLength: 1, maxLength: 12 }), 10);
  await openPlayground(page);
  const region = page.getByRole('group', { name: 'Log from elsewhere' });
  for (const [index, lines] of logs.entries()) {
    await page.getByLabel('Log to read').setInputFiles({
      name: `${index}${index % 2 ? '' : '<b data-fuzz>'}.log`,
      mimeType: 'text/plain',
      buffer: Buffer.from(lines.map((parts) => parts.join('')).join('\n')),
    });
    await expect(region).toContainText(/read only|No stanzas/);
    await expectNoMarkup(page);
  }
});

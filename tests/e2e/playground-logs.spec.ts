/** Logs from elsewhere: pasted, chosen and dropped. */
import type { Page } from '@playwright/test';
import { entries, openPlayground, openSettled, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const ping = '<iq type="get" to="montague.example" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>';
const gone =
  '<iq type="error" from="montague.example" to="romeo@montague.example/orchard" id="p1"><error type="cancel"><item-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>';
const gajim = `<!-- Outgoing Mon 16 Nov 2026 01:57:30 PM UTC (romeo@montague.example) -->
${ping}

<!-- Incoming Mon 16 Nov 2026 01:57:31 PM UTC (romeo@montague.example) -->
${gone}
`;

const offer = (page: Page) => page.getByRole('group', { name: 'Stanzas found in this text' });
const log = (page: Page) => page.getByRole('group', { name: 'Log from elsewhere' });
const choose = async (page: Page, name: string, text: string): Promise<void> => {
  await page.getByLabel('Log to read').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
};

test('stanzas are taken out of a pasted log, and can be sent', async ({ page }) => {
  await openPlayground(page);
  await write(page, gajim);
  await expect(offer(page)).toContainText('2 stanzas found in this text (log of Gajim)');
  await offer(page).getByRole('button', { name: 'Only the one sent' }).click();
  await expect(offer(page)).toHaveCount(0);
  await page.getByRole('button', { name: /^Send(?! it)/ }).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
});

test('a reply from a report is explained without being sent', async ({ page }) => {
  await openPlayground(page);
  await write(page, gone);
  await expect(offer(page)).toContainText('A stanza that somebody received.');
  await offer(page).getByRole('button', { name: 'Explain without sending' }).click();
  await expect(log(page).getByRole('article')).toContainText(
    'The address or the thing that was asked for does not exist.',
  );
  await expect(log(page).getByText('Try', { exact: true })).toBeVisible();
  await expect(offer(page).getByRole('button', { name: 'Take it out' })).toHaveCount(0);
});

test('in a log with arrows, the end of a stream is explained from what was sent last; a second answer is told as such', async ({
  page,
}) => {
  await openPlayground(page);
  await write(
    page,
    `[S] ==> ${ping}
[S] <== ${gone}
[S] <== ${gone.replace(/error"/, 'result"').replace(/<error.*<\/error>/, '')}
[S] ==> <enable xmlns="urn:xmpp:sm:3"/>
[S] (xml) <== <stream:error><unsupported-stanza-type xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></stream:error>`,
  );
  await offer(page).getByRole('button', { name: 'Open as a transcript' }).click();
  const rows = log(page).getByRole('article');
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(2)).toContainText('this id was answered already');
  await expect(rows.last()).toContainText('Stream management does not belong at this point of the stream.');
});

test('lines of a log without stanzas are explained', async ({ page }) => {
  await openPlayground(page);
  await write(
    page,
    '2018-09-25 17:35:18.618 [info] <0.15743.0>@ejabberd_c2s:process_terminated:270 Closing c2s session: Stream closed by us: Too many unacked stanzas (policy-violation)',
  );
  const lines = page.getByRole('group', { name: 'What this log says' });
  await expect(lines).toContainText('The client did not confirm what it was sent');
  await expect(lines.getByText('Try', { exact: true })).toBeVisible();
  await write(page, ping);
  await expect(lines).toHaveCount(0);
});

test('a log is a transcript that can only be read, and the live one is there again after it', async ({ page }) => {
  await openSettled(page);
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
  const live = await entries(page).count();
  await write(page, gajim);
  await offer(page).getByRole('button', { name: 'Open as a transcript' }).click();
  await expect(log(page)).toContainText('Log of Gajim, 2 stanzas, read only.');
  const rows = log(page).getByRole('article');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toHaveAttribute('aria-label', /after 1 s/);
  await expect(rows.nth(0)).toHaveAttribute('aria-label', /romeo@montague\.example to montague\.example/);
  await expect(log(page).getByRole('button', { name: 'Again' })).toHaveCount(0);
  await log(page).getByRole('button', { name: 'Close the log' }).click();
  await expect(log(page)).toHaveCount(0);
  await expect(entries(page)).toHaveCount(live);
});

test('on a phone a row without a time is one line', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPlayground(page);
  await write(page, `${ping}\n${gone}\n`);
  await offer(page).getByRole('button', { name: 'Open as a transcript' }).click();
  const row = log(page).getByRole('article').first();
  await row.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(row.getByRole('button', { name: 'Open', exact: true })).toBeVisible();
  await expect(row).toBeInViewport();
  const middle = async (part: string): Promise<number> => {
    const box = await row.locator(part).boundingBox();
    return box === null ? Number.NaN : box.y + box.height / 2;
  };
  expect(Math.abs((await middle('.what')) - (await middle('.twist')))).toBeLessThan(6);
});

test('a file is opened and dropped; what holds no stanza is said to hold none', async ({ page }) => {
  await openPlayground(page);
  await choose(page, 'empty.log', 'Nothing happened.\n');
  await expect(log(page)).toContainText('No stanzas were found in empty.log.');
  await choose(page, 'romeo.log', `2026-11-16T13:57:30Z DEBUG slixmpp SEND: ${ping}\n`);
  await expect(log(page)).toContainText('Log of Slixmpp, 1 stanza, read only. Times are in your time zone.');
  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'juliet.log'));
    return transfer;
  }, `${ping}\n${gone}\n`);
  await page.getByRole('region', { name: 'Editor' }).dispatchEvent('drop', { dataTransfer: dropped });
  await expect(log(page)).toContainText('juliet.log, 2 stanzas, read only. The text does not say who sent what.');
  await expect(log(page).getByRole('article').first()).not.toHaveAttribute('aria-label', /\d\d:\d\d:\d\d/);
});

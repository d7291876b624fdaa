/** What leaves the tab: a link that plays again what happened, a bug report, a test. */
import type { Locator, Page } from '@playwright/test';
import { makeLink, type Shared } from '../../playground/console/share/index.ts';
import { expectNoFaultIn } from './axe.ts';
import { entries, openPlayground, ready, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';
import { wrappedLines } from './wrapped-lines.ts';

const romeo = 'romeo@montague.example/orchard';
const reproducer: Shared = {
  title: 'A room that is not there',
  stanzas: [
    { xml: '<iq type="get" id="r1" to="capulet.example"><ping xmlns="urn:xmpp:ping"/></iq>', as: romeo },
    {
      xml: '<iq type="get" id="r2" to="orchard.montague.example"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>',
      as: romeo,
    },
  ],
  first: 0,
  scene: {
    servers: 2,
    changes: { 'montague.example': [{ at: 0, gone: [], come: ['-- carried by the link'] }] },
    ahead: 60,
    madeWith: 'Prosody 13.0.1',
  },
  replies: [
    { after: 1, as: romeo, xml: `<iq type="result" id="r1" from="capulet.example" to="${romeo}" xml:lang="en"/>` },
    { after: 2, as: romeo, xml: `<iq type="result" id="r2" from="orchard.montague.example" to="${romeo}"/>` },
  ],
};

async function addressOf(shared: Shared): Promise<string> {
  const made = await makeLink(shared);
  if ('plain' in made) throw new Error(made.plain);
  return `/playground/${made.link}`;
}

test('a reproducer shows a card, runs nothing until it is told to, and then shows what was recorded beside what came', async ({
  page,
}) => {
  await page.goto(await addressOf(reproducer));
  const card = page.getByRole('group', { name: 'From a link' });
  await expect(card).toContainText('2 servers, 1 changed line of configuration, clock 1 min ahead');
  await expect(card).toContainText('2 stanzas, 2 recorded replies. Made with Prosody 13.0.1.');
  await card.getByText('Changed lines of montague.example').click();
  await expect(card).toContainText('+-- carried by the link');
  await ready(page);
  await expect(page.getByRole('feed', { name: 'Transcript' })).not.toContainText('capulet.example to');
  await expectNoFaultIn(page, '.linked');
  await card.getByRole('button', { name: 'Run' }).click();
  await expect(card.getByText('1 of 2 replies differs.')).toBeVisible({ timeout: 60_000 });
  await expect(card.getByText('after stanza 1: the same')).toBeVisible();
  const differing = card.locator('details', { hasText: 'after stanza 2: differs' });
  await expect(differing.getByRole('heading', { name: 'Recorded' })).toBeVisible();
  await expect(differing).toContainText('iq/@type: recorded result, here error');
  await expectNoFaultIn(page, '.linked');
  await page.setViewportSize({ width: 320, height: 800 });
  const { wrapped, back } = await wrappedLines(page, '.linked .line');
  expect(wrapped).toBeGreaterThan(1);
  expect(back, 'lines go on further in than they begin').toEqual([]);
});

/** The tools for all rows of the transcript, in the dialog of Share. */
async function wholeTranscript(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Share' }).click();
  return page.getByRole('dialog', { name: 'Share a link' }).getByRole('group', { name: 'The transcript' });
}

test('the transcript becomes a bug report without passwords, with a link that plays it again', async ({ page }) => {
  await openPlayground(page);
  await write(
    page,
    '<iq type="set" id="left-1"><query xmlns="jabber:iq:register"><username>romeo</username><password>orchard</password></query></iq>',
  );
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
  await (await wholeTranscript(page)).getByRole('button', { name: 'Bug report' }).click();
  const report = page.getByRole('dialog', { name: 'Bug report' });
  await expect(report).toContainText(/1 password left out \(row \d+, line 1\)\./);
  const text = report.getByRole('textbox', { name: 'The report' });
  await expect(text).toHaveValue(/<password>\{password\}<\/password>/);
  await expect(text).toHaveValue(
    /^- Server: Prosody [\s\S]*^- Browser: [\s\S]*^- Play it again: <http[\s\S]*^```xml$/m,
  );
  await expectNoFaultIn(page, 'dialog[open]');
  const passwords = report.getByRole('checkbox', { name: 'Passwords' });
  await passwords.focus();
  await page.keyboard.press('Space');
  await expect(passwords).toBeChecked();
  await expect(passwords).toHaveAccessibleDescription('(always)');
  await report.getByRole('checkbox', { name: 'Addresses' }).check();
  const link = report.getByRole('checkbox', { name: 'A link that plays it again' });
  await expect(link).toHaveAccessibleDescription('No link: it would show what is hidden in the report.');
  await link.focus();
  await page.keyboard.press('Space');
  await expect(link).toBeChecked();
  await expect(text).toHaveValue(/user1@host1\.example\/r1/);
  await expect(text).not.toHaveValue(/montague|Play it again/);
  await page.keyboard.press('Escape');
  await expect(report).toBeHidden();
});

test('a test whose password was left out runs once it is filled in, and no file has it', async ({ page }) => {
  await openPlayground(page);
  await write(
    page,
    '<iq type="set" id="own-1"><query xmlns="jabber:iq:register"><username>romeo</username><password>old-secret</password></query></iq>',
  );
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
  await (await wholeTranscript(page)).getByRole('button', { name: 'Test' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test' });
  const run = dialog.getByRole('button', { name: 'Run', exact: true });
  await run.focus();
  await expect(run).toHaveAccessibleDescription('The test can be run once what was left out is filled in.');
  await expect(run).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel('{password} was left out of the test').fill('new-secret');
  await run.click();
  await expect(dialog.getByText('Every step passed.')).toBeVisible({ timeout: 60_000 });
  // The second run begins with the old password too.
  await dialog.getByRole('spinbutton', { name: 'How many times' }).fill('3');
  await dialog.getByRole('button', { name: 'Run many times' }).click();
  await expect(dialog.getByText('Run 3 of 3: all passed.')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByRole('textbox', { name: 'The file' })).toHaveValue(/\{password\}/);
  await expect(dialog.getByRole('textbox', { name: 'The file' })).not.toHaveValue(/secret/);
  await expectNoFaultIn(page, 'dialog[open]');
});

test('the transcript becomes a test that is run in servers of its own, many times, and saved', async ({ page }) => {
  await openPlayground(page);
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
  await (await wholeTranscript(page)).getByRole('button', { name: 'Test' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test' });
  await expect(dialog.getByRole('checkbox', { name: 'romeo receives iq result disco#info' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(dialog.getByText('Every step passed.')).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole('spinbutton', { name: 'How many times' }).fill('3');
  await dialog.getByRole('button', { name: 'Run many times' }).click();
  await expect(dialog.getByText('Run 3 of 3: all passed.')).toBeVisible();
  await expect(dialog.getByText(/^3 runs: from/)).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Save as' }).selectOption('Scansion script');
  await expect(dialog.getByRole('textbox', { name: 'The file' })).toHaveValue(/^\[Client\] Romeo$/m);
  await expectNoFaultIn(page, 'dialog[open]');
  await dialog.getByText('Read a Scansion script').click();
  await dialog.getByRole('textbox', { name: 'Scansion script' }).fill('[Client] Romeo\n---\nRomeo connects');
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Line 1: Romeo needs a line “jid: user@host”.');
});

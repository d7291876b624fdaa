/** Links that carry stanzas into the playground: they open, send nothing, and take nobody's text away. */
import type { Locator, Page } from '@playwright/test';
import { linkOf } from '../../playground/console/share/index.ts';
import { expectNoFaultIn } from './axe.ts';
import { editor, ready } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const brought = (page: Page): Locator => page.getByRole('group', { name: 'From a link' });
/** What went out besides the presence with which every account comes online. */
const sent = (page: Page): Locator =>
  page
    .getByRole('feed', { name: 'Transcript' })
    .locator('article[data-direction="sent"]:not(.quiet)', { hasText: 'carried' });

async function address(...stanzas: readonly { readonly xml: string; readonly as?: string }[]): Promise<string> {
  const link = await linkOf({ title: 'A page', stanzas, first: 0 });
  if (typeof link !== 'string') throw new Error(link.plain);
  return `/playground/${link}`;
}

const first = '<message to="juliet@montague.example" id="carried-1"><body>Wherefore?</body></message>';
const second = '<message to="romeo@montague.example" id="carried-2"><body>{word}</body></message>';
const both = [
  { xml: first, as: 'romeo@montague.example/phone' },
  { xml: second, as: 'juliet@montague.example/balcony' },
] as const;

test('a link opens with its stanzas and its accounts, and sends nothing', async ({ page }) => {
  await page.goto(await address(...both));
  await expect(brought(page)).toContainText('“A page”: stanza 1 of 2, sent by romeo/phone.');
  await expect(editor(page)).toHaveValue(first);
  await expect(page).toHaveURL(/\/playground\/$/);
  await ready(page);
  // As on the recipe's page, accounts sign in at their first stanza.
  await expect(page.getByRole('button', { name: 'Connect romeo/phone', exact: true })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'romeo/phone' })).toBeChecked();
  await expectNoFaultIn(page, '.linked');
  await brought(page).getByRole('button', { name: 'Next' }).click();
  await expect(brought(page)).toContainText(
    'stanza 2 of 2, sent by juliet. Replace {word} with the values from the replies.',
  );
  await expect(page.getByRole('radio', { name: 'juliet' })).toBeChecked();
  await brought(page).getByRole('button', { name: 'Back' }).click();
  await expect(sent(page)).toHaveCount(0);
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(sent(page)).toHaveCount(1);
});

test('half of a character, which no keyboard gives but a link can bring, is named and shown as it goes out', async ({
  page,
}) => {
  const as = 'romeo@montague.example/phone';
  const half = `<message to="${as}" id="carried-half"><body>\ud83d</body></message>`;
  await page.goto(await address({ xml: half, as }));
  await ready(page);
  const says = page.getByText(/lone surrogate.*Sent as it stands, it goes out as U\+FFFD/);
  await expect(says).toBeVisible();
  await page.getByRole('button', { name: 'Send it anyway' }).click();
  const rows = page.getByRole('feed', { name: 'Transcript' }).locator('article', { hasText: '“\ufffd”' });
  await expect(rows.and(page.locator('[data-direction="sent"]'))).toHaveCount(1);
  await expect(rows.and(page.locator('[data-direction="received"]'))).toHaveCount(1);
  await expect(rows.locator('.hidden-character')).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(says).toBeHidden();
});

test('a link opens beside what is being written, and both outlive the page', async ({ page }) => {
  const own = '<presence><status>mine</status></presence>';
  await page.goto('/playground/');
  await ready(page);
  await editor(page).fill(own);
  await page.goto(await address(...both));
  await expect(brought(page)).toContainText('stanza 1 of 2');
  const drafts = page.getByRole('list', { name: 'Drafts' });
  await expect(drafts.getByRole('listitem')).toHaveCount(2);
  await expect(drafts.getByRole('button', { name: 'A page', exact: true })).toHaveAttribute('aria-current', 'true');
  await page.reload();
  // A page that has just opened has the plain textarea, whose text can be asked for.
  await expect(editor(page)).toHaveValue(first);
  await drafts.getByRole('button', { name: 'presence' }).first().click();
  await expect(editor(page)).toHaveValue(own);
});

test('Share says which password is left out before it copies a link that brings text, sender and servers to another reader', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/playground/');
  await ready(page);
  await page.getByRole('switch', { name: 'Two servers' }).click();
  await ready(page);
  await page.getByRole('radio', { name: 'juliet' }).check();
  await editor(page).fill(
    '<iq id="carried"><query xmlns="jabber:iq:register">\n<password><![CDATA[balcony]]></password></query></iq>',
  );
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share a link' });
  await expect(dialog).toContainText('1 password left out (line 2).');
  await expect(dialog.getByRole('checkbox')).toBeChecked();
  await expectNoFaultIn(page, 'dialog[open]');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await (await context.browser()?.newContext({ baseURL: new URL(page.url()).origin }))?.newPage();
  if (other === undefined) throw new Error('There is no second reader.');
  await other.goto(new URL(link).pathname + new URL(link).hash);
  await expect(other.getByRole('textbox', { name: 'Stanza to send' })).toHaveValue(
    '<iq id="carried"><query xmlns="jabber:iq:register">\n<password>{password}</password></query></iq>',
  );
  await expect(other.getByRole('radio', { name: 'juliet' })).toBeChecked();
  await expect(other.getByRole('switch', { name: 'Two servers' })).toBeChecked();
  await other.context().close();
});

test('Share of a text that is not well-formed claims nothing about passwords; where copying is blocked, the link can be selected', async ({
  page,
  context,
}) => {
  await page.goto('/playground/');
  await ready(page);
  const chromium = await context.newCDPSession(page);
  const { browserContextId = '' } = (await chromium.send('Target.getTargetInfo')).targetInfo;
  const permission = { name: 'clipboard-write', allowWithoutSanitization: false };
  await chromium.send('Browser.setPermission', { permission, setting: 'denied', browserContextId });
  await editor(page).fill('<presence><status>shared</presence>');
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share a link' });
  await expect(dialog.getByRole('alert')).toContainText('Passwords cannot be found in a text that is not well-formed.');
  await dialog.getByRole('button', { name: 'Copy it unchecked' }).click();
  await expect(dialog).toContainText('Copying was blocked by the browser.');
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(editor(page)).toHaveValue('<presence><status>shared</presence>');
});

test('a link that is closed does not come back', async ({ page }) => {
  await page.goto(await address(...both));
  // Whoever closes it sooner gets nothing put into the editor.
  await expect(brought(page)).toContainText('stanza 1 of 2');
  await brought(page).getByRole('button', { name: 'Close the stanzas from the link' }).click();
  await expect(brought(page)).toHaveCount(0);
  // The part that keeps drafts comes after the page is there.
  await page.waitForFunction(() => JSON.stringify({ ...sessionStorage }).includes('carried-1'));
  await page.reload();
  await expect(editor(page)).toHaveValue(first);
  await expect(brought(page)).toHaveCount(0);
});

test('a link that cannot be read says so, and the playground works', async ({ page }) => {
  await page.goto((await address(...both)).slice(0, -9));
  await expect(brought(page).getByRole('alert')).toContainText(
    'The link cannot be read. Part of it may have been cut off',
  );
  await ready(page);
  await expect(editor(page)).not.toHaveValue('');
});

test('what a link carries never becomes markup', async ({ page }) => {
  const link = await linkOf({
    title: '<img src=x onerror=alert(1)>',
    stanzas: [{ xml: '<script>alert(1)</script>', as: 'x@montague.example' }],
    first: 0,
  });
  await page.goto(`/playground/${link}`);
  await expect(brought(page)).toContainText(
    '“<img src=x onerror=alert(1)>”: stanza 1 of 1; there is no account x@montague.example here.',
  );
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
});

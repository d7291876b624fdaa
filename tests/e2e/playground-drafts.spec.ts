/** What is written stays: over links, examples, tabs and visits, and where the browser keeps nothing. */
import type { Locator, Page } from '@playwright/test';
import { linkOf } from '../../playground/console/share/index.ts';
import { storageKeys } from '../../playground/console/storage.ts';
import { holdBack } from './hold-back.ts';
import { editor, entries, openPlayground, ready, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const lines = (page: Page): Locator => page.getByRole('region', { name: 'Editor' }).locator('.view-lines');

async function recipe(title: string, id: string): Promise<string> {
  const xml = `<iq type="get" to="montague.example" id="${id}"><ping xmlns="urn:xmpp:ping"/></iq>`;
  const link = await linkOf({ title, stanzas: [{ xml }], first: 0 });
  if (typeof link !== 'string') throw new Error(link.plain);
  return `/playground/${link}`;
}

async function choose(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Templates' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(title);
  await dialog.getByRole('button', { name: title, exact: true }).click();
  await dialog.getByRole('button', { name: 'Put it into the editor' }).click();
}

test('the second recipe that is opened is the one that is sent', async ({ page }) => {
  for (const [title, id] of [
    ['A', 'of-a'],
    ['B', 'of-b'],
  ] as const) {
    await page.goto(await recipe(title, id));
    await ready(page);
    await expect(page.getByRole('group', { name: 'From a link' })).toContainText(`“${title}”: stanza 1 of 1`);
    await send(page).click();
    await expect(entries(page).filter({ hasText: `id='${id}'` })).toContainText('iq result');
    await page.goto('/why/');
  }
});

test('undo brings back what an example replaced, also when the editor came after it', async ({ page }) => {
  await openPlayground(page);
  const own = '<presence><status>mine</status></presence>';
  await editor(page).evaluate((area: HTMLTextAreaElement, text) => {
    area.value = text;
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, own);
  await choose(page, 'Ping the server');
  await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
  await expect(lines(page)).toContainText('urn:xmpp:ping');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(lines(page)).toContainText('<status>mine</status>');
  await choose(page, 'Write to juliet');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(lines(page)).toContainText('<status>mine</status>');
  await expect(page.getByRole('button', { name: 'Put it back' })).toHaveCount(0);
});

test.describe('on a touch screen', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('what is wrong is underlined in the textarea', async ({ page }) => {
    await openPlayground(page);
    await editor(page).fill('<presence>\n  <status>Here</staus>\n</presence>');
    const marked = page.locator('.sheet .marks .error');
    await expect(marked).toHaveText('</staus>');
    const [mark, area] = await Promise.all([marked.boundingBox(), page.locator('.sheet textarea').boundingBox()]);
    // In the second line: 8 px of padding, lines of 21 px.
    expect(Math.floor(((mark?.y ?? 0) - (area?.y ?? 0) - 8) / 21)).toBe(1);
    await editor(page).fill('<presence/>');
    await expect(marked).toHaveCount(0);
  });

  test('undo works in the textarea too, and its text is coloured', async ({ page }) => {
    await openPlayground(page);
    await editor(page).fill('<presence><status>mine</status></presence>');
    await expect(page.locator('.editor pre .attribute')).toHaveCount(0);
    await choose(page, 'Ping the server');
    await expect(editor(page)).toHaveValue(/urn:xmpp:ping/);
    await expect(page.locator('.editor pre .namespace')).toHaveText('urn:xmpp:ping');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(editor(page)).toHaveValue(/mine/);
  });
});

/** For other tabs too, which a browser tells a moment later. */
async function isKept(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain(text);
}

test('each tab keeps its own text, and a new one is offered the last', async ({ page, context }) => {
  await openPlayground(page);
  const other = await context.newPage();
  await openPlayground(other);
  await write(page, '<presence><status>of the first</status></presence>');
  await isKept(page, 'of the first');
  await write(other, '<presence><status>of the second</status></presence>');
  await isKept(other, 'of the second');
  await other.reload();
  await page.reload();
  await expect(editor(page)).toHaveValue(/of the first/);
  await expect(editor(other)).toHaveValue(/of the second/);
  await isKept(page, 'of the second');
  await page.close();
  await other.close();
  const third = await context.newPage();
  await openPlayground(third);
  await expect(editor(third)).toHaveValue(/disco#info/);
  await third.getByRole('button', { name: 'Open it' }).click();
  await expect(lines(third)).toContainText('of the second');
});

test('several drafts lie side by side, told apart by name, and a closed one comes back', async ({ page }) => {
  await openPlayground(page);
  await write(page, '<presence><status>one</status></presence>');
  await page.getByRole('button', { name: 'New draft' }).click();
  await write(page, '<presence><status>two</status></presence>');
  const tabs = page.getByRole('list', { name: 'Drafts' });
  await tabs.getByRole('button', { name: 'presence', exact: true }).click();
  await expect(lines(page)).toContainText('one');
  await tabs.getByRole('button', { name: 'presence (2)', exact: true }).click();
  await expect(lines(page)).toContainText('two');
  await tabs.getByRole('button', { name: 'presence (2)', exact: true }).click();
  await tabs.getByRole('textbox', { name: 'Name of this draft' }).fill('The second');
  await page.keyboard.press('Enter');
  await page.reload();
  await ready(page);
  await expect(tabs.getByRole('button', { name: 'The second', exact: true })).toHaveAttribute('aria-current', 'true');
  await tabs.getByRole('button', { name: 'Close the draft The second' }).click();
  await expect(lines(page)).toContainText('one');
  await page.getByRole('button', { name: 'Open it again' }).click();
  await expect(lines(page)).toContainText('two');
});

test('where the browser keeps nothing, that is said once and all works', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    }
  });
  await openPlayground(page);
  const said = page.getByText('This browser does not let the site keep anything');
  await expect(said).toBeVisible();
  await page.getByRole('button', { name: /^Dismiss: This browser does not/ }).click();
  await write(page, '<iq type="get" id="s1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await send(page).click();
  await expect(entries(page).filter({ hasText: "id='s1'" })).toContainText('iq result');
  await expect(said).toHaveCount(0);
});

test('where the browser has no space left, that is said, and what is written stays until the tab is closed', async ({
  page,
}) => {
  await openPlayground(page);
  await page.evaluate(() => {
    for (const storage of [localStorage, sessionStorage]) {
      // To the last character.
      for (let size = 2 ** 22; size >= 1; size /= 2) {
        for (let at = 0; at < 4; at += 1) {
          try {
            storage.setItem(`filler-${size}-${at}`, 'x'.repeat(size));
          } catch {
            break;
          }
        }
      }
    }
  });
  await write(page, '<iq type="get" id="full-1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await expect(page.getByText('This browser has no space left for this site, so your text is not kept.')).toBeVisible();
  await send(page).click();
  await expect(entries(page).filter({ hasText: "id='full-1'" })).toContainText('iq result');
  await expect(lines(page)).toContainText('full-1');
  // With space again it is kept, and the notice goes.
  await page.evaluate(() => {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys({ ...storage })) if (key.startsWith('filler-')) storage.removeItem(key);
    }
  });
  await write(page, '<iq type="get" id="full-2" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await expect(page.getByText('This browser has no space left')).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain('full-2');
});

test('what a server would not take is told before sending, and fixed by a key; what was sent comes back by a key', async ({
  page,
}) => {
  await openPlayground(page);
  await write(page, '<iq type="get" to="montague.example"><ping xmlns="urn:xmpp:pin"/></iq>');
  const told = page.getByRole('list', { name: 'Before you send' });
  await expect(told).toContainText('This iq has no id');
  await expect(told).toContainText('Did you mean urn:xmpp:ping?');
  await told.getByRole('button', { name: 'Write urn:xmpp:ping' }).click();
  await expect(told.getByRole('listitem')).toHaveCount(1);
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+.');
  await expect(told).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(
    entries(page)
      .filter({ hasText: /iq result/ })
      .last(),
  ).toBeVisible();
  await write(page, '<presence><status>mine</status></presence>');
  await page.keyboard.press('ControlOrMeta+ArrowUp');
  await expect(lines(page)).toContainText('urn:xmpp:ping');
  await page.keyboard.press('ControlOrMeta+ArrowDown');
  await expect(lines(page)).toContainText('<status>mine</status>');
  await page.reload();
  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByRole('dialog', { name: 'History' })).toContainText('iq get ping');
});

test.describe('in the first second of a visit', () => {
  const own = '<presence><status>mine</status></presence>';
  /** Again if the page put its first stanza there between selecting all and typing. */
  const fill = (page: Page, text: string): Promise<void> =>
    expect(async () => {
      await editor(page).fill(text);
      expect(await editor(page).inputValue()).toBe(text);
    }).toPass();

  for (const [what, script] of [
    ['any script', /\/_astro\/[^/]*\.js$/],
    ['the part that keeps drafts', /\/draft-shelf\.[^/]*\.js$/],
  ] as const) {
    test(`what is written before ${what} is there is not lost when the page is loaded again`, async ({ page }) => {
      const letCome = await holdBack(page, script);
      await page.goto('/playground/', { waitUntil: 'commit' });
      await fill(page, own);
      // Nor when that happens twice.
      await page.goto('/why/', { waitUntil: 'commit' });
      await page.goto('/playground/', { waitUntil: 'commit' });
      await expect(editor(page)).not.toHaveValue(own);
      await page.goto('/why/', { waitUntil: 'commit' });
      letCome();
      await openPlayground(page);
      await expect(editor(page)).toHaveValue(own);
      await page.reload();
      await expect(editor(page)).toHaveValue(own);
      await expect(page.getByRole('list', { name: 'Drafts' })).toHaveCount(0);
    });
  }

  for (const [when, goOn] of [
    ['comes', async (letCome: () => void) => letCome()],
    [
      'comes at the next visit',
      async (letCome: () => void, page: Page) => {
        await page.goto('/why/');
        letCome();
        await openPlayground(page);
      },
    ],
  ] as const) {
    test(`drafts begun before the part that keeps them is there all stay when it ${when}`, async ({ page }) => {
      const letCome = await holdBack(page, /\/draft-shelf\.[^/]*\.js$/);
      await openPlayground(page);
      await write(page, '<presence><status>one</status></presence>');
      await page.getByRole('button', { name: 'New draft' }).click();
      await write(page, '<presence><status>two</status></presence>');
      await expect(lines(page)).toContainText('two');
      await goOn(letCome, page);
      const keptDrafts = () => page.evaluate((key) => sessionStorage.getItem(key) ?? '', storageKeys.drafts);
      await expect.poll(keptDrafts).toMatch(/one.*two/);
      const tabs = page.getByRole('list', { name: 'Drafts' });
      const second = tabs.getByRole('button', { name: 'presence (2)', exact: true });
      await expect(second).toHaveAttribute('aria-current', 'true');
      await editor(page).focus();
      await tabs.getByRole('button', { name: 'presence', exact: true }).click();
      await expect(lines(page)).toContainText('one');
      await second.click();
      await expect(lines(page)).toContainText('two');
    });
  }

  test('a text that might hold a password is not kept so', async ({ page }) => {
    const letCome = await holdBack(page, /\/draft-shelf\.[^/]*\.js$/);
    await page.goto('/playground/');
    await fill(
      page,
      '<iq type="set" id="1"><query xmlns="jabber:iq:register"><password>orchard</password></query></iq>',
    );
    await page.goto('/why/');
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('orchard');
    letCome();
  });
});

/** Files by HTTP (XEP-0363): a slot, a real upload to Prosody in the tab, and fetching it again. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectNoFaultIn } from './axe.ts';
import { editor, entries, openPlayground, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

/** What is in the editor, be it the textarea or Monaco. */
async function written(page: Page, text: RegExp): Promise<void> {
  const lines = page.getByRole('region', { name: 'Editor' }).locator('.view-lines');
  await expect
    // Monaco may come between the two.
    .poll(
      async () =>
        (await lines.allTextContents()).join('') ||
        (await editor(page)
          .inputValue()
          .catch(() => '')),
    )
    .toMatch(text);
}

/** Asks for a slot by the template, which turns the service on. */
async function askForSlot(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Templates' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ask for a place to upload a file' }).click();
  await expect(dialog).toContainText('Component "share.montague.example" "http_file_share"');
  await dialog.getByRole('button', { name: 'Restart and put it into the editor' }).click();
  await expect(dialog).toBeHidden();
  await written(page, /filename="sonnet.txt"\s+size="1200"/);
  await send(page).click();
  return page.getByRole('group', { name: 'The slot' }).last();
}

async function moveClock(page: Page, minutes: number): Promise<void> {
  await page.getByText('Move the clock').click();
  await page.getByRole('spinbutton', { name: 'minutes' }).fill(String(minutes));
  await page.getByRole('button', { name: 'Move', exact: true }).click();
}

const rows = (page: Page, text: string): Locator => entries(page).filter({ hasText: text });

test('a sample goes up by a slot and comes back byte for byte; the second upload is refused', async ({ page }) => {
  await openPlayground(page);
  const slot = await askForSlot(page);
  await slot.getByRole('button', { name: 'Fetch it' }).click();
  await expect(rows(page, '410 Gone')).toContainText('nothing has been uploaded to it');
  await slot.getByRole('button', { name: 'Upload 1200 bytes of sample text' }).click();
  await expect(rows(page, 'PUT …/sonnet.txt (1,200 bytes)')).toBeVisible();
  await expect(rows(page, '201 Created')).toContainText('Everybody who knows the address');
  await slot.getByRole('button', { name: 'Upload 1200 bytes of sample text' }).click();
  await expect(rows(page, '409 Conflict, “Upload already completed”')).toContainText('Ask for another slot');
  await slot.getByRole('button', { name: 'Fetch it' }).click();
  const fetched = rows(page, '200 OK, 1,200 bytes');
  await expect(fetched).toContainText('What’s in a name?');
  await expect(fetched).toContainText("Content-Disposition: inline; filename*=UTF-8''sonnet.txt");
  await expectNoFaultIn(page, '.transcript');
  const download = page.waitForEvent('download');
  await fetched.getByRole('button', { name: 'Save sonnet.txt' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('sonnet.txt');
  const content = await readFile(await saved.path());
  expect(content.length).toBe(1200);
  expect(content.toString()).toContain('By any other name would smell as sweet.');
});

test('a file of another size is told before, refused with 413, and a request that fits is written', async ({
  page,
}) => {
  await openPlayground(page);
  const slot = await askForSlot(page);
  const file = { name: 'hat & "feather".png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0, 255, 10]) };
  await slot.locator('input[type=file]').setInputFiles(file);
  await expect(slot.getByRole('alert')).toContainText('has 5 bytes, and the slot is for 1,200');
  await slot.getByRole('button', { name: 'Upload it anyway' }).click();
  await expect(rows(page, '413 Content Too Large, “File too large”')).toContainText(
    'larger or smaller than the slot was asked for',
  );
  await slot.locator('input[type=file]').setInputFiles(file);
  await slot.getByRole('button', { name: 'Write a request that fits' }).click();
  await written(page, /filename="hat.&amp;.&quot;feather&quot;.png"\s+size="5"\s+content-type="image\/png"/);
  await send(page).click();
  // Choosing the file had scrolled up to the slot.
  await page.getByRole('button', { name: /new ↓/ }).click();
  const second = page.getByRole('group', { name: 'The slot' }).last();
  await expect(second.getByRole('button', { name: 'Upload 5 bytes of sample text' })).toBeVisible();
  await second.locator('input[type=file]').setInputFiles(file);
  // The row has opened, and moves what is above it no more.
  await expect(rows(page, '201 Created')).toContainText('The file is there.');
  await second.getByRole('button', { name: 'Fetch it' }).click();
  await expect(rows(page, '200 OK, 5 bytes').getByRole('img', { name: 'What was fetched' })).toHaveAttribute(
    'src',
    `data:image/png;base64,${file.buffer.toString('base64')}`,
  );
});

test('a slot that is too old is refused with 403; what was never given out is not found', async ({ page }) => {
  await openPlayground(page);
  const slot = await askForSlot(page);
  await expect(slot).toBeVisible();
  await moveClock(page, 60);
  await expect(page.getByText('clock 1 h ahead')).toBeVisible();
  await slot.getByRole('button', { name: 'Upload 1200 bytes of sample text' }).click();
  await expect(rows(page, '403 Forbidden, “Unauthorized or invalid token”')).toContainText(
    'older than the server accepts',
  );
  // A file is deleted after a day, and the address is unknown then.
  await moveClock(page, 3 * 24 * 60);
  // All that falls due in three days happens: on a busy machine that takes its time.
  await expect(page.getByText('clock 3 d 1 h ahead')).toBeVisible({ timeout: 60_000 });
  await slot.getByRole('button', { name: 'Fetch it' }).click();
  await expect(rows(page, '404 Not Found')).toContainText('http_file_share_expires_after');
});

test('a slot of a service elsewhere is not followed', async ({ page }) => {
  await openPlayground(page);
  await write(
    page,
    '<iq type="result" to="romeo@montague.example/orchard" from="romeo@montague.example/orchard" id="s"><slot xmlns="urn:xmpp:http:upload:0"><put url="https://elsewhere.example/a"/><get url="https://elsewhere.example/a"/></slot></iq>',
  );
  await send(page).click();
  const slot = page.getByRole('group', { name: 'The slot' });
  await slot.getByRole('button', { name: 'Fetch it' }).click();
  await expect(rows(page, 'elsewhere.example is not a host of a server in this tab')).toBeVisible();
});

/** A transcript with as many rows as it keeps: the tasks that the reader has to wait for while it fills, moves, is filtered and searched. */
import type { Locator, Page } from '@playwright/test';
import { limits } from '../../playground/console/limits.ts';
import { editor, type Measure, paste, send, sizeAbove } from './loads.ts';

/** Pings in one text of the editor: few enough that reading the text is not a long task. */
const perText = 100;

/** Real pings to the real server until the transcript is full, each with its answer. */
export async function fill(page: Page, wanted: number): Promise<number> {
  await editor(page).focus();
  let count = 0;
  while (count < wanted) {
    await send(page);
    count = await page.evaluate(sizeAbove, count + perText);
  }
  return count;
}

async function scroll(page: Page): Promise<void> {
  const box = await page.getByRole('feed', { name: 'Transcript' }).boundingBox();
  if (box === null) throw new Error('The transcript is not to be seen.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (const [rounds, distance] of [
    [60, -400],
    [20, -60_000],
    [60, 400],
  ] as const) {
    for (let round = 0; round < rounds; round += 1) {
      await page.mouse.wheel(0, distance);
      await page.waitForTimeout(16);
    }
  }
}

/** By keys, from a row that has the focus. */
async function jump(page: Page): Promise<void> {
  await page.locator('article').last().focus();
  for (const key of ['Home', 'End', 'Home', 'End', 'ArrowUp', 'ArrowUp', 'ArrowUp']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(100);
  }
}

/** @param rows the oldest tenth goes when the transcript is full, so it is filled to just below that */
export const fullTranscript =
  (rows = limits.transcript - 4 * perText) =>
  async (page: Page, measure: Measure): Promise<void> => {
    const ping = '<iq type="get" id="p" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>';
    await paste(page, Array.from({ length: perText }, () => ping).join('\n'));
    await measure(`${rows} rows: filled`, () => fill(page, rows));
    await measure(`${rows} rows: scrolled by 400 and by 60 000 pixels`, () => scroll(page));
    await measure(`${rows} rows: to the first and to the last`, () => jump(page));
    const chip = (name: string): Locator =>
      page.getByRole('group', { name: 'Filters' }).getByRole('button', { name, exact: true });
    await measure(`${rows} rows: filtered and shown again`, async () => {
      for (const name of ['↓ received', '↓ received', 'noise', 'noise', 'errors', 'errors']) {
        await chip(name).click();
        await page.waitForTimeout(700);
      }
    });
    await measure(`${rows} rows: searched, letter by letter`, async () => {
      await page.getByLabel('Search the transcript').pressSequentially('montague', { delay: 60 });
      await page.getByText(/ found$/).waitFor();
      await page.waitForTimeout(700);
    });
    await measure(`${rows} rows: from one found to the next, and only these`, async () => {
      for (let round = 0; round < 10; round += 1) await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'only these' }).click();
      await page.waitForTimeout(1000);
    });
    await measure(`${rows} rows: cleared and brought back`, async () => {
      await page.getByRole('button', { name: 'Clear', exact: true }).click();
      await page.waitForTimeout(300);
      await page.getByRole('button', { name: 'Undo clear' }).click();
      await page.waitForTimeout(1000);
    });
  };

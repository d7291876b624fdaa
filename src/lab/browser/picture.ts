/** Screenshots: the part that instructions are about, the controls that were used marked, as light WebP. */
import type { Page as BrowserPage, Locator, PageScreenshotOptions } from 'playwright-core';
import sharp from 'sharp';
import { asksForSecret } from '../../lesson/index.ts';

export const viewport = { width: 1024, height: 700 } as const;

/** Pixels that stay above and below what is marked. */
const around = 170;
const margin = 4;

/** Pixels between the highest and the lowest control that still go into one picture. */
const highest = 900;

const markClass = 'stanzabox-mark';

/** Pixels from the document's corner, wherever it is scrolled to. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the controls are; undefined when one of them is gone. */
async function boxesOf(page: BrowserPage, controls: readonly Locator[]): Promise<readonly Box[] | undefined> {
  const boxes: Box[] = [];
  for (const control of controls) {
    if (!(await control.isVisible().catch(() => false))) return undefined;
    const box = await control.boundingBox({ timeout: 1000 }).catch(() => null);
    if (!box) return undefined;
    const [x, y] = await page.evaluate(() => [window.scrollX, window.scrollY] as const);
    boxes.push({ ...box, x: box.x + x, y: box.y + y });
  }
  return boxes;
}

const topOf = (boxes: readonly Box[]): number => Math.min(...boxes.map(({ y }) => y));
const bottomOf = (boxes: readonly Box[]): number => Math.max(...boxes.map(({ y, height }) => y + height));

/** Can one picture show all of them? */
export async function fitTogether(page: BrowserPage, controls: readonly Locator[]): Promise<boolean> {
  const boxes = await boxesOf(page, controls);
  return boxes !== undefined && bottomOf(boxes) - topOf(boxes) <= highest;
}

/** Draws a frame around each box until the returned function is called. Set through the DOM, which no policy of the page forbids. */
async function mark(page: BrowserPage, boxes: readonly Box[]): Promise<() => Promise<void>> {
  await page.evaluate(
    ([name, all, space]) => {
      const pixels = (value: number): string => `${value}px`;
      for (const { x, y, width, height } of all) {
        const frame = document.createElement('div');
        frame.className = name;
        Object.assign(frame.style, {
          position: 'absolute',
          left: pixels(x - space),
          top: pixels(y - space),
          width: pixels(width + 2 * space),
          height: pixels(height + 2 * space),
          border: '3px solid #c2255c',
          borderRadius: '6px',
          boxShadow: '0 0 0 3px #ffffffcc',
          boxSizing: 'border-box',
          pointerEvents: 'none',
          zIndex: '2147483647',
        });
        document.documentElement.append(frame);
      }
    },
    [markClass, boxes, margin] as const,
  );
  return async () => {
    await page
      .evaluate((name) => {
        for (const frame of document.querySelectorAll(`.${name}`)) frame.remove();
      }, markClass)
      .catch(() => undefined);
  };
}

const secretMark = 'data-stanzabox-secret';

/**
 * Marks every field that holds a password or a key, by what the page calls it, until the returned function is called: also one
 * that the page filled in by itself.
 */
async function markSecrets(page: BrowserPage): Promise<() => Promise<void>> {
  const fields = page.locator('input, textarea');
  const names = await fields.evaluateAll((elements) =>
    elements.map((element) => {
      const field = element as HTMLInputElement;
      if (field.value === '' || ['hidden', 'submit', 'button', 'checkbox', 'radio'].includes(field.type)) return '';
      if (field.type === 'password') return 'password';
      const labels = [...(field.labels ?? [])].map(({ textContent }) => textContent);
      const row = field.closest('td')?.previousElementSibling?.textContent;
      return [...labels, field.ariaLabel, field.placeholder, row].filter(Boolean).join('\n');
    }),
  );
  const secret = names.map(asksForSecret);
  await fields.evaluateAll(
    (elements, [marked, name]) => {
      for (const [index, element] of elements.entries()) if (marked[index]) element.setAttribute(name, '');
    },
    [secret, secretMark] as const,
  );
  return async () => {
    const marked = page.locator(`[${secretMark}]`);
    await marked
      .evaluateAll((elements, name) => {
        for (const element of elements) element.removeAttribute(name);
      }, secretMark)
      .catch(() => undefined);
  };
}

export interface Picture {
  readonly webp: Buffer;
  readonly width: number;
  readonly height: number;
}

/** @param png as {@link capture} gives it */
export async function compress(png: Buffer): Promise<Picture> {
  const { data, info } = await sharp(png)
    .webp({ quality: 70, effort: 6, smartSubsample: true })
    .toBuffer({ resolveWithObject: true });
  return { webp: data, width: info.width, height: info.height };
}

/**
 * A picture of the page as PNG; of the part around the controls, each in a frame, when there are some. What is masked and what is
 * secret is grey.
 * @returns undefined when one of the controls is no longer there
 */
export async function capture(
  page: BrowserPage,
  controls: readonly Locator[],
  masked: readonly Locator[],
): Promise<Buffer | undefined> {
  await controls
    .at(-1)
    ?.scrollIntoViewIfNeeded({ timeout: 1000 })
    .catch(() => undefined);
  const boxes = await boxesOf(page, controls);
  if (!boxes) return undefined;
  const unmarkSecrets = await markSecrets(page);
  const unmark = await mark(page, boxes);
  try {
    const settings: PageScreenshotOptions = {
      animations: 'disabled',
      caret: 'hide',
      scale: 'css',
      mask: [...masked, page.locator(`[${secretMark}]`)],
      maskColor: '#adb5bd',
    };
    if (boxes.length === 0) return await page.screenshot(settings);
    const [top, bottom] = [topOf(boxes), bottomOf(boxes)];
    // Something above and below; a wide page is shown from its left edge, as far as the controls are there.
    const right = Math.max(...boxes.map(({ x, width }) => x + width + 2 * margin));
    const y = Math.round(Math.max(0, top - around));
    const height = Math.round(Math.max(bottom + around - y, 2 * around));
    const clip = { x: Math.round(Math.max(0, right - viewport.width)), y, width: viewport.width, height };
    return await page.screenshot({ ...settings, fullPage: true, clip });
  } finally {
    await unmark();
    await unmarkSecrets();
  }
}

/** Pictures are compared tile by tile, so that one other word counts in a picture that is all else alike. Pixels. */
const tile = 16;

/** Largest difference of a channel, on average over a tile, at which two pictures show the same: what compression and font hinting leave. */
const sameWithin = 4;

/** Do two WebP pictures show the same? */
export async function showSame(a: Buffer, b: Buffer): Promise<boolean> {
  const raw = (data: Buffer) => sharp(data).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [one, two] = await Promise.all([raw(a), raw(b)]);
  const { width, height, channels } = one.info;
  if (width !== two.info.width || height !== two.info.height) return false;
  const across = Math.ceil(width / tile);
  const sums = new Float64Array(across * Math.ceil(height / tile));
  for (let index = 0; index < one.data.length; index += 1) {
    const pixel = Math.floor(index / channels);
    const place = Math.floor(pixel / width / tile) * across + Math.floor((pixel % width) / tile);
    sums[place] = (sums[place] ?? 0) + Math.abs((one.data[index] ?? 0) - (two.data[index] ?? 0));
  }
  return Math.max(...sums) / (tile * tile * channels) < sameWithin;
}

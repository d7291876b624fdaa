/** Screenshots: the part that an instruction is about, the control that was used marked, as light WebP. */
import type { Page as BrowserPage, Locator, PageScreenshotOptions } from 'playwright-core';
import sharp from 'sharp';

export const viewport = { width: 1024, height: 700 } as const;

/** Pixels that stay above and below a marked control. */
const around = 170;
const margin = 4;

const markId = 'stanzabox-mark';

/** Draws a frame around a control until the returned function is called. Set through the DOM, which no policy of the page forbids. */
async function mark(control: Locator): Promise<() => Promise<void>> {
  const page = control.page();
  const box = await control.boundingBox();
  if (!box) return async () => undefined;
  await page.evaluate(
    ([id, x, y, width, height]) => {
      const frame = document.createElement('div');
      frame.id = String(id);
      const pixels = (value: unknown): string => `${value}px`;
      Object.assign(frame.style, {
        position: 'fixed',
        left: pixels(x),
        top: pixels(y),
        width: pixels(width),
        height: pixels(height),
        border: '3px solid #c2255c',
        borderRadius: '6px',
        boxShadow: '0 0 0 3px #ffffffcc',
        boxSizing: 'border-box',
        pointerEvents: 'none',
        zIndex: '2147483647',
      });
      document.documentElement.append(frame);
    },
    [markId, box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin] as const,
  );
  return async () => {
    await page.evaluate((id) => document.getElementById(id)?.remove(), markId).catch(() => undefined);
  };
}

/**
 * Brings a control to where a picture of it has something above and below, and the page back to its left edge where a
 * wide control had pushed it aside.
 */
async function bringIntoView(control: Locator): Promise<void> {
  await control.scrollIntoViewIfNeeded();
  await control.evaluate(
    (element, [space, width]) => {
      const before = element.getBoundingClientRect();
      if (before.top < space || before.bottom > window.innerHeight - space) {
        element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      }
      if (element.getBoundingClientRect().left + window.scrollX < width / 2) {
        window.scrollTo({ left: 0, top: window.scrollY, behavior: 'instant' });
      }
    },
    [around, viewport.width] as const,
  );
}

export interface Picture {
  readonly webp: Buffer;
  readonly width: number;
  readonly height: number;
}

async function compress(png: Buffer): Promise<Picture> {
  const { data, info } = await sharp(png)
    .webp({ quality: 70, effort: 6, smartSubsample: true })
    .toBuffer({ resolveWithObject: true });
  return { webp: data, width: info.width, height: info.height };
}

/** A picture of the page; of the part around `control`, marked, when there is one. */
export async function takePicture(
  page: BrowserPage,
  control: Locator | undefined,
  masked: readonly Locator[],
): Promise<Picture> {
  const settings: PageScreenshotOptions = {
    animations: 'disabled',
    caret: 'hide',
    scale: 'css',
    mask: [...masked],
    maskColor: '#adb5bd',
  };
  if (!control) return compress(await page.screenshot(settings));
  await bringIntoView(control);
  const unmark = await mark(control);
  try {
    const box = await control.boundingBox();
    if (!box) return await compress(await page.screenshot(settings));
    const top = Math.max(0, Math.min(box.y - around, viewport.height - box.height - 2 * around));
    const bottom = Math.min(viewport.height, Math.max(box.y + box.height + around, top + 2 * around));
    const clip = { x: 0, y: Math.round(top), width: viewport.width, height: Math.round(bottom - top) };
    return await compress(await page.screenshot({ ...settings, clip }));
  } finally {
    await unmark();
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

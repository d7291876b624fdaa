/** Draws the picture that other sites show beside a link to this one: `node src/site/card/make.ts` writes public/card.png. */
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import sharp from 'sharp';

const page = new URL('card.html', import.meta.url);
const target = fileURLToPath(new URL('../../../public/card.png', import.meta.url));

const browser = await chromium.launch({
  executablePath: process.env.STANZABOX_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--allow-file-access-from-files'],
});
try {
  const tab = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  await tab.goto(page.href);
  await tab.evaluate(() => document.fonts.ready);
  const picture = await tab.screenshot();
  // A palette suffices for flat colours and is a third of the size.
  const { size } = await sharp(picture).png({ palette: true, colours: 128, effort: 10 }).toFile(target);
  console.log(`${target}: ${size} bytes`);
} finally {
  await browser.close();
}

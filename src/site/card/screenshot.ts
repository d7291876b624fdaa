/**
 * Takes the picture of the playground that the README shows: `node src/site/card/screenshot.ts http://127.0.0.1:4321/`,
 * with the address of a site that is being served. Writes public/screenshot.webp.
 */
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import sharp from 'sharp';

const address = process.argv[2];
if (address === undefined) throw new Error('Say where the site is served: http://127.0.0.1:4321/');
const target = fileURLToPath(new URL('../../../public/screenshot.webp', import.meta.url));

const stanzas = [
  '<iq type="get" to="montague.example" id="who-1">\n  <query xmlns="jabber:iq:version"/>\n</iq>',
  '<message type="chat" to="tybalt@montague.example" id="lost-1">\n  <body>Turn thee, Benvolio.</body>\n</message>',
];

const browser = await chromium.launch({
  executablePath: process.env.STANZABOX_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const tab = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
  });
  await tab.goto(new URL('playground/', address).href);
  await tab.getByText(/ready in/).waitFor();
  for (const stanza of stanzas) {
    await tab.getByRole('textbox', { name: 'Stanza' }).first().fill(stanza);
    await tab.getByRole('button', { name: /^Send/ }).first().click();
    await tab
      .locator('.transcript')
      .getByText(/answered in/)
      .last()
      .waitFor();
  }
  // The last entry slides in; the picture is of the page at rest.
  await tab.waitForTimeout(500);
  const { size } = await sharp(await tab.screenshot())
    .webp({ quality: 82, effort: 6 })
    .toFile(target);
  console.log(`${target}: ${size} bytes`);
} finally {
  await browser.close();
}

/** Every guide on a wide screen and on a phone: nothing is cut off, nothing covers what is to be read. One visit for each: loading a page takes longest. */
import { sitemapPaths } from './pages.ts';
import { expect, test } from './quiet-page.ts';

// "Which server?" has tables only.
const guides = sitemapPaths().filter(
  (path) =>
    (/^\/guides\/[^/]+\/[^/]+\/$/.test(path) && path !== '/guides/any/which-server/') ||
    path === '/contribute/page-format/',
);
const screens = [
  { name: 'a wide screen', width: 1440, height: 900 },
  { name: 'a phone', width: 390, height: 844 },
];

test('there are guides to read', () => expect(guides.length).toBeGreaterThan(10));

for (const { name, ...viewport } of screens) {
  test.describe(`on ${name}`, () => {
    test.use({ viewport });

    for (const path of guides) {
      test(`${path} shows its blocks whole, and its copy buttons cover no text`, async ({ page }) => {
        await page.goto(path);
        const covered = await page.evaluate(() =>
          [...document.querySelectorAll('main .expressive-code figure')].flatMap((figure) => {
            const button = figure.querySelector('.copy button')?.getBoundingClientRect();
            if (button === undefined || button.width === 0) return [];
            // Word by word: spaces at the end of a line may hang over its end.
            const wordsOf = (line: Element): DOMRect[] => {
              const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
              const found: DOMRect[] = [];
              for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
                for (const { index, 0: word } of (text.textContent ?? '').matchAll(/\S+/g)) {
                  const range = document.createRange();
                  range.setStart(text, index);
                  range.setEnd(text, index + word.length);
                  found.push(...range.getClientRects());
                }
              }
              return found;
            };
            return [...figure.querySelectorAll('.ec-line .code')].flatMap((line) => {
              const isBelow = wordsOf(line).some(
                (text) =>
                  text.width > 0 &&
                  text.right > button.left &&
                  text.left < button.right &&
                  text.bottom > button.top &&
                  text.top < button.bottom,
              );
              return isBelow ? [(line.textContent ?? '').slice(0, 60)] : [];
            });
          }),
        );
        expect(covered, 'text under a button').toEqual([]);
        // What is folded is read as well.
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
        });
        const found = await page.evaluate(() => {
          const blocks = [...document.querySelectorAll('main pre, main .sb-zone')].filter((block) =>
            block.checkVisibility(),
          );
          const cut = blocks.filter((block) => block.scrollWidth > block.clientWidth);
          return { blocks: blocks.length, cut: cut.map((block) => (block.textContent ?? '').slice(0, 60)) };
        });
        expect(found.blocks).toBeGreaterThan(0);
        expect(found.cut, 'blocks that are cut off').toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      });
    }
  });
}

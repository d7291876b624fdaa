import type { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { siteShortcuts } from '../../playground/console/late-shortcuts.ts';
import { axe } from './axe.ts';
import { sitemapPaths } from './pages.ts';
import { expect, test } from './quiet-page.ts';

/** What axe finds and we keep, each with its reason. */
const axeExceptions: ReadonlyArray<{ readonly rule: string; readonly target: RegExp; readonly reason: string }> = [
  {
    rule: 'landmark-unique',
    target: /\bpre\b[^ ]*$/,
    reason:
      'Expressive Code gives each block of code that scrolls the role "region" without a name. Without a name it is not a landmark (ARIA 1.2, role region).',
  },
  {
    rule: 'landmark-unique',
    target: /\.starlight-aside\b[^ ]*$/,
    reason: 'Two cautions on one page are both called "Caution", as a reader sees them, too.',
  },
];

/** As aria-keyshortcuts writes a key. */
const spokenKeys = ({ key, mod }: (typeof siteShortcuts)[number]): string =>
  mod ? `Control+${key.toUpperCase()}` : key;

/** What axe finds on the page as it is, without what is kept on purpose. */
async function faults(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes
      .map(({ target }) => target.join(' '))
      .filter((target) => !axeExceptions.some((kept) => kept.rule === id && kept.target.test(target)))
      .map((target) => `${id}: ${help} at ${target}`),
  );
}

async function open(page: Page, path: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(path);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.evaluate(() => document.fonts.ready);
  // Expressive Code lets the keyboard into a block that scrolls, some time after the page is there.
  const unreachable = () =>
    [...document.querySelectorAll('.expressive-code pre')].filter(
      (block) => block.checkVisibility() && block.scrollWidth > block.clientWidth && !block.hasAttribute('tabindex'),
    ).length;
  await expect.poll(() => page.evaluate(unreachable)).toBe(0);
  // Looked at as it is used: its transcript has no entries before somebody is signed in.
  if (path === '/playground/') await expect(page.getByRole('article').first()).toBeVisible();
}

const paths = sitemapPaths();

// One visit for each page: the page follows the system's colours while it is open, and loading it takes longest.
for (const path of paths) {
  test(`${path} is accessible in light and dark colours, breaks no policy and fits a phone`, async ({ page }) => {
    await open(page, path);
    expect(await faults(axe(page))).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    // The rest does not depend on colours.
    expect(await faults(axe(page).withRules(['color-contrast'])), 'in dark colours').toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    await expect.poll(() => page.evaluate(overflow)).toBe(0);
  });
}

test('the theme button changes colours, and the choice is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/why/');
  const root = page.locator('html');
  await page.getByRole('button', { name: 'Dark colours' }).click();
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: 'Dark colours' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Dark colours' }).click();
  await expect(root).toHaveAttribute('data-theme', 'light');
});

test('for who wants less motion nothing on a page fades or turns, whoever made it', async ({ page }) => {
  const moving = (): Promise<readonly string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) =>
        ['', '::before', '::after']
          .filter((pseudo) => {
            const { transitionDuration, animationName } = getComputedStyle(element, pseudo || null);
            return transitionDuration !== '0s' || animationName !== 'none';
          })
          .map((pseudo) => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}${pseudo}`),
      ),
    );
  await page.goto('/guides/prosody/install/');
  // What libraries bring.
  expect(await moving()).not.toEqual([]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving()).toEqual([]);
});

test('search opens with a key, finds a page, and leads there', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('/');
  const search = page.getByRole('dialog', { name: 'Search' });
  await search.getByRole('textbox').fill('licence');
  await search.getByRole('link', { name: 'Credits and licences' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Credits and licences' })).toBeVisible();
});

test('each key of the table of keys opens the search, and its button names them', async ({ page }) => {
  await page.goto('/');
  const search = page.getByRole('dialog', { name: 'Search' });
  const button = page.getByRole('button', { name: 'Search', exact: true });
  await expect(button).toHaveAttribute('aria-keyshortcuts', siteShortcuts.map(spokenKeys).join(' '));
  for (const { key, mod } of siteShortcuts) {
    await page.keyboard.press(mod ? `Control+${key}` : key);
    await expect(search).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(search).toBeHidden();
  }
});

test.describe('where scripts do not run', () => {
  test.use({ javaScriptEnabled: false });

  test('the search is reached by keys and told as not available, and with scripts as available', async ({
    page,
    browser,
    baseURL,
  }) => {
    await page.goto('/why/');
    const button = page.getByRole('button', { name: 'Search', exact: true });
    await button.focus();
    await expect(button).toBeFocused();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    const other = await browser.newPage({ baseURL: baseURL ?? '', javaScriptEnabled: true });
    await other.goto('/why/');
    await expect(other.getByRole('button', { name: 'Search', exact: true })).not.toHaveAttribute('aria-disabled');
    await other.close();
  });
});

test('search is not fetched before it is opened', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto('/why/');
  await page.waitForLoadState('networkidle');
  expect(fetched.filter((url) => url.includes('pagefind') || url.includes('ui-core'))).toEqual([]);
});

test.describe('an address that does not exist', () => {
  // The browser itself reports the status 404 in the console.
  test.use({ complaints: async ({ page: _page }, use) => use([]) });

  test('says so and offers ways on', async ({ page }) => {
    const response = await page.goto('/nothing/here/');
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1, name: 'Nothing at this address' })).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Start page' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('XMPP documentation that runs');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  // A dozen at a time: the site grows, and what a test may take is bounded.
  for (let at = 0; at < paths.length; at += 12) {
    const dozen = paths.slice(at, at + 12);
    test(`the pages from ${dozen[0]} to ${dozen.at(-1)} can be read`, async ({ page }) => {
      for (const path of dozen) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
        // biome-ignore lint/performance/useDomNodeTextContent: only text that can be seen counts.
        const words = (await page.locator('main').innerText()).split(/\s+/).length;
        expect(words, path).toBeGreaterThan(30);
      }
    });
  }

  test('the start page says what needs JavaScript', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByText('Sending needs JavaScript')).toBeVisible();
  });
});

test('a copy button copies the block as it is', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/lessons/first-stanzas/');
  const block = page.locator('.sb-step').filter({ hasText: 'romeo sends' }).first();
  await block.getByRole('button', { name: 'Copy to clipboard' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toBe('<presence>\n  <show>away</show>\n  <status>Under the balcony</status>\n</presence>');
});

test('the keyboard reaches the text first, then everything', async ({ page }) => {
  await page.goto('/why/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#_top$/);
});

test.describe('the stanza on the start page', () => {
  /** Its code comes when it is pointed at. A reader selects and types over seconds, a test between two pictures. */
  async function awake(page: Page): Promise<Locator> {
    const text = page.getByRole('textbox', { name: 'Stanza to send' });
    await text.focus();
    await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
    return text;
  }

  test('is answered by a real server, which starts on the first click and not before', async ({ page }) => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.goto('/');
    await page.waitForLoadState('networkidle');
    expect(fetched.filter((url) => /wasm|\.bin|worker/.test(url))).toEqual([]);
    await page.getByRole('button', { name: 'Send' }).click();
    const answer = page.getByRole('region', { name: "The server's answer" });
    await expect(answer).toContainText('<name>Prosody</name>');
    await expect(answer).toContainText('<version>13.0.1</version>');
    await expect(
      page.getByText(/^Prosody 13\.0\.1 \(Debian 13\.0\.1-\S+\) runs in this tab\. It was ready after \d+\.\d s\.$/),
    ).toBeVisible();
  });

  test('can be changed, by keyboard alone, and errors come as the server gives them', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Write to nobody' }).focus();
    await page.keyboard.press('Enter');
    const text = page.getByRole('textbox', { name: 'Stanza to send' });
    await expect(text).toHaveValue(/nobody@montague\.example/);
    await text.focus();
    await page.keyboard.press('Control+Enter');
    const answer = page.getByRole('region', { name: "The server's answer" });
    await expect(answer).toContainText('service-unavailable');
  });

  test('says what is wrong with text that is not XML, and sends nothing', async ({ page }) => {
    await page.goto('/');
    await (await awake(page)).fill('<message>\n<body>Hello</message>');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText(/^Not sent\. Line 2: /)).toBeVisible();
  });

  test('may be silent, and the page says so', async ({ page }) => {
    await page.goto('/');
    const text = await awake(page);
    await text.fill('<message to="juliet@montague.example"><body>Kept for later</body></message>');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText('Nothing came back within three seconds')).toBeVisible();
  });
});

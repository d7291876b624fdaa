/** What a reader does with the servers in the tab: their configuration, their logs, their shell and their clock. */
import { newerProblem } from '../sandbox/newer-problem.ts';
import { entries, openPlayground, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

test('a configuration is broken, refused with its line, fixed and taken', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('tab', { name: 'Configuration' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Configuration' });
  const text = panel.getByRole('textbox');
  await text.focus();
  await expect(panel.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
  const change = async (configuration: string): Promise<void> => {
    await panel.getByRole('textbox').focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(configuration);
    await panel.getByRole('button', { name: 'Restart with this configuration' }).click();
  };
  await change('VirtualHost "montague.example"\nmodules_enabled = {{ "saslauth"; }');
  await expect(panel.getByText('the previous one keeps running')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Go to line 2' })).toBeVisible();
  await expect(page.getByLabel('Presence of romeo')).toBeVisible();

  await change('modules_enabled = { "saslauth" }\nc2s_require_encryption = false\nVirtualHost "montague.example"');
  await expect(panel.getByText(/Restarted in/)).toBeVisible();
  await expect(page.getByLabel('Presence of romeo')).toBeVisible();
  await write(page, '<iq type="get" id="c1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq error' })).toContainText('service-unavailable');

  // What nothing reads is told, and a misspelt name mended.
  await change('max_awesomeness = 11\nc2s_require_encrypton = false\nVirtualHost "montague.example"');
  await expect(panel.getByText('max_awesomeness (line 1) has no effect')).toBeVisible();
  await panel.getByRole('button', { name: 'Write c2s_require_encryption and restart' }).click();
  await expect(panel.getByText('Did you mean')).toBeHidden();
  await expect(panel.getByText('max_awesomeness (line 1) has no effect')).toBeVisible();

  await panel.getByRole('button', { name: 'Reset' }).click();
  await panel.getByRole('button', { name: 'Restart with this configuration' }).click();
  await expect(panel.getByText(/Restarted in/)).toBeVisible();
  await expect(page.getByLabel('Presence of romeo')).toBeVisible();
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
});

test('a stanza is sent to Debian’s version and to the newer one, which is fetched for it, and then runs', async ({
  page,
}) => {
  test.skip(newerProblem() !== null, newerProblem() ?? '');
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  const isFetched = () => fetched.some((url) => url.includes('prosody-newer'));
  await openPlayground(page);
  await write(page, '<iq type="get" id="v1" to="montague.example"><query xmlns="jabber:iq:version"/></iq>');
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
  await page.getByRole('tab', { name: 'Configuration' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Configuration' });
  const version = panel.getByLabel('Version');
  await expect(version).toHaveValue('13.0.1');
  const [, newer = ''] = await version
    .locator('option')
    .evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));
  await version.selectOption(newer);
  await expect(panel.getByText('not applied yet: 1 changed line')).toBeVisible();
  expect(isFetched()).toBe(false);
  await panel.getByRole('button', { name: 'Send the last stanza to both versions' }).click();
  await expect(panel.getByText(`A has 13.0.1, B has ${newer}`)).toBeVisible({ timeout: 60_000 });
  expect(isFetched()).toBe(true);
  await panel.getByRole('button', { name: 'Restart with this configuration' }).click();
  await expect(page.getByText(`montague.example: Prosody ${newer} in this tab`)).toBeVisible();
  await expect(page.getByLabel('Presence of romeo')).toBeVisible();
  await version.selectOption('13.0.1');
  await panel.getByRole('button', { name: 'Restart with this configuration' }).click();
  await expect(page.getByText('montague.example: Prosody 13.0.1 (Debian')).toBeVisible();
});

test('two servers federate, and both logs show it', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('switch', { name: 'Two servers' }).click();
  await expect(page.getByText(/montague\.example and capulet\.example: .*ready in/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  await write(page, '<message to="juliet@capulet.example" type="chat" id="f1"><body>Over the wall</body></message>');
  await send(page).click();
  const received = entries(page).and(page.locator('[data-direction="received"]')).filter({ hasText: 'Over the wall' });
  await expect(received).toContainText('romeo@montague.example');
  await page.getByRole('tab', { name: 'Server log' }).click();
  const log = page.getByRole('log', { name: 'Server log' });
  const read = () =>
    log.locator('p').evaluateAll((rows) =>
      rows.map((row) => {
        const [server, source, text] = ['.server', '.source', '.text'].map((part) => row.querySelector(part));
        const lefts = [source, text].map((cell) => cell?.getBoundingClientRect().left);
        return { server: server?.textContent, lefts: lefts.join() };
      }),
    );
  // The panel's code comes when it is opened.
  await expect
    .poll(async () => [...new Set((await read()).map(({ server }) => server))].sort())
    .toEqual(['capulet', 'montague']);
  const columns = await read();
  expect(new Set(columns.map(({ lefts }) => lefts)).size, 'columns of the log begin in one place').toBe(1);
  await page.getByRole('combobox', { name: /^Server/ }).selectOption('capulet.example');
  await page.getByLabel('Search the log').fill('incoming s2s connection');
  await expect(log).toContainText(/s2s connection montague\.example->capulet\.example complete/i);
});

test('on a small screen all accounts of two servers are in sight beside an open panel', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await openPlayground(page);
  await page.getByRole('switch', { name: 'Two servers' }).click();
  const accounts = page.getByRole('region', { name: 'Accounts' });
  await expect(accounts.getByText('juliet@capulet.example')).toBeVisible();
  await page.getByRole('tab', { name: 'Server log' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Server log' })).toBeVisible();
  for (const account of await accounts.getByRole('radio').all()) await expect(account).toBeInViewport();
  // Of whom is chosen, all is said.
  await accounts.getByRole('radio', { name: /juliet/ }).check();
  await expect(accounts.getByText('juliet@capulet.example')).toBeVisible();
  await expect(accounts.getByText('romeo@montague.example')).toBeHidden();
});

test('the shell answers and the clock moves', async ({ page }) => {
  await openPlayground(page);
  // The server is ready before its accounts are online, and the shell is asked once.
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  await page.getByRole('tab', { name: 'Shell' }).click();
  await page.getByLabel('Command for the admin shell').fill('c2s:show()');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log', { name: 'Answers of the admin shell' })).toContainText(
    'juliet@montague.example/balcony',
  );
  await page.getByText('Move the clock').click();
  await page.getByRole('button', { name: '10 min' }).click();
  await expect(page.getByText(/clock 10 min ahead/)).toBeVisible();
});

test('a table of the shell keeps its columns and scrolls inside, where it is wider than the page', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 720 });
  await openPlayground(page);
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  await page.getByRole('tab', { name: 'Shell' }).click();
  await page.getByLabel('Command for the admin shell').fill('c2s:show()');
  await page.keyboard.press('Enter');
  const table = page.getByRole('log', { name: 'Answers of the admin shell' }).locator('pre');
  await expect(table).toContainText('2 c2s sessions shown');
  const seen = await table.evaluate((pre) => {
    const bars = new Map<number, number[]>();
    const texts = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode as Text;
      for (const { index } of text.data.matchAll(/[|│]/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + 1);
        const { top, left } = range.getBoundingClientRect();
        bars.set(top, [...(bars.get(top) ?? []), Math.round(left)]);
      }
    }
    return {
      rows: [...bars.values()].filter((row) => row.length > 1),
      isWider: pre.scrollWidth > pre.clientWidth,
      pageFits: document.documentElement.scrollWidth <= innerWidth,
    };
  });
  // The head and the sessions of romeo and juliet.
  expect(seen.rows).toHaveLength(3);
  expect(seen.rows[0]).toHaveLength(7);
  expect(seen.rows[1]).toEqual(seen.rows[0]);
  expect(seen.rows[2]).toEqual(seen.rows[0]);
  expect(seen).toMatchObject({ isWider: true, pageFits: true });
});

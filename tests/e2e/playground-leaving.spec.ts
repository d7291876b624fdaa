/** What leaves the tab: a link that plays again what happened, a bug report, a test. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { makeLink, type Shared } from '../../playground/console/share/index.ts';
import { ready } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const romeo = 'romeo@montague.example/orchard';
const reproducer: Shared = {
  title: 'A room that is not there',
  stanzas: [
    { xml: '<iq type="get" id="r1" to="capulet.example"><ping xmlns="urn:xmpp:ping"/></iq>', as: romeo },
    {
      xml: '<iq type="get" id="r2" to="orchard.montague.example"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>',
      as: romeo,
    },
  ],
  first: 0,
  scene: {
    servers: 2,
    changes: { 'montague.example': [{ at: 0, gone: [], come: ['-- carried by the link'] }] },
    ahead: 60,
    madeWith: 'Prosody 13.0.1',
  },
  replies: [
    { after: 1, as: romeo, xml: `<iq type="result" id="r1" from="capulet.example" to="${romeo}" xml:lang="en"/>` },
    { after: 2, as: romeo, xml: `<iq type="result" id="r2" from="orchard.montague.example" to="${romeo}"/>` },
  ],
};

async function addressOf(shared: Shared): Promise<string> {
  const made = await makeLink(shared);
  if ('plain' in made) throw new Error(made.plain);
  return `/playground/${made.link}`;
}

async function noViolations(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
}

test('a reproducer shows a card, runs nothing until it is told to, and then shows what was recorded beside what came', async ({
  page,
}) => {
  await page.goto(await addressOf(reproducer));
  const card = page.getByRole('group', { name: 'From a link' });
  await expect(card).toContainText('2 servers, 1 changed line of configuration, clock 1 min ahead');
  await expect(card).toContainText('2 stanzas, 2 recorded replies. Made with Prosody 13.0.1.');
  await card.getByText('Changed lines of montague.example').click();
  await expect(card).toContainText('+-- carried by the link');
  await ready(page);
  await expect(page.getByRole('feed', { name: 'Transcript' })).not.toContainText('capulet.example to');
  await noViolations(page, '.linked');
  await card.getByRole('button', { name: 'Run' }).click();
  await expect(card.getByText('1 of 2 replies differs.')).toBeVisible({ timeout: 60_000 });
  await expect(card.getByText('after stanza 1: the same')).toBeVisible();
  const differing = card.locator('details', { hasText: 'after stanza 2: differs' });
  await expect(differing.getByRole('heading', { name: 'Recorded' })).toBeVisible();
  await expect(differing).toContainText('iq/@type: recorded result, here error');
  await noViolations(page, '.linked');
});

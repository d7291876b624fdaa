/**
 * The same sitting with a machine of the lab, as the last guide for Prosody leaves it: whoever followed the guides checks what they set up.
 * `npm test` runs it after the guides, whose machines it starts from.
 */
import { whyNot } from '../lab/lab.ts';
import { bringUp, type Up } from '../lab/up.ts';
import {
  checkOwn,
  followFix,
  forgiveBrowser,
  learn,
  lookBy,
  openFinding,
  seeProgress,
  sitDown,
} from './one-sitting.ts';
import { expect, test } from './quiet-page.ts';

const domain = 'example.com';
let reason: string | undefined;
let lab: Up | undefined;

test.describe('with a machine of the lab', { tag: '@lab' }, () => {
  test.beforeAll(async () => {
    // From nothing, all pages up to the last one are run.
    test.setTimeout(1_800_000);
    reason = await whyNot();
    if (reason === undefined) lab = await bringUp('guides/prosody/bug-or-me@reader');
  });
  test.afterAll(() => lab?.stop());
  test.beforeEach(() => test.skip(reason !== undefined, `No machine of the lab: ${reason}`));

  test('from the start page through the first lesson and a drill to the check of the server that the guides set up', async ({
    page,
    complaints,
  }, info) => {
    test.slow();
    const look = lookBy(page, info);
    await sitDown(page, domain);
    await learn(page, look);
    await checkOwn(page, {
      jid: `romeo@${domain}`,
      password: 'rosaline-1595',
      url: (await lab?.openWebSocket()) ?? '',
    });
    await expect(page.getByRole('heading', { name: domain, exact: true })).toBeFocused();
    await openFinding(page, 'Sending pictures and files');
    await look('4-check');
    // What the guide leaves to whoever has a web site at the domain.
    const warning = await openFinding(page, `${domain} does not tell web pages where its WebSocket is.`);
    await warning.scrollIntoViewIfNeeded();
    await look('4-check-warning');
    await followFix(page, warning, 'history-and-clients-in-a-browser');
    await look('5-guide');
    await seeProgress(page, look);
    forgiveBrowser(complaints, domain);
  });
});

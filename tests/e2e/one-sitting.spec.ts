/** One person's way in one sitting: from the start page through the first lesson and a drill to the check of a server of their own. */
import { asProsodyGuides, domain, jid, password } from '../check/own/native.ts';
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
import { ownProsody } from './own-prosody.ts';
import { test } from './quiet-page.ts';

// As the guides leave it, but for the archive, which somebody forgot.
const server = ownProsody(() => asProsodyGuides.replace('"mam"; ', ''));

test('from the start page through the first lesson and a drill to the check of their own server', async ({
  page,
  complaints,
}, info) => {
  test.slow();
  const look = lookBy(page, info);
  await sitDown(page, domain);
  await learn(page, look);
  await checkOwn(page, { jid, password, url: server.url });
  const fault = await openFinding(page, 'Asked for the archive');
  await look('4-check');
  await followFix(page, fault, 'history-and-clients-in-a-browser');
  await look('5-guide');
  await seeProgress(page, look);
  forgiveBrowser(complaints, domain);
});

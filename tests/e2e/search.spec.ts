/**
 * What people with a problem type into the search, and the pages that may answer it: one of them must be among the first three results.
 * The phrases are those that real threads and readers used; the search is the site's own box.
 */
import type { Page } from '@playwright/test';
import { searchTerms } from '../../src/site/search.ts';
import { expect, test } from './quiet-page.ts';

const any = (subject: string) => [
  `/guides/openfire/${subject}/`,
  `/guides/prosody/${subject}/`,
  `/guides/ejabberd/${subject}/`,
];
const notYet = '/guides/not-yet/';

const phrases: Readonly<Record<string, readonly string[]>> = {
  'friend does not get my messages': [...any('federation'), '/guides/any/ladder/'],
  'messages to another server do not arrive': [...any('federation'), '/guides/any/ladder/', '/lessons/two-servers/'],
  'remote-server-not-found': ['/recipes/no-such-host/', '/guides/errors/', ...any('federation')],
  'connection refused': [...any('federation'), '/guides/any/ladder/'],
  'No stream features to offer': [...any('federation'), '/guides/', '/lessons/a-stream-by-hand/'],
  'which lessons have I done': ['/progress/'],
  'keep my progress': ['/progress/'],
  'I cannot log in': [...any('first-message'), ...any('bug-or-me'), '/guides/any/ladder/'],
  'not-authorized': [...any('first-message'), ...any('before-you-open'), ...any('bug-or-me'), '/guides/errors/'],
  'wrong password': [
    '/recipes/room-password/',
    '/guides/openfire/lost-password/',
    ...any('first-message'),
    ...any('install'),
    ...any('bug-or-me'),
    '/recipes/register/',
  ],
  'forgot password': [...any('first-message'), ...any('bug-or-me'), notYet],
  'certificate expired': any('certificate'),
  'certificate renewed but clients still see the old one': any('certificate'),
  'unrecognized name': [...any('certificate'), '/guides/'],
  'test my server from outside': ['/guides/any/check-from-a-terminal/', ...any('bug-or-me')],
  'check.mjs': ['/guides/any/check-from-a-terminal/', ...any('bug-or-me')],
  'monitor with cron': ['/guides/any/check-from-a-terminal/'],
  'server does not start': [...any('install'), ...any('bug-or-me'), '/guides/any/ladder/'],
  nodedown: ['/guides/ejabberd/install/', ...any('bug-or-me'), '/guides/'],
  'locked out of ssh': ['/guides/foundations/machine/'],
  'firewall ports': [
    // A check from outside sees what a firewall has closed.
    ...any('bug-or-me'),
    '/guides/foundations/machine/',
    '/guides/foundations/dns/',
    ...any('install'),
    ...any('federation'),
  ],
  'SRV record': ['/guides/foundations/dns/', ...any('federation')],
  'check my server': ['/check/'],
  'what does my server lack': ['/check/'],
  'compliance tester': ['/check/'],
  'which server should I choose': ['/guides/any/which-server/'],
  'use it without internet': ['/playground/sandbox/'],
  'does the playground work offline': ['/playground/sandbox/'],
  'which XMPP console should I use': ['/playground/compare/'],
  'how much memory does it need': ['/guides/any/which-server/'],
  'voice call': [notYet],
  'video call does not connect': [notYet],
  GDPR: [notYet],
  nginx: [notYet],
  'reverse proxy': [notYet],
  'disk full': [notYet, '/guides/openfire/logs/'],
  'log rotation': ['/guides/openfire/logs/', ...any('bug-or-me')],
  'openfire.log empty': ['/guides/openfire/logs/'],
  'openfire debug logging': ['/guides/openfire/logs/'],
  'backup restore': ['/guides/openfire/backup/'],
  'my disk is broken': ['/guides/openfire/backup/', notYet],
  'change the database password': ['/guides/openfire/database-care/'],
  'push notifications iPhone': [notYet, '/recipes/push/'],
  OMEMO: ['/recipes/omemo-keys/', '/reference/namespaces/encryption/', notYet],
  'jid-malformed': ['/recipes/unicode-addresses/', '/guides/errors/'],
  'item-not-found': ['/guides/errors/'],
  'service-unavailable': ['/guides/errors/', '/recipes/nobody-there/'],
  'remote-server-timeout': ['/guides/errors/'],
  'see-other-host': ['/guides/errors/'],
  'policy-violation': ['/guides/errors/'],
  'registration-required': ['/guides/errors/'],
  'not-allowed': ['/guides/errors/'],
  'account-disabled': ['/guides/errors/'],
  '+notify': ['/reference/features/'],
  'precondition-not-met': ['/recipes/publish-conditions/', '/reference/conditions/'],
  'urn:xmpp:carbons:2': ['/reference/namespaces/messages/', '/recipes/two-devices/'],
  'muc#roomconfig_whois': ['/reference/forms/'],
  'status code 333': ['/reference/status-codes/'],
  'SCRAM-SHA-256': ['/reference/mechanisms/'],
  cluster: [notYet],
  'upgrade to a new version': ['/guides/openfire/upgrade/', notYet],
  'go back to the version before': ['/guides/openfire/upgrade/'],
  'monitor and get an alert': ['/guides/openfire/watch/', notYet],
  Prometheus: ['/guides/openfire/watch/'],
  'OutOfMemoryError Java heap space': ['/guides/openfire/memory/'],
  'server runs out of memory': ['/guides/openfire/memory/', notYet],
  'how many users can one server carry': any('capacity'),
  'too many open files': any('capacity'),
  'nobody else gets in with a thousand users': ['/guides/prosody/capacity/'],
  'how many users on 1 GB of memory': [...any('capacity'), '/guides/any/which-server/'],
  'setup wizard is back after upgrade': ['/guides/openfire/upgrade/'],
  'cannot send pictures': ['/guides/openfire/uploads/', notYet],
  'pictures gone after restart': ['/guides/openfire/uploads/'],
  'file too large': ['/guides/openfire/uploads/', '/drills/the-file-is-too-big/'],
  'move to another machine': ['/guides/openfire/backup/', notYet],
  'embedded database to PostgreSQL': ['/guides/openfire/database-move/'],
  'Database lock acquisition failure': ['/guides/openfire/database-move/'],
  docker: [notYet],
  'spam registration': [...any('before-you-open'), ...any('first-message'), '/recipes/register/'],
  'history missing on second device': [
    '/guides/openfire/archive/',
    '/recipes/archive/',
    '/recipes/two-devices/',
    ...any('first-message'),
  ],
  'offline messages fill the database': ['/guides/openfire/offline/'],
  'archive is empty': ['/guides/openfire/archive/', '/drills/my-history-is-empty/'],
  'messages lost when connection breaks': ['/recipes/resume/', '/recipes/offline-messages/'],
  'room disappeared': ['/recipes/rooms-that-vanish/', '/guides/openfire/rooms/'],
  'delete the history of a room': ['/guides/openfire/rooms/'],
  'users cannot create a room': ['/guides/openfire/rooms/'],
  'members vanish from group chat': ['/recipes/members-only/'],
  'is it a bug or my mistake': [...any('bug-or-me'), '/why/', '/guides/any/ladder/'],
  'feature not implemented': ['/recipes/archive/', '/recipes/what-is-offered/', '/guides/errors/'],
  'omemo keys not found': ['/recipes/omemo-keys/'],
  'banned from group chat': ['/recipes/ban-from-a-room/'],
  'cannot write in group chat': ['/recipes/voice-in-a-room/', '/recipes/private-message-in-a-room/'],
  'private message in room': ['/recipes/private-message-in-a-room/'],
  'delete a sent message': ['/recipes/correct-a-message/', '/recipes/moderate-a-message/'],
  'reactions lost': ['/recipes/what-is-kept/'],
  'rooms missing on other device': ['/recipes/bookmarks/'],
  'handled-count-too-high': ['/recipes/acknowledgements/'],
  'phone battery empty': ['/recipes/quiet-phone/', '/recipes/push/'],
  'contact groups lost': ['/recipes/contact-groups/'],
  'group chat silent': ['/recipes/am-i-still-in-the-room/'],
  'last seen': ['/recipes/last-seen/'],
  'load newest messages': ['/recipes/newest-first/'],
  'room password': ['/recipes/room-password/'],
  'invitation did not arrive': ['/recipes/invite-to-a-room/'],
  'room settings not saved': ['/recipes/room-settings/'],
  'closed-node': ['/recipes/who-may-subscribe/'],
  'profile empty': ['/recipes/profile/'],
  'calls only work in the same network': ['/recipes/calls/'],
  'push notifications': ['/recipes/push/'],
  'removed contact still sees me': ['/recipes/remove-a-contact/'],
  'forged message carbons': ['/recipes/forged-copies/'],
  invisible: ['/recipes/hide-from-somebody/'],
  'old messages of group chat come again': ['/recipes/room-history/'],
  'group chat was closed': ['/recipes/close-a-room/'],
  'cannot find the group chat': ['/recipes/find-a-room/'],
  'archive of a room': ['/recipes/room-archive/', '/recipes/archive/'],
  'delivery receipts': ['/recipes/receipts/'],
  'wrong clock': ['/recipes/another-programs-clock/'],
  'nobody can make an account': ['/drills/nobody-can-register/'],
  'replaced by new connection': ['/drills/thrown-out-in-turn/', '/recipes/same-resource/', '/guides/errors/'],
  'last messages in the archive': ['/drills/the-archive-is-full/', '/recipes/archive/'],
  'he looks offline to me': ['/drills/she-looks-offline/'],
  'nobody behind the bridge answers': ['/drills/bridge-is-silent/'],
  'advertisements from accounts of our own server': ['/drills/the-spam-goes-on/'],
  'messages come late when it was quiet': ['/drills/late-when-it-is-quiet/'],
  'password wrong for everybody': ['/drills/openfire/wrong-password-for-all/', ...any('database-care')],
  'some get in and others do not': ['/drills/openfire/gone-after-a-setting/'],
  'messages to one friend do not arrive': ['/drills/openfire/one-friend-is-silent/'],
  'red mark on messages to one friend': ['/drills/openfire/one-friend-is-silent/'],
  'one client is refused': ['/drills/openfire/only-the-old-phone/'],
  'stops every Tuesday': ['/drills/openfire/every-tuesday/'],
  'nobody can connect since last night': ['/drills/openfire/nobody-connects/'],
  'learn XMPP': ['/lessons/', '/lessons/first-stanzas/', '/playground/'],
  'what is a stanza': ['/lessons/first-stanzas/'],
  'what is a resource': ['/lessons/addresses/', '/recipes/same-resource/'],
  'contact sees me on one side only': ['/lessons/contacts/', '/recipes/add-a-contact/'],
  'subscription none to from both': ['/lessons/contacts/', '/recipes/add-a-contact/'],
  'read an XMPP error': ['/lessons/errors/', '/guides/errors/'],
  'client says server does not support it': ['/lessons/what-is-offered/', '/recipes/what-is-offered/'],
  'member vanishes from group chat': ['/lessons/rooms/', '/recipes/members-only/'],
  'messages get lost when phone changes networks': ['/lessons/history/', '/recipes/resume/'],
  'what does server see of encrypted messages': ['/lessons/publishing/'],
  dialback: ['/lessons/two-servers/', '/reference/namespaces/streams/', ...any('federation')],
  'stream from the first byte': ['/lessons/a-stream-by-hand/'],
  SASL2: ['/recipes/sign-in-in-one-step/', '/reference/mechanisms/', '/reference/namespaces/streams/'],
};

/** Addresses of the first three results for each text, asked of the built index as the search box asks it. */
async function firstThree(page: Page, texts: readonly string[]): Promise<readonly (readonly string[])[]> {
  await page.goto('/');
  // As text: the module exists in the browser only.
  return page.evaluate(`(async () => {
    const pagefind = await import('/pagefind/pagefind.js');
    const found = [];
    for (const text of ${JSON.stringify(texts)}) {
      const { results } = await pagefind.search(text);
      const first = await Promise.all(results.slice(0, 3).map((result) => result.data()));
      found.push(first.map(({ url }) => new URL(url, location.href).pathname));
    }
    return found;
  })()`);
}

test('finds an answer to what people type, or what says that there is none yet', async ({ page }) => {
  const typed = Object.keys(phrases);
  const found = await firstThree(page, typed.map(searchTerms));
  const missed = typed.flatMap((phrase, index) => {
    const first = found[index] ?? [];
    return first.some((path) => phrases[phrase]?.includes(path)) ? [] : [`${phrase}: ${first.join(' ') || 'nothing'}`];
  });
  expect(missed).toEqual([]);
});

test('the search box leaves out words that say nothing', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('/');
  const search = page.getByRole('dialog', { name: 'Search' });
  await search.getByRole('textbox').fill('which server should I choose?');
  await expect(search.getByRole('link', { name: 'Which server?', exact: true })).toBeVisible();
});

test('shows the server in the title of a result', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('/');
  const search = page.getByRole('dialog', { name: 'Search' });
  await search.getByRole('textbox').fill('federation');
  await expect(search.getByRole('link', { name: 'Prosody: Federation', exact: true })).toBeVisible();
});

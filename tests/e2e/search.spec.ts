/**
 * What people with a problem type into the search, and the pages that may answer it: one of them must be among the first three results.
 * The phrases are those that real threads and readers used; the search is the site's own box.
 */
import { expect, test } from './quiet-page.ts';

const any = (subject: string) => [
  `/guides/openfire/${subject}/`,
  `/guides/prosody/${subject}/`,
  `/guides/ejabberd/${subject}/`,
];
const notYet = '/guides/not-yet/';

const phrases: Readonly<Record<string, readonly string[]>> = {
  'friend does not get my messages': [...any('federation'), '/guides/any/ladder/'],
  'messages to another server do not arrive': [...any('federation'), '/guides/any/ladder/'],
  'remote-server-not-found': ['/recipes/no-such-host/', '/guides/errors/', ...any('federation')],
  'connection refused': [...any('federation'), '/guides/any/ladder/'],
  'No stream features to offer': [...any('federation'), '/guides/'],
  'I cannot log in': [...any('first-message'), ...any('bug-or-me'), '/guides/any/ladder/'],
  'not-authorized': [...any('first-message'), ...any('before-you-open'), ...any('bug-or-me'), '/guides/errors/'],
  'wrong password': [...any('first-message'), ...any('install'), ...any('bug-or-me'), '/recipes/register/'],
  'forgot password': [...any('first-message'), ...any('bug-or-me'), notYet],
  'certificate expired': any('certificate'),
  'certificate renewed but clients still see the old one': any('certificate'),
  'unrecognized name': [...any('certificate'), '/guides/'],
  'server does not start': [...any('install'), ...any('bug-or-me'), '/guides/any/ladder/'],
  nodedown: ['/guides/ejabberd/install/', ...any('bug-or-me'), '/guides/'],
  'locked out of ssh': ['/guides/foundations/machine/'],
  'firewall ports': [
    '/guides/foundations/machine/',
    '/guides/foundations/dns/',
    ...any('install'),
    ...any('federation'),
  ],
  'SRV record': ['/guides/foundations/dns/', ...any('federation')],
  'which server should I choose': ['/guides/any/which-server/'],
  'how much memory does it need': ['/guides/any/which-server/'],
  'voice call': [notYet],
  'video call does not connect': [notYet],
  GDPR: [notYet],
  nginx: [notYet],
  'reverse proxy': [notYet],
  'disk full': [notYet],
  'backup restore': [notYet],
  'push notifications iPhone': [notYet],
  OMEMO: [notYet],
  cluster: [notYet],
  'upgrade to a new version': [notYet],
  'cannot send pictures': [notYet],
  'move to another machine': [notYet],
  docker: [notYet],
  'spam registration': [...any('before-you-open'), ...any('first-message'), '/recipes/register/'],
  'history missing on second device': ['/recipes/archive/', '/recipes/two-devices/', ...any('first-message')],
  'messages lost when connection breaks': ['/recipes/resume/', '/recipes/offline-messages/'],
  'room disappeared': ['/recipes/rooms-that-vanish/'],
  'members vanish from group chat': ['/recipes/members-only/'],
  'is it a bug or my mistake': [...any('bug-or-me'), '/why/', '/guides/any/ladder/'],
  'feature not implemented': ['/recipes/archive/', '/recipes/what-is-offered/', '/guides/errors/'],
};

test('finds an answer to what people type, or what says that there is none yet', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('/');
  const search = page.getByRole('dialog', { name: 'Search' });
  const box = search.getByRole('textbox');
  const links = search.locator('.pagefind-ui__result-title .pagefind-ui__result-link');
  const missed: string[] = [];
  for (const [phrase, accepted] of Object.entries(phrases)) {
    await box.fill('');
    await expect(links).toHaveCount(0);
    await box.fill(phrase);
    await expect(search.locator('.pagefind-ui__message')).toHaveText(/\bresults?\b/);
    const found = await links.evaluateAll((all) =>
      all.slice(0, 3).map((link) => new URL((link as HTMLAnchorElement).href).pathname),
    );
    if (!found.some((path) => accepted.includes(path))) missed.push(`${phrase}: ${found.join(' ') || 'nothing'}`);
  }
  expect(missed).toEqual([]);
});

test('shows the server in the title of a result', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('/');
  const search = page.getByRole('dialog', { name: 'Search' });
  await search.getByRole('textbox').fill('federation');
  await expect(search.getByRole('link', { name: 'Prosody: Federation', exact: true })).toBeVisible();
});

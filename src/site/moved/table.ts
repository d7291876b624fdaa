/**
 * Where addresses of this site lead that have no page, or no such part of a page, any longer. Whoever moves or renames a page, or moves
 * a section to another page, adds a line here: links in bookmarks, forums and logs go on working. A build ends when a line leads nowhere.
 */

/**
 * Pages, without slashes around them, to a path of this site. Those of folders never were pages, but readers cut addresses short.
 */
export const movedPages: Readonly<Record<string, string>> = {
  'guides/any': '/guides/#all-guides',
  'guides/foundations': '/guides/#all-guides',
  'guides/openfire': '/guides/#all-guides',
  'guides/prosody': '/guides/#all-guides',
  'guides/ejabberd': '/guides/#all-guides',
  contribute: '/contribute/page-format/',
  'playground/lesson': '/lessons/first-stanzas/',
  'recipes/first-question': '/recipes/what-is-offered/',
};

export interface MovedSection {
  /** The section's old anchor on the page. */
  readonly anchor: string;
  /** What it was called. */
  readonly heading: string;
  /** Where it is now: a path of this site. */
  readonly to: string;
}

/** Sections that have left a page, by the slug of the page that they left. */
export const movedSections: Readonly<Record<string, readonly MovedSection[]>> = {
  'guides/ejabberd/first-message': [
    { anchor: 'to-a-friend-and-back', heading: 'To a friend, and back', to: '/guides/ejabberd/federation/' },
    {
      anchor: 'a-server-that-cannot-prove-who-it-is',
      heading: 'A server that cannot prove who it is',
      to: '/guides/ejabberd/federation/',
    },
  ],
  'guides/not-yet': [
    {
      anchor: 'how-many-people-on-prosody-or-ejabberd-and-clusters',
      heading: 'How many people on Prosody or ejabberd, and clusters',
      to: '/guides/any/which-server/',
    },
  ],
  'guides/openfire/bug-or-me': [{ anchor: 'the-ladder', heading: 'The ladder', to: '/guides/any/ladder/' }],
  'guides/openfire/first-message': [
    { anchor: 'federation', heading: 'Federation', to: '/guides/openfire/federation/' },
    {
      anchor: 'when-the-other-side-cannot-be-reached',
      heading: 'When the other side cannot be reached',
      to: '/guides/openfire/federation/',
    },
  ],
  'guides/openfire/install': [
    { anchor: 'without-the-wizard', heading: 'Without the wizard', to: '/guides/openfire/autosetup/' },
    { anchor: 'where-secrets-stay', heading: 'Where secrets stay', to: '/guides/openfire/autosetup/' },
  ],
};

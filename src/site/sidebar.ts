import type { StarlightUserConfig } from '@astrojs/starlight/types';

/** What the sidebar lists, in reading order. */
export const sidebar: NonNullable<StarlightUserConfig['sidebar']> = [
  {
    label: 'Start here',
    items: [
      { label: 'Why operating is another story', slug: 'why' },
      { label: 'Your first ten stanzas', slug: 'playground/lesson' },
    ],
  },
  {
    label: 'Playground',
    items: [
      { label: 'Open the playground', link: '/playground/' },
      { label: 'How the sandbox works', slug: 'playground/sandbox' },
      { label: 'What differs from a real server', slug: 'playground/differences' },
    ],
  },
  {
    label: 'About',
    items: [{ label: 'Credits and licences', slug: 'credits' }],
  },
];

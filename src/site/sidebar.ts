import type { StarlightUserConfig } from '@astrojs/starlight/types';
import { listDrills, listMachineDrills } from './drill/list.ts';
import { groupName, groupOf, listOperatorPages } from './guide/index-of-guides.ts';
import { listLessons, listRecipes, tiers } from './recipe/list.ts';

const guides = await listOperatorPages();
const recipes = await listRecipes();
const lessons = await listLessons();
const drills = await listDrills();
const machineDrills = await listMachineDrills();
const groups = [...new Set(guides.map(groupOf))];

/** What the sidebar lists, in reading order. */
export const sidebar: NonNullable<StarlightUserConfig['sidebar']> = [
  {
    label: 'Start here',
    items: [
      { label: 'Why operating is another story', slug: 'why' },
      {
        label: 'Lessons',
        items: [{ label: 'All lessons', link: '/lessons/' }, ...lessons.map(({ lesson }) => ({ slug: lesson.slug }))],
      },
      { label: 'Your progress', slug: 'progress' },
    ],
  },
  {
    label: 'Guides',
    items: [
      { label: 'What is wrong? All guides', link: '/guides/' },
      { label: 'Check your server', link: '/check/' },
      ...groups.map((group) => ({
        label: groupName(group),
        items: guides.filter((guide) => groupOf(guide) === group).map(({ lesson }) => ({ slug: lesson.slug })),
      })),
      { label: 'Error conditions', link: '/guides/errors/' },
      { label: 'Not covered yet', slug: 'guides/not-yet' },
    ],
  },
  {
    label: 'Recipes',
    items: [
      { label: 'All recipes', link: '/recipes/' },
      ...tiers.map(({ tier, name }) => ({
        label: name,
        collapsed: true,
        items: recipes.filter((recipe) => recipe.lesson.tier === tier).map(({ lesson }) => ({ slug: lesson.slug })),
      })),
      { label: 'Recipes and servers', link: '/recipes/matrix/' },
    ],
  },
  {
    label: 'Drills',
    items: [
      { label: 'All drills', link: '/drills/' },
      { label: 'By what the user says', collapsed: true, items: drills.map(({ lesson }) => ({ slug: lesson.slug })) },
      { label: 'On machines', collapsed: true, items: machineDrills.map(({ lesson }) => ({ slug: lesson.slug })) },
    ],
  },
  {
    label: 'Playground',
    items: [
      { label: 'Open the playground', link: '/playground/' },
      { label: 'How the sandbox works', slug: 'playground/sandbox' },
      { label: 'What differs from a real server', slug: 'playground/differences' },
      { label: 'How this console compares', slug: 'playground/compare' },
    ],
  },
  {
    label: 'Reference',
    items: [
      { label: 'Namespaces', link: '/reference/namespaces/' },
      { label: 'Exact error conditions', link: '/reference/conditions/' },
      { label: 'Features', link: '/reference/features/' },
      { label: 'Form fields', link: '/reference/forms/' },
      { label: 'Status codes of rooms', link: '/reference/status-codes/' },
      { label: 'SASL mechanisms', link: '/reference/mechanisms/' },
    ],
  },
  {
    label: 'About',
    items: [
      { label: 'The page format', slug: 'contribute/page-format' },
      { label: 'Write a recipe', slug: 'contribute/recipes' },
      { label: 'Write a drill', slug: 'contribute/drills' },
      { label: 'Credits and licences', slug: 'credits' },
    ],
  },
];

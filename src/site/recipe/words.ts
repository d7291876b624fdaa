/** Recipes as the site needs them: what they are, and what each server answered. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { RecipeResult } from '../../lesson/index.ts';
import { type RunPage, readPage } from '../guide/pages.ts';

export type Tier = 'first-steps' | 'people-and-rooms' | 'break-it';

export interface Recipe extends RunPage {
  /** From the project's folder: `content/recipes/block.mdx`. */
  readonly path: string;
  readonly description: string;
  readonly tier: Tier | undefined;
  readonly specifications: readonly string[];
}

export const tiers: readonly { readonly tier: Tier; readonly name: string; readonly about: string }[] = [
  { tier: 'first-steps', name: 'First steps', about: 'One account, one server: come online, write, ask, register.' },
  {
    tier: 'people-and-rooms',
    name: 'People and rooms',
    about: 'Contacts, devices, the archive, rooms, and what is published.',
  },
  { tier: 'break-it', name: 'Break it on purpose', about: 'Conflicts, lost connections, wrong addresses, broken XML.' },
];

/** Every recipe, in the order of the learning path; those without a tier come last. */
export function listRecipes(): Recipe[] {
  const place = ({ tier }: Recipe) => {
    const index = tiers.findIndex((one) => one.tier === tier);
    return index < 0 ? tiers.length : index;
  };
  const found = globSync('content/recipes/**/*.{md,mdx}')
    .sort()
    .map((path) => ({ order: orderOf(path), recipe: readRecipe(path) }))
    .filter(({ recipe }) => recipe.lesson.kind === 'recipe');
  found.sort((a, b) => place(a.recipe) - place(b.recipe) || a.order - b.order);
  return found.map(({ recipe }) => recipe);
}

/** One recipe by the path of its file, or undefined when that page is none. */
export function recipeAt(path: string | undefined): Recipe | undefined {
  if (path === undefined || !existsSync(path) || !path.includes('content/recipes/')) return undefined;
  const recipe = readRecipe(path);
  return recipe.lesson.kind === 'recipe' ? recipe : undefined;
}

interface Front {
  readonly description?: string;
  readonly tier?: Tier;
  readonly specifications?: readonly string[];
  readonly sidebar?: { readonly order?: number };
}

/** The lesson room has checked it by then. */
function frontOf(path: string): Front {
  const yaml = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
  return (parse(yaml) ?? {}) as Front;
}

function orderOf(path: string): number {
  return frontOf(path).sidebar?.order ?? Number.MAX_SAFE_INTEGER;
}

function readRecipe(path: string): Recipe {
  const page = readPage(path);
  const { description = '', tier, specifications = [] } = frontOf(path);
  return { ...page, path, description, tier, specifications };
}

export const servers: readonly { readonly server: RecipeResult['server']; readonly name: string }[] = [
  { server: 'sandbox', name: 'Prosody in the tab' },
  { server: 'prosody', name: 'Prosody' },
  { server: 'ejabberd', name: 'ejabberd' },
  { server: 'openfire', name: 'Openfire' },
];

export function serverName(server: RecipeResult['server']): string {
  return servers.find((one) => one.server === server)?.name ?? server;
}

/** Where a specification can be read. */
export function specificationAddress(name: string): string {
  const number = name.split(/[- ]/)[1] ?? '';
  return name.startsWith('XEP')
    ? `https://xmpp.org/extensions/xep-${number}.html`
    : `https://www.rfc-editor.org/rfc/rfc${number}`;
}

/** Where a section can be read: `RFC 6121 section 8.5.1`. The pages of XEPs name their sections otherwise, so those lead to the page. */
export function sectionAddress(section: string): string {
  const [name = '', number] = section.split(' section ');
  const page = specificationAddress(name);
  return name.startsWith('RFC') ? `${page}#section-${number}` : page;
}

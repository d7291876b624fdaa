/** All pages that run, with what their last run showed: for the index page, for `/guides.json` and for the pages themselves. */
import { existsSync, globSync } from 'node:fs';
import { type RunPage, readPage } from './pages.ts';

export interface ListedPage extends RunPage {
  /** From the project's folder: `content/guides/prosody/install.mdx`. */
  readonly path: string;
}

const names: Readonly<Record<string, string>> = {
  foundations: 'Any server',
  prosody: 'Prosody',
  ejabberd: 'ejabberd',
  openfire: 'Openfire',
};

/** How a folder of guides is called: `prosody` is Prosody, and what is not known is called by its folder. */
export function groupName(folder: string): string {
  return names[folder] ?? folder;
}

function runs({ lesson }: RunPage): boolean {
  return lesson.kind === 'guide' || lesson.kind === 'drill';
}

/** Every published page that runs on machines, wherever it lies. */
export function listRunPages(): ListedPage[] {
  return globSync('content/**/*.{md,mdx}')
    .map((path) => ({ path, ...readPage(path) }))
    .filter((page) => runs(page) && !page.lesson.draft);
}

/** The folder of a guide: `prosody` of `guides/prosody/install`. */
export function groupOf({ lesson }: RunPage): string {
  return lesson.slug.split('/')[1] ?? '';
}

/** The guides: by server as readers look for them, and within one in the order in which they build on each other. */
export function listGuides(): ListedPage[] {
  const pages = listRunPages().filter(({ lesson }) => lesson.slug.startsWith('guides/'));
  const depth = (page: ListedPage, seen = 0): number => {
    const before = pages.find((other) => other.lesson.slug === page.lesson.after);
    return before === undefined || seen > pages.length ? seen : depth(before, seen + 1);
  };
  const known = Object.keys(names);
  const rank = (page: ListedPage) => {
    const at = known.indexOf(groupOf(page));
    return at === -1 ? known.length : at;
  };
  return pages.sort((a, b) => rank(a) - rank(b) || depth(a) - depth(b) || a.lesson.slug.localeCompare(b.lesson.slug));
}

/** One guide by the path of its file, or undefined when that page does not run. */
export function guideAt(path: string | undefined): RunPage | undefined {
  // Pages that are made in code have the path of a file that does not exist.
  if (path === undefined || !existsSync(path)) return undefined;
  const page = readPage(path);
  return runs(page) ? page : undefined;
}

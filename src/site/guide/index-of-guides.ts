/** All pages that run, with what their last run showed: for the index page, for `/guides.json` and for the pages themselves. */
import { existsSync, globSync } from 'node:fs';
import { type RunPage, readPage } from './pages.ts';

export interface ListedPage extends RunPage {
  /** From the project's folder: `content/guides/prosody/install.mdx`. */
  readonly path: string;
}

/** Every guide and drill, in the order in which they build on each other, and by slug where they do not. */
export function listGuides(): ListedPage[] {
  const pages = globSync('content/guides/**/*.{md,mdx}')
    .sort()
    .map((path) => ({ path, ...readPage(path) }))
    .filter((page) => page.lesson.kind === 'guide' || page.lesson.kind === 'drill');
  const depth = (page: ListedPage, seen = 0): number => {
    const before = pages.find((other) => other.lesson.slug === page.lesson.after);
    return before === undefined || seen > pages.length ? seen : depth(before, seen + 1);
  };
  const group = (page: ListedPage) => page.lesson.slug.split('/').slice(0, 2).join('/');
  return pages.sort((a, b) => group(a).localeCompare(group(b)) || depth(a) - depth(b));
}

/** One guide by the path of its file, or undefined when that page does not run. */
export function guideAt(path: string | undefined): RunPage | undefined {
  // Pages that are made in code have the path of a file that does not exist.
  if (path === undefined || !existsSync(path)) return undefined;
  const page = readPage(path);
  return page.lesson.kind === 'guide' || page.lesson.kind === 'drill' ? page : undefined;
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

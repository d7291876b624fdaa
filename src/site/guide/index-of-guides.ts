/** All pages that run, with what their last run showed: for the index page, for `/guides.json` and for the pages themselves. */
import { existsSync } from 'node:fs';
import { listPages, type RunPage, readRunPage } from '../../content/index.ts';
import { displayName, servers } from '../../lesson/index.ts';

/** Folders of guides in the order of the index, each with its name. */
const names: ReadonlyMap<string, string> = new Map([
  ['foundations', 'Any server'],
  ...servers.map((server) => [server, displayName(server)] as const),
]);

/** How a folder of guides is called: `prosody` is Prosody, and what is not known is called by its folder. */
export function groupName(folder: string): string {
  return names.get(folder) ?? folder;
}

function runs({ lesson }: RunPage): boolean {
  return lesson.kind === 'guide' || lesson.kind === 'drill';
}

/** Every published page that runs on machines, wherever it lies. */
export async function listRunPages(): Promise<RunPage[]> {
  return (await listPages()).filter((page) => runs(page) && !page.lesson.draft);
}

/** The folder of a guide: `prosody` of `guides/prosody/install`. */
export function groupOf({ lesson }: RunPage): string {
  return lesson.slug.split('/')[1] ?? '';
}

/** The guides: by server as readers look for them, and within one in the order in which they build on each other. */
export async function listGuides(): Promise<RunPage[]> {
  const pages = (await listRunPages()).filter(({ lesson }) => lesson.slug.startsWith('guides/'));
  const depth = (page: RunPage, seen = 0): number => {
    const before = pages.find((other) => other.lesson.slug === page.lesson.after);
    return before === undefined || seen > pages.length ? seen : depth(before, seen + 1);
  };
  const known = [...names.keys()];
  const rank = (page: RunPage) => {
    const at = known.indexOf(groupOf(page));
    return at === -1 ? known.length : at;
  };
  return pages.sort((a, b) => rank(a) - rank(b) || depth(a) - depth(b) || a.lesson.slug.localeCompare(b.lesson.slug));
}

/** One guide by the path of its file, or undefined when that page does not run. */
export async function guideAt(path: string | undefined): Promise<RunPage | undefined> {
  // Pages that are made in code have the path of a file that does not exist.
  if (path === undefined || !existsSync(path)) return undefined;
  const page = await readRunPage(path);
  return runs(page) ? page : undefined;
}

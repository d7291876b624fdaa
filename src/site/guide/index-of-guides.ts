/** All pages that run, with what their last run showed: for the index page, for `/guides.json` and for the pages themselves. */
import { existsSync } from 'node:fs';
import { listPages, type RunPage, readRunPage } from '../../content/index.ts';
import { displayName, errorLine, runsOnMachines, servers } from '../../lesson/index.ts';
import { compareGuides, subjectProblems } from './subjects.ts';

/** Groups of guides in the order of the sidebar, each with its name. */
const names: ReadonlyMap<string, string> = new Map([
  ['first', 'First: machine and names'],
  ...servers.map((server) => [server, displayName(server)] as const),
  ['any', 'Any server'],
]);

/** How a group of guides is called: `prosody` is Prosody. */
export function groupName(group: string): string {
  return names.get(group) ?? group;
}

function runs({ lesson }: RunPage): boolean {
  return runsOnMachines(lesson);
}

/** Every published page that runs on machines, wherever it lies. */
export async function listRunPages(): Promise<RunPage[]> {
  return (await listPages()).filter((page) => runs(page) && !page.lesson.draft);
}

/** The group of a page: its server; `first` for what comes before a server is installed, `any` for what holds for all of them. */
export function groupOf({ lesson }: RunPage): string {
  return lesson.server ?? (lesson.stage === 'decide' || lesson.stage === 'set-up' ? 'first' : 'any');
}

/** Guides, and pages that run nothing but say in which stage they belong. */
function isListed(page: RunPage): boolean {
  const { slug, stage, draft } = page.lesson;
  return !draft && (runs(page) ? slug.startsWith('guides/') : stage !== undefined);
}

/**
 * All pages that `/guides/` lists: by server as readers look for them, and within one by stage and in the order in which
 * they build on each other, so that the same subjects come in the same order for each server.
 * @throws Error that lists every page whose stage or title does not fit its subject, each with file and what to write
 */
export async function listOperatorPages(): Promise<RunPage[]> {
  const pages = (await listPages()).filter(isListed);
  const problems = subjectProblems(pages);
  if (problems.length > 0) throw new Error(problems.map(errorLine).join('\n'));
  const known = [...names.keys()];
  const compare = compareGuides(pages);
  return pages.sort((a, b) => known.indexOf(groupOf(a)) - known.indexOf(groupOf(b)) || compare(a, b));
}

/** Those of them that run. */
export async function listGuides(): Promise<RunPage[]> {
  return (await listOperatorPages()).filter(runs);
}

/** One guide by the path of its file, or undefined when that page does not run. */
export async function guideAt(path: string | undefined): Promise<RunPage | undefined> {
  // Pages that are made in code have the path of a file that does not exist.
  if (path === undefined || !existsSync(path)) return undefined;
  const page = await readRunPage(path);
  return runs(page) ? page : undefined;
}

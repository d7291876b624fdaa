/** The drills of the site, for its index and for their pages. */
import { existsSync } from 'node:fs';
import { contentFolder, type DrillPage, listPages, type RunPage, readDrills } from '../../content/index.ts';
import { errorLine } from '../../lesson/index.ts';

/**
 * All published drills in the tab, in the order of their titles, which say no cause.
 * @throws Error that lists every mistake of every drill, each with file and line
 */
export async function listDrills(): Promise<readonly DrillPage[]> {
  const { drills, errors } = await readDrills(contentFolder);
  if (errors.length > 0) throw new Error(errors.map(errorLine).join('\n'));
  return drills
    .filter(({ lesson }) => !lesson.draft)
    .sort((a, b) => a.lesson.title.localeCompare(b.lesson.title, 'en'));
}

/** All published drills on machines, in the order of their titles. */
export async function listMachineDrills(): Promise<readonly RunPage[]> {
  return (await listPages('drills'))
    .filter(({ lesson }) => lesson.told !== undefined && !lesson.draft)
    .sort((a, b) => a.lesson.title.localeCompare(b.lesson.title, 'en'));
}

/** One drill by the path of its file; undefined when that page is none. */
export async function drillAt(path: string | undefined): Promise<DrillPage | undefined> {
  if (path === undefined || !path.includes(`${contentFolder}/drills/`) || !existsSync(path)) return undefined;
  const { drills } = await readDrills(contentFolder);
  return drills.find(({ file }) => path.endsWith(file));
}

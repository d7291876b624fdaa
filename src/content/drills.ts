/** The drills in the tab. Those on machines are pages that run: `listPages` has them. */
import type { Drill, LessonError } from '../lesson/index.ts';
import { type Page, readAll } from './pages.ts';

const folder = 'drills';

export interface DrillPage extends Page {
  readonly drill: Drill;
}

/** Every drill in the tab of a folder of pages, in the order of their paths; drafts too. */
export async function readDrills(
  content: string,
): Promise<{ readonly drills: readonly DrillPage[]; readonly errors: readonly LessonError[] }> {
  const { pages, errors } = await readAll(content, folder);
  const drills = pages.flatMap((page) =>
    page.lesson.drill === undefined ? [] : [{ ...page, drill: page.lesson.drill }],
  );
  return { drills, errors };
}

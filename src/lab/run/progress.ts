/** What the commands that run pages print while they run, the same for all of them. */
import type { Page } from '../../content/index.ts';
import { runLabel } from '../../lesson/index.ts';
import type { PageResult, StepResult } from '../result.ts';
import { failureReport, faultLine, stepLine } from './report.ts';

export const progress = {
  onPage: (page: Page): void => console.log(`---- ${runLabel(page.lesson.slug)}`),
  onStep: (page: Page, result: StepResult): void =>
    console.log(
      // Who is to find a fault does not want to read what it is.
      page.lesson.slug.endsWith('@broken') ? faultLine(page.lesson, result) : stepLine(page.lesson.slug, result),
    ),
};

/** Prints where and why a page failed; nothing of one that did not. */
export function tellFailure(result: PageResult): void {
  if (result.status === 'failed') console.log(`\n${failureReport(result)}`);
}

/** As `tellFailure`; of a page that was skipped, prints why. */
export function tellTrouble(result: PageResult): void {
  tellFailure(result);
  if (result.status === 'skipped') console.log(`skip ${runLabel(result.page.lesson.slug)}: ${result.reason}`);
}

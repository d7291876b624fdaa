/** What the last run of a page showed, in as few words as a list has room for. */
import type { RunPage } from '../../content/index.ts';
import { ageNote, type EvidenceState, longDate, stateWords } from '../../lesson/index.ts';

export interface LastRun {
  readonly state: EvidenceState;
  readonly words: string;
  /** `25 November 2026`; of several runs the oldest, since the page is only as fresh as that. */
  readonly date: string | undefined;
  /** That it is long ago, when it is. */
  readonly old: string | undefined;
}

/** Undefined for a page that runs nothing. */
export function lastRun(page: RunPage, now: Date): LastRun | undefined {
  if (page.lesson.kind === 'page') return undefined;
  const found = page.runs.flatMap(({ lesson, evidence }) =>
    evidence === undefined || lesson.reader ? [] : [evidence],
  );
  const [oldest] = found.toSorted((one, other) => one.date.localeCompare(other.date));
  const leftOut =
    page.state !== 'in-part'
      ? 0
      : Math.max(...found.map(({ steps }) => steps.filter(({ status }) => status === 'skipped').length));
  return {
    state: page.state,
    words: leftOut > 1 ? `executed, with ${leftOut} steps left out` : stateWords[page.state],
    date: oldest && longDate(oldest.date),
    old: ageNote(oldest, now),
  };
}

/** What the last run of a page showed, in as few words as a list has room for. */
import type { RunPage } from '../../content/index.ts';
import { ageNote, type EvidenceState, longDate } from '../../lesson/index.ts';

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
  const leftOut = Math.max(0, ...found.map(({ steps }) => steps.filter(({ status }) => status === 'skipped').length));
  return {
    state: page.state,
    words: words(page.state, leftOut),
    date: oldest && longDate(oldest.date),
    old: ageNote(oldest, now),
  };
}

function words(state: EvidenceState, leftOut: number): string {
  switch (state) {
    case 'passed':
      return 'executed';
    case 'in-part':
      return `executed; ${leftOut === 1 ? 'one step' : `${leftOut} steps`} left out`;
    case 'changed':
      return 'changed since it was executed';
    case 'failed':
      return 'failed in the last run';
    case 'skipped':
      return 'could not be executed';
    case 'never':
      return 'not executed yet';
    default:
      return state satisfies never;
  }
}

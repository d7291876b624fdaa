/** How the results of recipes on servers are shown: one sign and one word each. */
import { longDate, type ServerAnswer, type Verdict } from '../../lesson/index.ts';
import { withBase } from '../navigation.ts';
import type { Cell, Outcome } from './answers.ts';

/** A verdict, or `but`: all that was expected came, and something else in the answers violates a specification. */
export type MarkName = Verdict | 'but';

export interface CellMark {
  readonly sign: string;
  readonly word: string;
  /** A whole sentence. */
  readonly means: string;
}

export const marks: Readonly<Record<MarkName, CellMark>> = {
  passed: { sign: '✓', word: 'passed', means: 'Every expected answer came.' },
  but: {
    sign: '◐',
    word: 'passed, but',
    means: 'Every expected answer came, but something else in the answers violates a specification.',
  },
  allowed: { sign: '≠', word: 'differs', means: 'Another answer came. The specification allows both.' },
  deviation: {
    sign: '!',
    word: 'violates',
    means: 'A different answer came from the one that the specification says must or should come.',
  },
  setting: { sign: '–', word: 'off', means: 'The guide that sets up this server leaves it off.' },
  failed: { sign: '✗', word: 'failed', means: 'It failed.' },
  skipped: { sign: '·', word: 'not run', means: 'It was not run.' },
  changed: { sign: '?', word: 'changed', means: 'The recipe has changed since it ran.' },
};

export function markOf({ verdict, deviations }: Cell): MarkName {
  return verdict === 'passed' && deviations.length > 0 ? 'but' : verdict;
}

/** The page that shows what was answered, at the step where it is seen. */
export function answersAddress(slug: string, step?: string): string {
  return withBase(`/${slug}/#${step === undefined ? 'answers' : `answers-${step}`}`);
}

/**
 * The program's own version of what was recorded: Debian's packages add to it what is theirs (deb-version(7)), and a server that tells its
 * version itself does not know of that.
 */
export function programVersion(recorded: string): string {
  const revision = recorded.lastIndexOf('-');
  return revision < 0 ? recorded : recorded.slice(0, revision);
}

/** What is the same for most cells of a server, in words: its versions, and the first and last day on which it was asked. */
export function runsOf(
  outcomes: readonly Outcome[],
  server: ServerAnswer['server'],
): { versions: string; dates: string } {
  const cells = outcomes.flatMap(({ cells }) => cells.get(server) ?? []);
  const days = cells.map(({ date }) => date).sort();
  const [first = '', last = ''] = [days[0], days.at(-1)].map((day) => (day === undefined ? '' : longDate(day)));
  return {
    versions: [...new Set(cells.map(({ version }) => programVersion(version)))].sort().join(', '),
    dates: first === last ? last : `${first} to ${last}`,
  };
}

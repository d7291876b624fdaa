/** What recipes came to, in words for a table. */
import type { RecipeOutcome } from './check-types.ts';
import { type Mark, type Recorded, type RecordedRecipes, recordedServers } from './recorded.ts';

/** What came on the reader's own server, by the marks of the matrix. Whether a specification allows it is not known of it. */
const ownMarks: Readonly<Record<RecipeOutcome['status'], string>> = {
  passed: 'passed',
  differs: 'allowed',
  skipped: 'skipped',
};

export interface NamedMark extends Mark {
  readonly name: string;
}

/** How an outcome is shown: with the matrix's own sign and word. What was never recorded was not run. */
export function markOf(outcome: RecipeOutcome | Recorded | undefined, marks: RecordedRecipes['marks']): NamedMark {
  const name = outcome === undefined ? 'skipped' : 'status' in outcome ? ownMarks[outcome.status] : outcome.mark;
  return { name, ...(marks[name] ?? { sign: '', word: name }) };
}

/** As a Markdown table, with the reasons below it. */
export function reportOf({ marks, recipes }: RecordedRecipes, outcomes: ReadonlyMap<string, RecipeOutcome>): string {
  const ran = recipes.flatMap((recipe) => {
    const outcome = outcomes.get(recipe.page);
    return outcome === undefined ? [] : [{ recipe, outcome }];
  });
  const rows = ran.map(({ recipe, outcome }) =>
    [outcome, ...recordedServers.map((server) => recipe.recorded[server])]
      .map((each) => markOf(each, marks).word)
      .reduce((row, word) => `${row} | ${word}`, recipe.title),
  );
  const reasons = ran.flatMap(({ recipe, outcome }) =>
    outcome.reason === undefined ? [] : [`- ${recipe.title}: ${outcome.reason}`],
  );
  const head = ['Recipe', 'This server', ...recordedServers];
  return [
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '---').join(' | ')} |`,
    ...rows.map((row) => `| ${row} |`),
    '',
    ...reasons,
    '',
  ].join('\n');
}

/** What recipes came to, in words for a table. */
import type { RecipeOutcome } from './recipe-check.ts';
import { type Recorded, type RecordedRecipe, recordedServers } from './recorded.ts';

export type OutcomeWord = 'passed' | 'differs' | 'violates' | 'off' | 'not run';

export function wordOf(outcome: RecipeOutcome | Recorded | undefined): OutcomeWord {
  if (outcome === undefined) return 'not run';
  if ('status' in outcome) return outcome.status === 'skipped' ? 'not run' : outcome.status;
  switch (outcome.verdict) {
    case 'passed':
      return 'passed';
    case 'allowed':
    case 'failed':
      return 'differs';
    case 'deviation':
      return 'violates';
    case 'setting':
      return 'off';
    case 'skipped':
    case 'changed':
      return 'not run';
    default:
      return outcome.verdict satisfies never;
  }
}

/** As a Markdown table, with the reasons below it. */
export function reportOf(recipes: readonly RecordedRecipe[], outcomes: ReadonlyMap<string, RecipeOutcome>): string {
  const ran = recipes.flatMap((recipe) => {
    const outcome = outcomes.get(recipe.page);
    return outcome === undefined ? [] : [{ recipe, outcome }];
  });
  const rows = ran.map(({ recipe, outcome }) =>
    [recipe.title, wordOf(outcome), ...recordedServers.map((server) => wordOf(recipe.recorded[server]))].join(' | '),
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

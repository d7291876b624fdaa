/** From the run of a recipe to its evidence: one server's result takes the place of that server's former one. */
import type { StepResult } from '../../playground/stanza/index.ts';
import { evidenceFormat, type RecipeEvidence, type RecipeResult } from './evidence.ts';
import { recipeServers } from './servers.ts';
import type { Lesson } from './types.ts';

export interface RecipeRunFacts {
  readonly server: RecipeResult['server'];
  /** As the server names it. */
  readonly version: string;
  /** When the first step began. */
  readonly date: Date;
  readonly milliseconds: number;
  readonly steps: readonly StepResult[];
}

/** A run that failed at some step failed; one whose steps were all skipped was skipped. */
export const recipeResult = (
  lesson: Lesson,
  { server, version, date, milliseconds, steps }: RecipeRunFacts,
): RecipeResult => {
  const failed = steps.find(({ status }) => status === 'failed');
  const ran = steps.some(({ status }) => status === 'passed');
  const status = failed ? 'failed' : ran ? 'passed' : 'skipped';
  const reason = failed ? `line ${failed.line}: ${failed.reason ?? 'it failed'}` : 'no step was run';
  return {
    server,
    version,
    hash: lesson.hash,
    date: date.toISOString(),
    duration: round(milliseconds),
    status,
    ...(status === 'passed' ? {} : { reason }),
    steps: steps.map((step) => ({
      id: step.id,
      line: step.line,
      kind: step.kind,
      status: step.status,
      ...(step.reason === undefined ? {} : { reason: step.reason }),
      milliseconds: round(step.milliseconds),
      received: step.kind === 'receive' ? step.received.map(({ text }) => text) : [],
      ...(step.kind !== 'receive' || step.matched === undefined ? {} : { matched: step.matched }),
      captures: { ...step.captures },
    })),
  };
};

/** What a server that could not be asked leaves: a skip, with the reason, and no steps. */
export const skippedResult = (
  lesson: Lesson,
  { server, version, date, reason }: Pick<RecipeRunFacts, 'server' | 'version' | 'date'> & { readonly reason: string },
): RecipeResult => ({
  server,
  version,
  hash: lesson.hash,
  date: date.toISOString(),
  duration: 0,
  status: 'skipped',
  reason,
  steps: [],
});

/**
 * The page's evidence with this result in it; results of other servers stay as they are, with their own dates.
 * @param before what lies beside the page, if anything
 */
export const mergeRecipeResult = (
  lesson: Lesson,
  before: RecipeEvidence | undefined,
  result: RecipeResult,
): RecipeEvidence => ({
  kind: 'recipe',
  format: evidenceFormat,
  page: lesson.slug,
  results: [...(before?.results ?? []).filter(({ server }) => server !== result.server), result].sort(
    (a, b) => recipeServers.indexOf(a.server) - recipeServers.indexOf(b.server),
  ),
});

/** Tenths of a millisecond: more is noise. */
const round = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

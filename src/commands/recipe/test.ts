/** `npm run recipe -- test`: runs recipes in the sandbox and keeps what it found beside them. */
import { pinned } from '../../../playground/sandbox/bundle/index.ts';
import { contentFolder, type Page, readRecipe, readRecipeEvidence, writeRecipeEvidence } from '../../content/index.ts';
import { errorLine, mergeRecipeResult, type RecipeResult, recipeResult, recipeSteps } from '../../lesson/index.ts';
import { failureText, stepLine } from './report.ts';
import { runInSandbox, type SandboxRun } from './sandbox-run.ts';

export interface Outcome {
  readonly path: string;
  readonly status: RecipeResult['status'] | 'unreadable';
  readonly steps: number;
  readonly milliseconds: number;
  readonly reason?: string;
}

/** Runs one recipe, tells the terminal, and writes its evidence where that is new. */
export async function testRecipe(path: string, options: { readonly quiet?: boolean } = {}): Promise<Outcome> {
  const page = await readRecipe(contentFolder, path);
  if (!('lesson' in page)) {
    for (const error of page) console.error(errorLine(error));
    return { path, status: 'unreadable', steps: 0, milliseconds: 0, reason: page[0]?.plain ?? 'it cannot be read' };
  }
  console.log(`${path}  ${page.lesson.title}`);
  const run = await runInSandbox(recipeSteps(page.lesson), {
    onResult: (result) => {
      if (!options.quiet || result.status === 'failed') console.log(stepLine(result));
    },
  });
  const result = resultOf(page, run);
  await keep(page, result);
  for (const failure of run.results.filter(({ status }) => status === 'failed')) {
    console.error(`\n${failureText(page, failure)}`);
    const told = run.log.filter(({ level }) => level === 'warn' || level === 'error').slice(-5);
    for (const { server, level, text } of told) console.error(`  log of ${server}: ${level}: ${text}`);
  }
  const { status, reason } = result;
  return {
    path,
    status,
    steps: run.results.length,
    milliseconds: run.milliseconds,
    ...(reason === undefined ? {} : { reason }),
  };
}

export function resultOf(page: Page, run: SandboxRun): RecipeResult {
  const { results, date, milliseconds } = run;
  return recipeResult(page.lesson, {
    server: 'sandbox',
    version: pinned.debianVersion,
    date,
    milliseconds,
    steps: results,
  });
}

/** Evidence that already says so stays as it is, with its date: a run that shows nothing new changes no file. */
export async function keep(page: Page, result: RecipeResult): Promise<void> {
  const before = await readRecipeEvidence(page);
  const known = before?.results.find(({ server }) => server === result.server);
  const isNew =
    known === undefined ||
    known.hash !== result.hash ||
    known.status !== result.status ||
    known.version !== result.version;
  if (isNew) await writeRecipeEvidence(page, mergeRecipeResult(page.lesson, before, result));
}

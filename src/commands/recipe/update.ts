/** `npm run recipe -- update`: writes what came into the blocks that no longer fit. */
import { readFile, writeFile } from 'node:fs/promises';
import type { StepResult } from '../../../playground/session/index.ts';
import { contentFolder, type Page, readRecipe } from '../../content/index.ts';
import { errorLine, type ReceiveStep, recipeSteps, rewrite } from '../../lesson/index.ts';
import { recordStanza } from './record.ts';
import { runInSandbox } from './sandbox-run.ts';
import { keep, resultOf } from './test.ts';

/**
 * Runs the recipe and fixes the first block that failed, until none fails: a later block may need what an earlier one catches.
 * @returns 0 when the recipe is green at the end, 1 when something is left that only its author can fix
 */
export async function updateRecipe(path: string): Promise<number> {
  for (let changed = 0; ; changed += 1) {
    const page = await readRecipe(contentFolder, path);
    if (!('lesson' in page)) {
      for (const error of page) console.error(errorLine(error));
      return 1;
    }
    const run = await runInSandbox(recipeSteps(page.lesson));
    const failure = run.results.find(({ status }) => status === 'failed');
    if (failure === undefined) {
      await keep(page, resultOf(page, run));
      console.log(
        changed === 0
          ? `${path}: nothing to change.`
          : `${path}: ${changed} changed. Read the diff before you commit it.`,
      );
      return 0;
    }
    const edit = changed > page.lesson.steps.length ? undefined : editFor(page, failure);
    if (edit === undefined) {
      console.error(`${path}:${failure.line}: ${failure.reason} There is nothing that could be recorded here.`);
      return 1;
    }
    await writeFile(path, rewrite(path, await readFile(path, 'utf8'), [edit]));
    console.log(`${path}:${failure.line}: recorded what came.`);
  }
}

function editFor(page: Page, failure: StepResult): { fence: number; text: string } | undefined {
  const step = page.lesson.steps.find(({ id }) => id === failure.id);
  if (failure.kind !== 'receive' || step?.kind !== 'receive' || step.nothing) return undefined;
  const arrived = failure.received[failure.missing?.nearest ?? -1]?.text;
  if (arrived === undefined || nameOf(arrived) !== nameOf(step.xml)) return undefined;
  const text = recordStanza(arrived, step.xml, knownValues(page, step));
  return text.trim() === step.xml.trim() ? undefined : { fence: step.fence, text };
}

function nameOf(xml: string): string {
  return /^\s*<([^\s/>]+)/.exec(xml)?.[1] ?? '';
}

/** Every attribute value that the recipe sends. */
function knownValues(page: Page, until: ReceiveStep): Set<string> {
  const sent = page.lesson.steps.filter((step) => step.kind === 'send' && step.line < until.line);
  return new Set(
    sent.flatMap((step) =>
      ('xml' in step ? [...step.xml.matchAll(/=["']([^"']*)["']/g)] : []).map(([, value = '']) => value),
    ),
  );
}

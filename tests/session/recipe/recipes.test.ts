/** Every recipe of the site, in a real Prosody in this process; and its evidence is about the page as it is. */
import { describe, expect, it } from 'vitest';
import { findRecipes, readRecipe, readRecipeEvidence } from '../../../src/commands/recipe/pages.ts';
import { failureText } from '../../../src/commands/recipe/report.ts';
import { runInSandbox } from '../../../src/commands/recipe/sandbox-run.ts';
import { recipeSteps } from '../../../src/lesson/index.ts';

const paths = findRecipes([]);

it('there are recipes', () => expect(paths.length).toBeGreaterThanOrEqual(20));

describe.each(paths)('%s', (path) => {
  const page = readRecipe(path);
  if (!('lesson' in page))
    throw new Error(page.map((error) => `${error.path}:${error.line}: ${error.plain}`).join('\n'));

  it('is green in the sandbox', async () => {
    const { results } = await runInSandbox(recipeSteps(page.lesson));
    const failures = results.filter(({ status }) => status === 'failed').map((result) => failureText(page, result));
    expect(failures).toEqual([]);
    expect(results.some(({ kind }) => kind === 'receive')).toBe(true);
  });

  it('has evidence of the page as it stands', () => {
    const sandbox = readRecipeEvidence(path)?.results.find(({ server }) => server === 'sandbox');
    expect(sandbox).toMatchObject({ hash: page.lesson.hash, status: 'passed' });
  });
});

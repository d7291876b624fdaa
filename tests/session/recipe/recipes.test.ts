/** Every recipe of the site, in a real Prosody in this process; and its evidence is about the page as it is. */
import { describe, expect, it } from 'vitest';
import { failureText, runInSandbox } from '../../../src/commands/index.ts';
import { chooseRecipes, contentFolder, readRecipeEvidence, readRecipes } from '../../../src/content/index.ts';
import { recipeSteps } from '../../../src/lesson/index.ts';

const recipes = chooseRecipes(await readRecipes(contentFolder), []);

it('there are recipes', () => expect(recipes.length).toBeGreaterThanOrEqual(20));

describe.each(recipes)('$path', (page) => {
  it('is green in the sandbox', async () => {
    const { results } = await runInSandbox(recipeSteps(page.lesson));
    const failures = results.filter(({ status }) => status === 'failed').map((result) => failureText(page, result));
    expect(failures).toEqual([]);
    expect(results.some(({ kind }) => kind === 'receive')).toBe(true);
  });

  it('has evidence of the page as it stands', async () => {
    const sandbox = (await readRecipeEvidence(page))?.results.find(({ server }) => server === 'sandbox');
    expect(sandbox).toMatchObject({ hash: page.lesson.hash, status: 'passed' });
  });
});

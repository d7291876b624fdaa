/** Every lesson of the site, in a real Prosody in this process: it runs as it stands, and each goal is reached by its solution and by nothing else. */
import { describe, expect, it, vi } from 'vitest';
import type { RecipeStep } from '../../../playground/session/index.ts';
import { failureText, runInSandbox } from '../../../src/commands/index.ts';
import { chooseRecipes, contentFolder, readLessons, readRecipeEvidence } from '../../../src/content/index.ts';
import { goalGroups, type ReceiveStep, recipeSteps } from '../../../src/lesson/index.ts';

vi.setConfig({ testTimeout: 60_000 });

const lessons = chooseRecipes(await readLessons(contentFolder), []);

it('there are lessons, one after the other', () => {
  expect(lessons.map(({ lesson }) => lesson.order)).toEqual(lessons.map((_, index) => index + 1));
  expect(lessons.length).toBeGreaterThan(0);
});

/**
 * An answered question: what the server had to say to this account before has arrived. Somebody who has not signed in may ask nothing, and
 * nobody else talks to them.
 */
const answered = ({ as, line }: ReceiveStep): RecipeStep[] =>
  as === 'stranger'
    ? []
    : [
        { kind: 'send', id: 's0', line, as, xml: '<iq type="get" id="so-far"><ping xmlns="urn:xmpp:ping"/></iq>' },
        {
          kind: 'receive',
          id: 's0',
          line,
          as,
          xml: '<iq type="result" id="so-far"/>',
          within: 5000,
          exact: false,
          nothing: false,
        },
      ];

describe.each(lessons)('$path', (page) => {
  const { lesson } = page;
  const steps = recipeSteps(lesson);

  it('is green in the sandbox', async () => {
    const { results } = await runInSandbox(steps);
    expect(results.filter(({ status }) => status === 'failed').map((result) => failureText(page, result))).toEqual([]);
  });

  it('has evidence of the page as it stands', async () => {
    const sandbox = (await readRecipeEvidence(page))?.results.find(({ server }) => server === 'sandbox');
    expect(sandbox).toMatchObject({ hash: lesson.hash, status: 'passed' });
  });

  const goals = goalGroups(lesson).flatMap(({ solutions, goals }) => goals.map((goal) => ({ goal, solutions })));

  it.each(goals)('does not reach the goal at line $goal.line without a solution', async ({ goal, solutions }) => {
    const [first] = solutions;
    const before = steps.slice(
      0,
      steps.findIndex(({ id }) => id === first?.id),
    );
    const { results } = await runInSandbox([...before, ...answered(goal), { ...goal, within: 1 }]);
    const failed = results.filter(({ status }) => status === 'failed');
    expect(failed.map(({ id, reason }) => ({ id, reason }))).toEqual([
      { id: goal.id, reason: `${goal.as}: nothing like it came within 1 ms` },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { goalGroups, hashOf } from '../../src/lesson/index.ts';
import { errors, fence, lesson, page, recipe } from './page.ts';

const front = 'kind: lesson\nminutes: 10\nsidebar: { order: 1 }';
const solution = (info = ''): string => fence(`xml send as=romeo solution${info}`, '<presence/>');
const goal = (info = ''): string => fence(`xml receive as=romeo goal${info}`, '<presence/>');
/** A sentence, a solution and a goal. */
const whole = `Say that you are there.\n\n${solution()}\n${goal()}`;

/** The only error of a lesson that has two good goals besides these blocks. */
const only = (...blocks: string[]): string => {
  const found = errors(page(front, whole, whole, 'And now:\n', fence('xml send as=romeo', '<presence/>'), ...blocks));
  expect(found, found.join('\n')).toHaveLength(1);
  return found[0]?.replace(/^\d+: /, '') ?? '';
};

describe('the goals of a lesson', () => {
  it('are read with their solutions, in groups', () => {
    const text = page(front, whole, `Now twice.\n\n${solution()}\n${solution()}\n${goal()}\n${goal(' exact')}`, whole);
    const found = lesson(text, 'content/lessons/a.mdx');
    expect(found).toMatchObject({ kind: 'lesson', minutes: 10, order: 1 });
    expect(
      goalGroups(found).map(({ solutions, goals }) => [solutions, goals].map((all) => all.map(({ id }) => id))),
    ).toEqual([
      [['s1'], ['s2']],
      [
        ['s3', 's4'],
        ['s5', 's6'],
      ],
      [['s7'], ['s8']],
    ]);
  });

  it('leave the sum of a page as it is without the words: they change nothing in a run', () => {
    const marked = lesson(page(front, whole, whole));
    const plain = { ...marked, steps: marked.steps.map((step) => ({ ...step, goal: undefined, solution: undefined })) };
    expect(hashOf(plain as unknown as typeof marked)).toBe(marked.hash);
  });

  it('are two at least', () => {
    expect(errors(page(front, whole))).toEqual([
      '1: A lesson has two goals or more, and this page has 1: mark what the reader has to reach with "xml receive as=romeo goal".',
    ]);
  });

  it('have a solution right above them', () => {
    const plain =
      'This goal has no solution: put an "xml send as=... solution" block right above it, with no other block between them. It is folded on the page, and the tests need it.';
    expect(only('Say it.\n', goal())).toBe(plain);
  });

  it('follow each solution', () => {
    const plain =
      'This solution leads to no goal: put an "xml receive as=... goal" block right below it, with no other block between them.';
    expect(only('Say it.\n', solution())).toBe(plain);
    expect(only('Say it.\n', solution(), fence('xml receive as=romeo', '<presence/>'))).toBe(plain);
  });

  it('say what to do, since the solution is folded', () => {
    const plain =
      'Nobody knows what to do here: write a sentence above this block that says it, since the solution is folded.';
    expect(only(solution(), goal())).toBe(plain);
    expect(only('## A heading says not enough\n', solution(), goal())).toBe(plain);
  });

  it('are something that comes', () => {
    expect(only('Say it.\n', solution(), goal(' nothing'))).toBe(
      'A goal is something that the server sends, so it cannot be "nothing": it would hold before the reader has done anything. Take one of the two words out.',
    );
  });

  it('are for lessons', () => {
    expect(errors(recipe('Say it.\n', solution(), goal()))).toEqual([
      '8: "solution" is for lessons: write kind: lesson in the frontmatter, or take it out.',
      '12: "goal" is for lessons: write kind: lesson in the frontmatter, or take it out.',
    ]);
  });
});

describe('the top of a lesson', () => {
  it.each([
    [
      'kind: lesson\nminutes: 10',
      '1: A lesson has its place on the path: write sidebar: { order: 3 } in the frontmatter.',
    ],
    ['kind: lesson\nsidebar: { order: 1 }', '1: "minutes" is missing: write minutes: ... in the frontmatter.'],
    ['kind: lesson\nminutes: ten\nsidebar: { order: 1 }', '4: "minutes" must be a number.'],
    ['kind: lesson\nminutes: 0\nsidebar: { order: 1 }', '4: "minutes" is a whole number of minutes.'],
  ])('%j', (top, error) => {
    expect(errors(page(top, whole, whole))).toEqual([error]);
  });

  it('has no machines, and neither have its blocks', () => {
    expect(errors(page(front, whole, whole, fence('sh run', 'a')))[0]).toContain(
      'A lesson has no machines, so an "sh run" block cannot run in it',
    );
  });
});

/** The goals of a lesson: what the reader makes the server send, each group with one way to do it. */
import type { Complaint } from './frontmatter.ts';
import type { Fence } from './markdown.ts';
import type { Lesson, ReceiveStep, SendStep, Step } from './types.ts';

/** Goals that are reached by the same stanzas, with those stanzas, in the order of the page. */
export interface GoalGroup {
  readonly solutions: readonly SendStep[];
  readonly goals: readonly ReceiveStep[];
}

interface Growing {
  readonly solutions: SendStep[];
  readonly goals: ReceiveStep[];
}

/** A group is one or more solutions and then one or more goals, with no other step between them. */
export const goalGroups = ({ steps }: Pick<Lesson, 'steps'>): readonly GoalGroup[] => {
  const groups: Growing[] = [];
  let open: Growing | undefined;
  for (const step of steps) {
    if (isSolution(step)) {
      if (open === undefined || open.goals.length > 0) {
        open = { solutions: [], goals: [] };
        groups.push(open);
      }
      open.solutions.push(step);
    } else if (isGoal(step)) {
      if (open === undefined) {
        open = { solutions: [], goals: [] };
        groups.push(open);
      }
      open.goals.push(step);
    } else open = undefined;
  }
  return groups;
};

const isSolution = (step: Step): step is SendStep => step.kind === 'send' && step.solution === true;
const isGoal = (step: Step): step is ReceiveStep => step.kind === 'receive' && step.goal === true;

/** Part of reading a page. @param fences of the page, to see what text stands above a step */
export const goalComplaints = (lesson: Omit<Lesson, 'hash'>, fences: readonly Fence[]): readonly Complaint[] => {
  if (lesson.kind !== 'lesson') return lesson.steps.flatMap(outsideOfLesson);
  const groups = goalGroups(lesson);
  const count = groups.flatMap(({ goals }) => goals).length;
  const introduced = new Set(fences.filter(({ isIntroduced }) => isIntroduced).map(({ start }) => start));
  return [
    ...(lesson.order === undefined
      ? [{ line: 1, plain: 'A lesson has its place on the path: write sidebar: { order: 3 } in the frontmatter.' }]
      : []),
    ...(count < 2
      ? [
          {
            line: 1,
            plain: `A lesson has two goals or more, and this page has ${count}: mark what the reader has to reach with "xml receive as=romeo goal".`,
          },
        ]
      : []),
    ...groups.flatMap((group) => ofGroup(group, introduced)),
  ];
};

const outsideOfLesson = (step: Step): readonly Complaint[] => {
  const word = isGoal(step) ? 'goal' : isSolution(step) ? 'solution' : undefined;
  return word === undefined
    ? []
    : [{ line: step.line, plain: `"${word}" is for lessons: write kind: lesson in the frontmatter, or take it out.` }];
};

const ofGroup = ({ solutions, goals }: GoalGroup, introduced: ReadonlySet<number>): readonly Complaint[] => {
  const [first] = [...solutions, ...goals];
  if (first === undefined) return [];
  const complaints: Complaint[] = goals
    .filter(({ nothing }) => nothing)
    .map(({ line }) => ({
      line,
      plain:
        'A goal is something that the server sends, so it cannot be "nothing": it would hold before the reader has done anything. Take one of the two words out.',
    }));
  if (goals.length === 0) {
    complaints.push({
      line: first.line,
      plain:
        'This solution leads to no goal: put an "xml receive as=... goal" block right below it, with no other block between them.',
    });
  }
  if (solutions.length === 0) {
    complaints.push({
      line: first.line,
      plain:
        'This goal has no solution: put an "xml send as=... solution" block right above it, with no other block between them. It is folded on the page, and the tests need it.',
    });
  }
  if (!introduced.has(first.fence)) {
    complaints.push({
      line: first.line,
      plain:
        'Nobody knows what to do here: write a sentence above this block that says it, since the solution is folded.',
    });
  }
  return complaints;
};

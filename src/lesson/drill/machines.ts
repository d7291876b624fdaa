/**
 * A drill on machines: which step is for what, and the runs that prove it. Pure.
 *
 * One run breaks the machines, sees the checks fail, searches, fixes, and sees them hold. Each wrong fix has a run of its own, on
 * machines that are broken in the same way: after it the checks still fail.
 */
import type { Complaint } from '../frontmatter.ts';
import type { FenceReader } from '../steps/fence-reader.ts';
import type { DrillPart, Lesson, ShellStep, Step } from '../types.ts';

type Marks = Pick<Step, 'part' | 'wrong' | 'drill'>;

/** Reads what a fence on such a page says it is for: `broken`, `check`, `fix` or `wrong="what somebody does"`. */
export const partOf = (reader: FenceReader): Marks => {
  const words = (['broken', 'check', 'fix'] as const).filter((word) => reader.word(word));
  const wrong = reader.text('wrong', '"Restart Openfire"');
  if (wrong?.trim() === '') reader.complain('wrong needs words: write wrong="Restart Openfire".');
  const parts: readonly DrillPart[] = wrong === undefined ? words : [...words, 'wrong'];
  if (parts.length > 1) reader.complain(`A step is for one thing: keep one of ${parts.join(', ')}.`);
  const [part] = parts;
  // Nobody is to copy these to a server with users.
  const isFault = part === 'broken' || part === 'wrong';
  return {
    ...(part === undefined ? {} : { part }),
    ...(wrong === undefined ? {} : { wrong: wrong.trim() }),
    ...(isFault ? { drill: true } : {}),
  };
};

const inPart = (steps: readonly Step[], part: DrillPart): readonly Step[] => steps.filter((step) => step.part === part);

/** What is tried and does not help, in the order of the page. */
export const wrongFixes = ({ steps }: Pick<Lesson, 'steps'>): readonly string[] => [
  ...new Set(steps.flatMap(({ wrong }) => (wrong === undefined ? [] : [wrong]))),
];

/** What is wrong with the steps of a drill on machines, each with its line. */
export const machineComplaints = ({ steps }: Pick<Lesson, 'steps'>): readonly Complaint[] => {
  const lacking = (part: DrillPart, plain: string): Complaint[] =>
    inPart(steps, part).length > 0 ? [] : [{ line: 1, plain }];
  const lastFix = inPart(steps, 'fix').at(-1);
  return [
    ...lacking('broken', 'No step breaks anything: mark the steps that bring the fault about with "broken".'),
    ...lacking('check', 'No step tells whether it is fixed: mark an sh run block with "check".'),
    ...lacking('fix', 'No step fixes anything: mark the steps that do with "fix".'),
    ...(wrongFixes({ steps }).length >= 2
      ? []
      : [
          {
            line: 1,
            plain:
              'It needs two wrong fixes: mark the steps of what people try first, and what does not help, with wrong="Restart Openfire".',
          },
        ]),
    ...steps.flatMap((step) => complaintsOfStep(step, lastFix)),
  ];
};

const complaintsOfStep = (step: Step, lastFix: Step | undefined): readonly Complaint[] => {
  const { line, part } = step;
  const told = (plain: string): Complaint[] => [{ line, plain }];
  if (part === 'check' && step.kind !== 'shell')
    return told('A check is an sh run block: the lab tries it again and again, and before the fix it must fail.');
  if (part === 'check' && step.skip !== undefined)
    return told('A check is always run: take skip="..." out, or take "check" out.');
  if (part === 'check' && step.kind === 'shell' && step.within === undefined)
    return told(
      'A check says how long the server may take until it works: write within=30s. Before the fix it has to fail for all that time.',
    );
  if (part === 'fix' && lastFix !== undefined && step.skip !== undefined)
    return told('A fix is always run: take skip="..." out, or take "fix" out.');
  return [];
};

/** A run of a drill, before it has its hash. */
export type DrillRun = Omit<Lesson, 'hash'>;

/** The runs of a drill on machines: the solution, and `@wrong1`, `@wrong2` and so on. */
export const drillRuns = (lesson: DrillRun): readonly DrillRun[] => {
  const { slug, steps } = lesson;
  const broken = inPart(steps, 'broken');
  const checks = inPart(steps, 'check');
  const rest = steps.filter(({ part }) => part === undefined || part === 'fix');
  return [
    { ...lesson, steps: [...broken, ...checks.map(before), ...rest, ...checks] },
    ...wrongFixes(lesson).map((tried, index) => ({
      ...lesson,
      slug: `${slug}@wrong${index + 1}`,
      tried,
      steps: [...broken, ...steps.filter(({ wrong }) => wrong === tried), ...checks.map(fails)],
    })),
  ];
};

/** The machines as the reader gets them: broken, and nothing more. */
export const brokenOnly = (lesson: DrillRun): DrillRun => ({
  ...lesson,
  slug: `${lesson.slug}@broken`,
  steps: inPart(lesson.steps, 'broken'),
});

const fails = (step: Step): Step => (step.kind === 'shell' ? ({ ...step, fails: true } satisfies ShellStep) : step);

/** The id of a check's first run: what was seen before the fix. */
export const beforeId = (id: string): string => `${id}-before`;

const before = (step: Step): Step => fails({ ...step, id: beforeId(step.id) });

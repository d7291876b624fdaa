/** Rules about a whole page: each with its line, and what to write instead. */
import { firstChange } from './changes.ts';
import type { Complaint } from './frontmatter.ts';
import type { Lesson, Step } from './types.ts';

const readersMachines = new Set(['server', 'laptop']);

/** Part of reading a page. */
export const complaintsOf = ({ steps, after, afters, server }: Omit<Lesson, 'hash'>): readonly Complaint[] => [
  ...(afters !== undefined && server !== undefined
    ? [
        {
          line: 1,
          plain: `The page runs once for each server that "after" names, so it has no server of its own: take "server: ${server}" out.`,
        },
      ]
    : []),
  ...steps.flatMap((step, index) => {
    const isFirst = after === undefined && afters === undefined && isFirstOnMachine(step, steps.slice(0, index));
    return [...(isFirst ? [] : ofLab(step)), ...ofHome(step), ...ofServers(step, afters)];
  }),
];

/** Whoever hands a new machine over leaves it in some state: that much the lab may do before the reader comes. */
const isFirstOnMachine = (step: Step, above: readonly Step[]): boolean =>
  'on' in step && !above.some((other) => 'on' in other && other.on === step.on);

const ofLab = (step: Step): readonly Complaint[] => {
  if (step.lab === undefined || step.drill || !('on' in step) || !readersMachines.has(step.on)) return [];
  return [
    {
      line: step.line,
      plain: `lab="${step.lab}" is for what the lab does in the place of somebody else, but "${step.on}" is the reader's own machine. Make the step visible (take lab out), mark it drill as well, or run it on another machine (on=friend).`,
    },
  ];
};

const ofHome = (step: Step): readonly Complaint[] => {
  if ((step.kind !== 'file' && step.kind !== 'patch') || !step.path.startsWith('~/') || step.as === 'admin') return [];
  return [
    {
      line: step.line,
      plain: `file=${step.path}: readers type as admin, and ~ is their own home. Write as=admin, or the whole path of the home of ${step.as}.`,
    },
  ];
};

const ofServers = (step: Step, afters: Lesson['afters']): readonly Complaint[] => {
  if (step.for === undefined) return [];
  if (afters === undefined)
    return [
      {
        line: step.line,
        plain: `for=${step.for.join(',')}: this page runs on one server only. Take "for" out, or name a page for each server at the top: after: { prosody: guides/prosody/federation, ejabberd: guides/ejabberd/federation }.`,
      },
    ];
  const missing = step.for.filter((name) => afters[name] === undefined);
  return missing.length === 0
    ? []
    : [
        {
          line: step.line,
          plain: `for=${step.for.join(',')}: "after" at the top names no page for ${missing.join(' and ')}. Add it there, or take ${missing.join(' and ')} out here.`,
        },
      ];
};

/** Expected outputs of wildcards only: they tell a reader nothing. */
export const emptyOutputs = ({ slug, steps }: Lesson): readonly Complaint[] =>
  steps.flatMap((step) => {
    if (step.kind !== 'shell' || step.output === undefined) return [];
    const lines = step.output.text.split('\n').map((line) => line.trim());
    if (lines.some((line) => !/^(\.\.\.|\[\.\.\])?$/.test(line)) || lines.every((line) => line === '')) return [];
    return [
      {
        line: step.output.line,
        plain: `This output shows nothing but wildcards. Empty the block, and "npm run lab -- run ${slug} --update" writes what is printed; then put ... and [..] where it varies. Or take the block out.`,
      },
    ];
  });

/** Folded checks that change something: on the reader's path, what they made would be missing. */
export const hiddenChanges = ({ steps }: Lesson): readonly Complaint[] =>
  steps.flatMap((step) => {
    const change =
      step.hidden && step.lab === undefined && !step.drill && step.skip === undefined ? firstChange(step) : undefined;
    return change === undefined
      ? []
      : [
          {
            line: step.line,
            plain: `A hidden step is a check and changes nothing, but this one does: ${change}. Make it visible, mark it lab="what somebody else does", or drill.`,
          },
        ];
  });

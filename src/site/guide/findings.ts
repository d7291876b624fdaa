/** What the last run says of a step; of a page about several servers, what each of their runs says. */
import type { RunPage } from '../../content/index.ts';
import {
  beforeId,
  type EvidenceState,
  isOfStanzas,
  type RecipeStepEvidence,
  type Step,
  type StepEvidence,
} from '../../lesson/index.ts';
import { serverOfRun } from './titles.ts';

/** What a run says of a step, of a guide or of a recipe. */
export type Finding = StepEvidence | RecipeStepEvidence;

export interface Found {
  /** The server, where the page runs once for each; of a drill's check, whether it was before the fix; else ''. */
  readonly server: string;
  readonly state: EvidenceState;
  /** Absent when the run has nothing about the step. */
  readonly finding: Finding | undefined;
  /** When that run began. */
  readonly date: string | undefined;
}

/** The runs that a step is part of, those on the reader's path left out: they say the same of fewer steps. */
export function findingsOf(page: RunPage, step: Step): readonly Found[] {
  if (isOfStanzas(page.lesson)) return [ofSandbox(page, step)];
  if (step.part === 'check') return ofCheck(page, step);
  return (
    page.runs
      // The fault of a drill is in each of its runs: one of them tells of it.
      .filter(({ lesson }) => lesson.tried === undefined || step.part === 'wrong')
      .filter(({ lesson }) => !lesson.reader && lesson.steps.some(({ id }) => id === step.id))
      .map(({ lesson, evidence, state }) => ({
        server: serverOfRun(page.lesson, lesson),
        state,
        finding: evidence?.steps.find(({ id }) => id === step.id),
        date: evidence?.date,
      }))
  );
}

/** What a drill's check said before the fix and after it. */
function ofCheck({ runs }: RunPage, step: Step): readonly Found[] {
  const [solution] = runs;
  const finding = (id: string) => solution?.evidence?.steps.find((found) => found.id === id);
  const base = { state: solution?.state ?? 'never', date: solution?.evidence?.date };
  return [
    { ...base, server: 'before the fix', finding: finding(beforeId(step.id)) },
    { ...base, server: 'after it', finding: finding(step.id) },
  ];
}

/** A block of a recipe is marked by what happened in the sandbox; what other servers answered stands below the page. */
function ofSandbox({ recorded, lesson, state }: RunPage, step: Step): Found {
  const sandbox = recorded?.results.find(({ server, hash }) => server === 'sandbox' && hash === lesson.hash);
  return { server: '', state, finding: sandbox?.steps.find(({ id }) => id === step.id), date: sandbox?.date };
}

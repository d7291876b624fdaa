/** What the runs of a page showed, a line for each. */
import type { GuideRun, RunPage } from '../../content/index.ts';
import { ageNote, type EvidenceState, summarise, summariseReadersPath, summariseWrongFix } from '../../lesson/index.ts';
import { serverOfRun } from '../guide/titles.ts';

function textOf({ lesson, evidence }: GuideRun): string {
  if (lesson.reader) return summariseReadersPath(evidence, lesson);
  return lesson.tried === undefined ? summarise(evidence, lesson) : summariseWrongFix(evidence, lesson);
}

export interface EvidenceLine {
  /** Of a page that runs once for each server; else ''. */
  readonly server: string;
  readonly state: EvidenceState;
  readonly text: string;
  /** That it is long ago, in a sentence. */
  readonly old: string | undefined;
}

/** The whole runs, each with its reader's path below it; of a recipe, what all servers answered. */
export function linesOf({ lesson, runs, recorded, state }: RunPage, now: Date): readonly EvidenceLine[] {
  if (runs.length === 0) return [{ server: '', state, text: summarise(recorded, lesson), old: ageNote(recorded, now) }];
  const serverOf = (run: GuideRun): string => serverOfRun(lesson, run.lesson);
  const ofEach = [...Map.groupBy(runs, serverOf).values()].flat();
  return ofEach.map((run) => ({
    server: serverOf(run),
    state: run.state,
    text: textOf(run),
    old: ageNote(run.evidence, now),
  }));
}

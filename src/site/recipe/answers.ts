/** What the servers answered to each expected reply, side by side, from the recorded evidence and from nothing else. */
import { type Diff, diff, format, parse, type XmlElement } from '../../../playground/stanza/index.ts';
import type { ReceiveStep, RecipeResult } from '../../lesson/index.ts';
import { type Recipe, serverName } from './pages.ts';

export interface Answer {
  readonly server: RecipeResult['server'];
  readonly name: string;
  readonly version: string;
  /** ISO. */
  readonly date: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly reason?: string;
  /** What fitted; when nothing did, what came instead. */
  readonly texts: readonly string[];
  /** How it differs from the first server's; absent for the first. */
  readonly difference?: Diff;
}

export interface AnswerRow {
  readonly step: ReceiveStep;
  readonly answers: readonly Answer[];
}

/** A row for each expected reply; results that are about another version of the page are left out. */
export function answersOf({ lesson, recorded }: Recipe): readonly AnswerRow[] {
  const results = (recorded?.results ?? []).filter(({ hash }) => hash === lesson.hash);
  return lesson.steps.flatMap((step) => {
    if (step.kind !== 'receive' || step.skip !== undefined) return [];
    const answers: Answer[] = [];
    let first: XmlElement | undefined;
    for (const result of results) {
      const told = result.steps.find(({ id }) => id === step.id);
      if (told === undefined) continue;
      const fitting = told.matched === undefined ? undefined : told.received[told.matched];
      const texts = fitting !== undefined ? [fitting] : step.nothing ? [] : told.received;
      const element = fitting === undefined ? undefined : stanzaOf(fitting);
      const difference = first !== undefined && element !== undefined ? diff(first, element) : undefined;
      first ??= element;
      answers.push({
        server: result.server,
        name: serverName(result.server),
        version: result.version,
        date: result.date,
        status: told.status,
        ...(told.reason === undefined ? {} : { reason: told.reason }),
        texts: texts.map(pretty),
        ...(difference === undefined ? {} : { difference }),
      });
    }
    return answers.length === 0 ? [] : [{ step, answers }];
  });
}

function stanzaOf(text: string): XmlElement | undefined {
  const parsed = parse(text, { stream: true });
  return parsed.ok ? parsed.stanzas[0] : undefined;
}

function pretty(text: string): string {
  const laidOut = format(text, { stream: true, width: 60 });
  return laidOut.ok ? laidOut.text : text;
}

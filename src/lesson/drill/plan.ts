/** What a drill does, as whoever runs it needs it: configurations with their changes, and the steps of checks. Pure. */
import type { RecipeStep } from '../../../playground/stanza/index.ts';
import type { DrillCheck, DrillEdit, DrillSend, DrillStep } from './schema.ts';

/** How long a check waits for what must come, and for what may not, in milliseconds. */
const waits = { receive: 2000, never: 400 };

const withoutLastFeed = (text: string): string => text.replace(/\n+$/, '');

/**
 * The configuration with the changes of one server, in their order.
 * @throws Error in plain words when the lines that change are not there, or are there more than once
 */
export function editedConfig(config: string, edits: readonly DrillEdit[]): string {
  return edits.reduce((text, edit) => {
    const gone = withoutLastFeed(edit.replace);
    const [before, after, ...more] = text.split(gone);
    if (before === undefined || after === undefined)
      throw new Error(`The configuration of ${edit.host} has no such lines: ${gone}`);
    if (more.length > 0)
      throw new Error(
        `The configuration of ${edit.host} has these lines ${more.length + 1} times, add one beside them: ${gone}`,
      );
    return `${before}${withoutLastFeed(edit.with)}${after}`;
  }, config);
}

/** The changes of one server. */
export const editsOf = (edits: readonly DrillEdit[] | undefined, host: string): readonly DrillEdit[] =>
  (edits ?? []).filter((edit) => edit.host === host);

/** A table of DNS with other records in it. */
export function editedDns(
  table: Readonly<Record<string, readonly string[]>>,
  records: Readonly<Record<string, readonly string[]>> = {},
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries({ ...table, ...records }).filter(([, values]) => values.length > 0));
}

export type CheckStep = RecipeStep | { readonly kind: 'advance'; readonly id: string; readonly seconds: number };

/**
 * Stanzas one after the other: each sender's server is asked a question after each, so that the next is sent when the one before was
 * dealt with.
 */
export const stepsOfSends = (sends: readonly DrillSend[] = []): readonly RecipeStep[] =>
  sends.flatMap(({ as, xml }, index): RecipeStep[] => {
    const line = index + 1;
    const sent: RecipeStep = { kind: 'send', id: `s${line}`, line, as, xml };
    if (as.startsWith('stranger')) return [sent];
    const id = `done-${line}`;
    const ask: RecipeStep = { ...sent, id, xml: `<iq type="get" id="${id}"><ping xmlns="urn:xmpp:ping"/></iq>` };
    const answer = { within: waits.receive, exact: false, nothing: false, xml: `<iq type="{any}" id="${id}"/>` };
    return [sent, ask, { kind: 'receive', id, line, as, ...answer }];
  });

/** The steps of a check as recipes have them, and the clock. */
export const stepsOfCheck = (check: DrillCheck): readonly CheckStep[] => check.steps.map(planned);

function planned(step: DrillStep, index: number): CheckStep {
  const base = { id: `s${index + 1}`, line: index + 1 };
  const xml = step.xml ?? '';
  if (step.advance !== undefined) return { kind: 'advance', id: base.id, seconds: step.advance };
  if (step.send !== undefined) return { ...base, kind: 'send', as: step.send, xml };
  const isNever = step.never !== undefined;
  return {
    ...base,
    kind: 'receive',
    as: step.never ?? step.receive ?? '',
    xml,
    within: isNever ? waits.never : waits.receive,
    exact: false,
    nothing: isNever,
  };
}

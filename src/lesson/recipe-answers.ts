/** What the servers answered to a recipe, compared with each other, and which differences a sentence explains. */
import {
  type Diff,
  type Difference,
  diff,
  match,
  parse,
  type XmlElement,
  type XmlNode,
} from '../../playground/stanza/index.ts';
import type { RecipeEvidence, RecipeResult, RecipeStepEvidence } from './evidence.ts';
import { explains } from './explanation.ts';
import type { Explanation, Lesson, ReceiveStep, Step } from './types.ts';

/** A difference with the sentence about it, if there is one. */
export interface NamedDifference {
  /** Absent: the expected answer did not come, or what must not come came. */
  readonly difference?: Difference;
  readonly explanation?: Explanation;
}

export interface ServerAnswer {
  readonly server: RecipeResult['server'];
  readonly version: string;
  /** ISO. */
  readonly date: string;
  readonly status: RecipeStepEvidence['status'];
  readonly reason?: string;
  /** What fitted; when nothing did, what came instead. */
  readonly texts: readonly string[];
  /** Against the first server's answer; absent for that one, and where nothing fitted. */
  readonly diff?: Diff;
  readonly differences: readonly NamedDifference[];
}

/** A block of the recipe with what each server answered there. */
export interface AnswerRow {
  readonly step: Step;
  readonly answers: readonly ServerAnswer[];
}

/**
 * A row for each expected reply, and for each stanza that could not be sent. Results about another version of the page are left
 * out. Answers are compared with those of the first server in the evidence: the sandbox. Ids, times, the order of attributes,
 * and values for which the page has a placeholder do not count.
 * @param habits sentences that hold for all recipes
 */
export const answersOf = (
  lesson: Lesson,
  evidence: RecipeEvidence | undefined,
  habits: readonly Explanation[],
): readonly AnswerRow[] => {
  const results = (evidence?.results ?? []).filter(({ hash }) => hash === lesson.hash);
  const known = [...(lesson.differences ?? []), ...habits];
  return lesson.steps.flatMap((step) => {
    if (step.skip !== undefined) return [];
    const told = results.flatMap((result) => {
      const found = result.steps.find(({ id }) => id === step.id);
      return found ? [{ result, found }] : [];
    });
    if (step.kind !== 'receive' && !told.some(({ found }) => found.status === 'failed')) return [];
    const stanzas = told.map(({ found }) => stanzaOf(fittingOf(found)));
    const first = stanzas.findIndex((stanza) => stanza !== undefined);
    const answers = told.map(({ result, found }, index) => {
      const pair = index === first ? [] : [stanzas[first], stanzas[index]];
      return answerOf(step, result, found, pair, known);
    });
    return answers.length === 0 ? [] : [{ step, answers }];
  });
};

const fittingOf = ({ status, matched, received }: RecipeStepEvidence): string | undefined =>
  status === 'passed' && matched !== undefined ? received[matched] : undefined;

const answerOf = (
  step: Step,
  { server, version, date }: RecipeResult,
  found: RecipeStepEvidence,
  [first, own]: readonly (XmlElement | undefined)[],
  known: readonly Explanation[],
): ServerAnswer => {
  const { status, reason, received } = found;
  const fitting = fittingOf(found);
  const named = (difference?: Difference): NamedDifference => {
    const place = { server, step: step.id, ...(difference ? { path: difference.path } : {}) };
    const explanation = known.find((one) => explains(one, place));
    return { ...(difference ? { difference } : {}), ...(explanation ? { explanation } : {}) };
  };
  const compared = first && own && step.kind === 'receive' ? compare(step, first, own) : undefined;
  const isSilent = step.kind === 'receive' && step.nothing && status === 'passed';
  return {
    server,
    version,
    date,
    status,
    ...(reason === undefined ? {} : { reason }),
    texts: fitting !== undefined ? [fitting] : isSilent ? [] : received,
    ...(compared ? { diff: compared } : {}),
    differences: status === 'failed' ? [named()] : (compared?.differences ?? []).map(named),
  };
};

const compare = (step: ReceiveStep, one: XmlElement, other: XmlElement): Diff => {
  const expected = step.xml.trim() === '' ? undefined : stanzaOf(step.xml);
  return diff(expected ? adopt(expected, one, other) : one, other);
};

const stanzaOf = (text: string | undefined): XmlElement | undefined => {
  const parsed = text === undefined ? undefined : parse(text, { stream: true });
  return parsed?.ok ? parsed.stanzas[0] : undefined;
};

const placeholder = /\{[A-Za-z][\w-]*\}/;

/** The first stanza with the other one's value wherever the page leaves the value open. */
const adopt = (expected: XmlElement, one: XmlElement, other: XmlElement): XmlElement => {
  const attributes = one.attributes.map((attribute) => {
    const same = ({ local, namespace }: { local: string; namespace: string }): boolean =>
      local === attribute.local && namespace === attribute.namespace;
    const theirs = other.attributes.find(same);
    return theirs && placeholder.test(expected.attributes.find(same)?.value ?? '')
      ? { ...attribute, value: theirs.value }
      : attribute;
  });
  const [text, ...more] = expected.children;
  if (text?.kind === 'text' && more.length === 0 && placeholder.test(text.value))
    return { ...one, attributes, children: other.children };
  const children: XmlNode[] = [...one.children];
  const free = [...other.children];
  for (const wanted of expected.children) {
    if (wanted.kind !== 'element') continue;
    const fits = (child: XmlNode | undefined): child is XmlElement =>
      child?.kind === 'element' && match(wanted, child).ok;
    const ours = one.children.findIndex((child, index) => children[index] === child && fits(child));
    const theirs = free.findIndex(fits);
    const [mine, yours] = [children[ours], free[theirs]];
    if (!fits(mine) || !fits(yours)) continue;
    children[ours] = adopt(wanted, mine, yours);
    free.splice(theirs, 1);
  }
  return { ...one, attributes, children };
};

/** Something that no sentence explains, or a sentence that explains nothing. */
export interface Unexplained {
  readonly line: number;
  readonly plain: string;
}

/** What its author has to say something about, in the order of the page. */
export const unexplained = (
  lesson: Lesson,
  evidence: RecipeEvidence | undefined,
  habits: readonly Explanation[],
): readonly Unexplained[] => {
  const rows = answersOf(lesson, evidence, habits);
  const open = rows.flatMap(({ step, answers }) =>
    answers.flatMap(({ server, reason, differences }) =>
      differences
        .filter(({ explanation }) => explanation === undefined)
        .map(({ difference }) => ({
          line: step.line,
          plain: `${server} answers ${step.id} differently, and no sentence says why: ${difference?.plain ?? reason ?? 'it failed'}`,
        })),
    ),
  );
  const used = usedExplanations(rows);
  const recorded = (evidence?.results ?? []).filter(({ hash }) => hash === lesson.hash).map(({ server }) => server);
  const idle = (lesson.differences ?? [])
    .filter((one) => !one.sometimes && !used.has(one) && one.servers.every((server) => recorded.includes(server)))
    .map(({ says }) => ({ line: 1, plain: `Nothing differs any more where it says: "${says}" Take it out.` }));
  return [...open, ...idle];
};

export const usedExplanations = (rows: readonly AnswerRow[]): ReadonlySet<Explanation> =>
  new Set(
    rows.flatMap(({ answers }) =>
      answers.flatMap(({ differences }) => differences.flatMap(({ explanation }) => explanation ?? [])),
    ),
  );

/**
 * A server's whole result in one word. `passed`: every expected reply came. Otherwise some did not, and sentences say that this
 * is `allowed`, a `deviation`, or a `setting` of the guide (the gravest counts); `failed`: for one of them nothing says why.
 */
export type Verdict = 'passed' | 'allowed' | 'setting' | 'deviation' | 'failed' | 'skipped' | 'changed';

export const verdictOf = (lesson: Lesson, result: RecipeResult, rows: readonly AnswerRow[]): Verdict => {
  if (result.hash !== lesson.hash) return 'changed';
  if (result.status !== 'failed') return result.status;
  const missed = rows.flatMap(({ answers }) =>
    answers.filter(({ server, status }) => server === result.server && status === 'failed'),
  );
  const verdicts = missed.map(({ differences }) => differences[0]?.explanation?.verdict ?? 'failed');
  return (['failed', 'deviation', 'setting', 'allowed'] as const).find((one) => verdicts.includes(one)) ?? 'failed';
};

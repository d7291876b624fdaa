/**
 * Which pages show which name: namespaces, features, conditions of errors, status codes of rooms, mechanisms. Made from the stanzas,
 * commands and outputs of the pages themselves, so nothing is entered by hand.
 */
import { explainConditions, explainExactConditions, explainMucStatuses } from '../../../playground/stanza/index.ts';
import { listMechanisms, nameFact } from '../../../playground/stanza/registry.ts';
import { listPages, type RunPage } from '../../content/index.ts';
import type { Lesson, Step } from '../../lesson/index.ts';
import { fullTitle } from '../guide/titles.ts';

export interface ShowingPage {
  readonly title: string;
  /** Without the base: `/recipes/message/`. */
  readonly path: string;
}

/** By name; a condition as `stanza-error conflict`, because stream errors have some of the same names. */
export type Showing = ReadonlyMap<string, readonly ShowingPage[]>;

/** The pages that show each name: first recipes about its specification, those above all about it before the others, then other recipes, then guides. */
export async function listShowing(): Promise<Showing> {
  return showingOf((await listPages()).filter(({ lesson }) => !lesson.draft && lesson.steps.length > 0));
}

interface Found extends ShowingPage {
  readonly rank: number;
}

export function showingOf(pages: readonly Pick<RunPage, 'lesson'>[]): Showing {
  const showing = new Map<string, Found[]>();
  for (const { lesson } of pages) {
    for (const name of namesIn(lesson.steps.map(textOf).join('\n'))) {
      const page = { title: fullTitle(lesson), path: `/${lesson.slug}/`, rank: rankOf(lesson, name) };
      showing.set(name, [...(showing.get(name) ?? []), page]);
    }
  }
  return new Map([...showing].map(([name, found]) => [name, found.sort((a, b) => a.rank - b.rank)]));
}

const otherRecipe = 100;
const guide = 101;

/** What a recipe is about, it names first of its specifications. */
function rankOf({ slug, specifications = [] }: Lesson, name: string): number {
  if (!slug.startsWith('recipes/')) return guide;
  const document = nameFact(name)?.document;
  const place = specifications.findIndex((one) => one === document || one === `XEP-${document}`);
  return place < 0 ? otherRecipe : place;
}

function textOf(step: Step): string {
  switch (step.kind) {
    case 'send':
    case 'receive':
      return step.xml;
    case 'shell':
      return `${step.command}\n${step.output?.text ?? ''}`;
    case 'shown':
      return step.text;
    case 'file':
    case 'patch':
    case 'zone':
    case 'browser':
      return '';
  }
}

const quoted = /\b(?:xmlns(?::[\w.-]+)?|var|node|mechanism)=(["'])([^"']+)\1/g;

/** Every name in a text that the registries know. */
export function namesIn(text: string): ReadonlySet<string> {
  const namespaces = [...text.matchAll(quoted)].flatMap(([, , value = '']) => {
    const fact = nameFact(value);
    return fact ? [fact.name] : mechanisms.has(value) ? [value] : [];
  });
  const written = [...text.matchAll(/<mechanism[^>]*>([^<]+)</g)].flatMap(([, name = '']) =>
    mechanisms.has(name) ? [name] : [],
  );
  const codes = [...text.matchAll(/<status\s+code=(["'])(\d+)\1/g)].flatMap(([, , code = '']) =>
    statusCodes.has(code) ? [code] : [],
  );
  const elements = [...text.matchAll(/<([a-z-]+)\s[^>]*xmlns=(["'])([^"']+)\2/g)].map(
    ([, name, , namespace]) => `${namespace} ${name}`,
  );
  const found = elements.flatMap((element) => conditions.get(element) ?? []);
  return new Set([...namespaces, ...written, ...codes, ...found]);
}

const mechanisms: ReadonlySet<string> = new Set(listMechanisms().map(({ name }) => name));
const statusCodes: ReadonlySet<string> = new Set(explainMucStatuses().map(({ name }) => name));

const conditionNamespaces: Readonly<Record<string, string>> = {
  'sasl-error': 'urn:ietf:params:xml:ns:xmpp-sasl',
  'stanza-error': 'urn:ietf:params:xml:ns:xmpp-stanzas',
  'stream-error': 'urn:ietf:params:xml:ns:xmpp-streams',
};

/** The key of a condition by its namespace and element. */
const conditions: ReadonlyMap<string, string> = new Map([
  ...explainConditions().map(({ kind, name }) => [`${conditionNamespaces[kind]} ${name}`, `${kind} ${name}`] as const),
  ...explainExactConditions().flatMap(({ namespace, notes }) =>
    notes.map(({ kind, name }) => [`${namespace} ${name}`, `${kind} ${name}`] as const),
  ),
]);

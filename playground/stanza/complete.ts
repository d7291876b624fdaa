/**
 * What can be written at a place of a text, from the tables that the check before sending and the explanations read. Pure; never throws,
 * whatever the text. Time linear to the text, for each suggestion that is made.
 */
import { aboutAttribute } from './complete-about.ts';
import { type Candidate, putting, suggestionOf, type Way } from './complete-candidate.ts';
import { type Writing, writingAt } from './complete-context.ts';
import { endTag, newElements, otherNames } from './complete-elements.ts';
import { fitness } from './complete-fit.ts';
import { ranked } from './complete-rank.ts';
import { attributesOf, isStanza } from './complete-rules.ts';
import { firstValue, marked, toSelect, unmarked } from './complete-snippet.ts';
import type { Completion, CompletionWorld, Suggestion } from './complete-types.ts';
import { type KnownText, textsOf, valuesOf } from './complete-values.ts';
import { escapeAttribute, escapeText } from './escape.ts';
import { attributeValue, localOf, namespaceOf, type PlaceElement } from './places.ts';

/** More than these nobody reads: who seeks another one writes on. */
const most = 80;

/** Undefined where nothing can be completed. An empty list: nothing is known that goes on like this. */
export function complete(text: string, offset: number, world: CompletionWorld): Completion | undefined {
  const writing = writingAt(text, offset);
  if (writing === undefined) return undefined;
  const fits = fitness(text, baseOf(text, writing), { jid: world.jid, isBound: world.connection === 'bound' });
  const suggestions: Suggestion[] = [];
  const found = ranked(writing.written, candidatesFor(text, writing, world));
  // An end tag follows any word.
  const ending = writing.kind === 'content' || writing.kind === 'close' ? endTag(writing) : [];
  for (const candidate of [...found, ...ending]) {
    const way = candidate.ways.find(({ edits }) => fits(edits));
    if (way !== undefined) suggestions.push(suggestionOf(candidate, way));
    if (suggestions.length === most) break;
  }
  const isThere = suggestions.length === 1 && suggestions[0]?.label === writing.written && writing.kind === 'value';
  return { kind: writing.kind, from: writing.from, written: writing.written, suggestions: isThere ? [] : suggestions };
}

/** The text as it was before the word was begun; a word that is whole already belongs to it. */
function baseOf(text: string, { kind, from, to, written, isEnded }: Writing): string {
  const before = kind === 'open' ? from - 1 : kind === 'close' ? from - 2 : from;
  const isNew = !isEnded && (kind !== 'content' || written !== '');
  return kind === 'value' || !isNew ? text : text.slice(0, before) + text.slice(to);
}

function candidatesFor(text: string, writing: Writing, world: CompletionWorld): readonly Candidate[] {
  let id: string | undefined;
  /** One for all suggestions of a time: only one of them is taken. */
  const freshId = (): string => {
    id ??= world.freshId();
    return id;
  };
  switch (writing.kind) {
    case 'open':
      return writing.isEnded ? otherNames(text, writing) : newElements(text, writing, world, freshId());
    case 'close':
      return [];
    case 'attribute':
      return writing.element ? attributes(text, writing, writing.element, world, freshId) : [];
    case 'value':
      return writing.element ? values(writing, writing.element, world, freshId()) : [];
    case 'content': {
      const known = writing.element ? textsOf(writing.element, world) : [];
      return known.length > 0 ? texts(writing, known) : newElements(text, writing, world, freshId());
    }
  }
}

function attributes(
  text: string,
  writing: Writing,
  element: PlaceElement,
  world: CompletionWorld,
  freshId: () => string,
): readonly Candidate[] {
  // At the beginning of a name that is there another one is put before it.
  const isBefore = writing.written === '' && writing.to > writing.from;
  const to = isBefore ? writing.from : writing.to;
  const there = new Set(element.attributes.map(({ name }) => name));
  const known = new Map(attributesOf(element));
  if (attributeValue(element, 'xmlns') === undefined && isStanza(element.parent)) known.set('xmlns', null);
  if (world.connection !== 'bound' && isStanza(element)) known.set('from', null);
  return [...known]
    .filter(([name]) => !there.has(name) || name === text.slice(writing.from, writing.to))
    .map(([name, listed]) => {
      const isNamed = writing.isEnded && !isBefore;
      const likely = name === 'xmlns' ? valuesOf(element, name, world, '').map(({ text: one }) => one) : listed;
      const starts = likely?.slice(0, 8) ?? [
        name === 'id' && isStanza(element) ? freshId() : firstValue(name, null, world),
      ];
      const ways = isNamed
        ? [putting(writing.from, to, unmarked(name))]
        : starts.map((value) =>
            putting(writing.from, to, marked(`${name}="${toSelect(escapeAttribute(value))}"${isBefore ? ' ' : ''}`)),
          );
      return {
        kind: 'attribute' as const,
        label: name,
        detail: '',
        about: () => aboutAttribute(namespaceOf(element), localOf(element), name),
        ways,
      };
    });
}

function values(writing: Writing, element: PlaceElement, world: CompletionWorld, id: string): readonly Candidate[] {
  const { attribute, from, to, isEnded, quote } = writing;
  const inQuotes = (text: string): string =>
    quote === "'" ? escapeAttribute(text).replaceAll("'", '&apos;') : escapeAttribute(text);
  return valuesOf(element, attribute, world, id).map(({ kind, text, detail, about }) => {
    const value = inQuotes(text);
    const end = isEnded ? '' : quote;
    const { edits } = putting(from, to, unmarked(value + end));
    const behind = from + value.length + 1;
    const plain: Way = { edits, select: [behind, behind], goesOn: false };
    // Some types of presence are for somebody.
    const address = toSelect(inQuotes(firstValue('to', null, world)));
    const addressed = putting(from, to, marked(`${value}${quote} to=${quote}${address}${end}`));
    const ways = attribute === 'type' && isStanza(element) ? [plain, addressed] : [plain];
    return { kind, label: text, detail, about, ways };
  });
}

function texts({ from, to }: Writing, known: readonly KnownText[]): readonly Candidate[] {
  return known.map(({ text, detail, about }) => ({
    kind: 'text' as const,
    label: text,
    detail,
    about,
    ways: [putting(from, to, unmarked(escapeText(text)))],
  }));
}

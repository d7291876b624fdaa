import { aboutElement, nothing } from './complete-about.ts';
import { type Candidate, indentAt, indented, putting } from './complete-candidate.ts';
import type { Writing } from './complete-context.ts';
import { formTypeIn } from './complete-forms.ts';
import { type Choice, choicesIn, isOutermost, placeAround } from './complete-rules.ts';
import { elementText, marked, unmarked } from './complete-snippet.ts';
import { sendables } from './complete-stream.ts';
import type { CompletionWorld } from './complete-types.ts';
import type { Edit } from './finding.ts';
import { renameElement } from './finding.ts';
import { shortNamespace } from './namespace-name.ts';
import { parse } from './parse.ts';
import { namespaceOf } from './places.ts';
import { clientNamespace } from './scope.ts';
import type { XmlElement } from './types.ts';

/** New elements where the caret is: those that may be sent by themselves, or that belong into the one around. */
export function newElements(text: string, writing: Writing, world: CompletionWorld, id: string): readonly Candidate[] {
  const { element, written, kind } = writing;
  const from = kind === 'open' ? writing.from - 1 : writing.from;
  const to = kind === 'open' || written !== '' ? writing.to : from;
  const indent = indentAt(text, from);
  const put = (snippet: string): Candidate['ways'] => [putting(from, to, marked(indented(snippet, indent)))];
  if (element === undefined || isOutermost(element)) {
    return [
      ...sendables(world, id).map(({ label, name, namespace, text: snippet }) => ({
        kind: 'element' as const,
        label,
        detail: namespace === clientNamespace ? '' : shortNamespace(namespace),
        about: () => aboutElement(namespace, name),
        ways: put(snippet),
      })),
      ...(world.connection === 'bound' ? world.templates : []).map(({ title, group, text: template }) => ({
        kind: 'template' as const,
        label: title,
        detail: group,
        about: () => nothing,
        ways: put(template.replaceAll('{id}', id)),
      })),
    ];
  }
  const around = { place: placeAround(element), world, formType: formTypeIn(element) };
  const inherited = namespaceOf(element);
  return choicesIn(element).map((choice) => ({
    ...candidateOf(choice, inherited),
    ways: put(elementText(choice, choice.namespace === inherited, around)),
  }));
}

function candidateOf({ name, namespace, specification }: Choice, inherited: string): Omit<Candidate, 'ways'> {
  const isShort = namespace === inherited || namespace.endsWith(':xmpp-stanzas');
  return {
    kind: 'element',
    label: name,
    detail: isShort ? '' : shortNamespace(namespace),
    about: () => aboutElement(namespace, name, specification),
  };
}

/** Another name for an element that is there, in both of its tags. */
export function otherNames(text: string, writing: Writing): readonly Candidate[] {
  const { element, from, to } = writing;
  if (element === undefined || isOutermost(element)) return [];
  const rest = /^[^<>]*/.exec(text.slice(to, to + 4_000))?.[0] ?? '';
  const declared = /\sxmlns\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(rest);
  const namespace = declared?.[1] ?? declared?.[2];
  const inherited = namespaceOf(element);
  const same = renamed(text, from);
  const seen = new Set<string>();
  return choicesIn({ ...element, children: [] })
    .filter((choice) => namespace === undefined || choice.namespace === namespace)
    .flatMap((choice) => {
      const key = `${choice.name} ${namespace === undefined ? choice.namespace : ''}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const declares = namespace === undefined && choice.namespace !== inherited;
      const snippet = unmarked(choice.name + (declares ? ` xmlns="${choice.namespace}"` : ''));
      return { ...candidateOf(choice, inherited), ways: [putting(from, to, snippet, same(choice.name))] };
    });
}

/** What else has to change when the element whose name begins there gets another one: its end tag. */
function renamed(text: string, from: number): (name: string) => readonly Edit[] {
  const result = parse(text, { stream: true });
  const element = result.ok ? elementAt(result.stanzas, from - 1) : undefined;
  return (name) => (element === undefined ? [] : renameElement(element, name, text).slice(1));
}

function elementAt(elements: readonly XmlElement[], offset: number): XmlElement | undefined {
  const around = elements.find(({ start, end }) => start.offset <= offset && offset < end.offset);
  if (around === undefined || around.start.offset === offset) return around;
  return elementAt(
    around.children.filter((child) => child.kind === 'element'),
    offset,
  );
}

/** The end tag of the element that is open here. */
export function endTag(writing: Writing): readonly Candidate[] {
  const { element, kind, from, to, isEnded, written } = writing;
  if (element === undefined) return [];
  const caret = from + written.length;
  const tag = kind === 'close' ? `${element.name}${isEnded ? '' : '>'}` : `</${element.name}>`;
  return [
    {
      kind: 'closing',
      label: `</${element.name}>`,
      detail: 'end tag',
      about: () => nothing,
      ways: [kind === 'close' ? putting(from, to, unmarked(tag)) : putting(caret, caret, unmarked(tag))],
    },
  ];
}

import type { ElementRule, Place } from './check-payloads.ts';
import { type Choice, isFor } from './complete-rules.ts';
import type { CompletionWorld } from './complete-types.ts';
import { escapeAttribute, escapeText } from './escape.ts';

/** What is put in, and what of it is selected: offsets in the text. */
export interface Snippet {
  readonly text: string;
  readonly select: readonly [start: number, end: number];
  /** Something is to be written where the selection is. */
  readonly goesOn: boolean;
}

/** Around what is to be selected, while a snippet is made. They cannot be in XML. */
const begin = '\u0001';
const end = '\u0002';

/** Reads the marks out: the first pair counts. */
export function marked(text: string): Snippet {
  const plain = text.replaceAll(begin, '').replaceAll(end, '');
  const start = text.indexOf(begin);
  if (start < 0) return { text: plain, select: [plain.length, plain.length], goesOn: false };
  return { text: plain, select: [start, text.indexOf(end) - 1], goesOn: true };
}

/** A text as it is: whatever it holds, nothing of it is a mark. */
export function unmarked(text: string): Snippet {
  return { text, select: [text.length, text.length], goesOn: false };
}

export const toSelect = (text: string): string => begin + text + end;

/** Elements that hold text, and what they hold at first. */
const texts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'body',
      'subject',
      'thread',
      'status',
      'group',
      'jid',
      'reason',
      'password',
      'url',
      'desc',
      'nick',
      'value',
      'resource',
      'title',
      'reaction',
      'after',
      'index',
      'text',
      'username',
      'FN',
    ].map((name) => [name, '']),
  ),
  show: 'away',
  priority: '0',
  max: '10',
};

interface Around {
  readonly place: Place | undefined;
  readonly world: CompletionWorld;
  /** For a form: its FORM_TYPE. */
  readonly formType?: string | undefined;
}

/** An element with what it must have: its namespace unless it has it from around it, attributes, one child. */
export function elementText(choice: Choice, isInherited: boolean, around: Around, indent = ''): string {
  const { name, namespace, rule } = choice;
  const tag = `<${name}${isInherited ? '' : ` xmlns="${namespace}"`}${needed(rule, around.world)}`;
  const inside = insideOf(choice, around, `${indent}  `);
  if (inside === null) return `${tag}/>`;
  return inside.includes('<') || (inside === begin + end && isContainer(rule, around))
    ? `${tag}>\n${indent}  ${inside}\n${indent}</${name}>`
    : `${tag}>${inside}</${name}>`;
}

function insideOf({ name, namespace, rule, specification }: Choice, around: Around, indent: string): string | null {
  if (namespace === 'jabber:x:data' && name === 'x' && around.formType !== undefined)
    return formText(around.formType, indent);
  const wanted = (rule.needsChild ?? []).find((each) => isFor(rule.children?.[each] ?? {}, around.place));
  if (wanted !== undefined) {
    const inner = rule.children?.[wanted] ?? {};
    return elementText({ name: wanted, namespace, rule: inner, specification }, true, around, indent);
  }
  if (Object.hasOwn(texts, name) && rule.children === undefined) return toSelect(texts[name] ?? '');
  return isContainer(rule, around) ? toSelect('') : null;
}

/** What is asked for with get, and what presence carries, is mostly empty. */
function isContainer(rule: ElementRule, { place }: Around): boolean {
  const isSaid = place === 'set' || place === 'message';
  return isSaid && Object.values(rule.children ?? {}).some((child) => isFor(child, place));
}

function formText(type: string, indent: string): string {
  const field = `<field var="FORM_TYPE" type="hidden">\n${indent}  <value>${escapeText(type)}</value>\n${indent}</field>`;
  return `${field}\n${indent}${toSelect('')}`;
}

function needed(rule: ElementRule, world: CompletionWorld): string {
  return (rule.needs ?? [])
    .map((name) => ` ${name}="${toSelect(escapeAttribute(firstValue(name, rule.attributes?.[name] ?? null, world)))}"`)
    .join('');
}

/** What an attribute holds until somebody writes something better. */
export function firstValue(name: string, values: readonly string[] | null, world: CompletionWorld): string {
  const known = values?.[0];
  if (known !== undefined) return known;
  if (addressAttributes.has(name)) return world.addresses[0]?.jid ?? `{${name}}`;
  if (name === 'xml:lang') return 'en';
  if (name === 'max_items') return '10';
  return `{${name}}`;
}

export const addressAttributes: ReadonlySet<string> = new Set(['to', 'from', 'jid', 'by']);

import { attributeOf, elementsOf, textOf } from './content.ts';
import { type ApplicationErrors, applicationErrors } from './facts/application-errors.ts';
import type { Explanation } from './facts/explanation.ts';
import { dropped, oldCodes, renamed } from './facts/old-errors.ts';
import { pushRefinements } from './facts/push-refinements.ts';
import { type ErrorContext, refinements } from './facts/refinements.ts';
import { saidRefinements } from './facts/said.ts';
import { saslErrors } from './facts/sasl-errors.ts';
import { specificationOf } from './facts/specification.ts';
import { joinErrors, stanzaErrors } from './facts/stanza-errors.ts';
import { streamErrors } from './facts/stream-errors.ts';
import { bareJid } from './jid.ts';
import { namespaces } from './namespace-name.ts';
import { streamNamespace } from './scope.ts';
import type { Note, XmlElement } from './types.ts';

export type ConditionKind = 'stanza-error' | 'stream-error' | 'sasl-error';

export interface ExplainOptions {
  /** The stanza that is answered. */
  readonly request?: XmlElement;
}

const core = 'XMPP: Core';

/**
 * Remarks on the errors in a stanza, each with its usual cause and what to try, in the order of the text. An exact condition of an
 * extension comes before the general one of RFC 6120. With the request that a stanza answers, causes are told more exactly.
 */
export function explainErrors(stanza: XmlElement, { request }: ExplainOptions = {}): readonly Note[] {
  const notes: Note[] = [];
  const queue: XmlElement[] = [stanza];
  // A stack of our own: elements may be nested deeper than the engine's call stack allows.
  for (let element = queue.pop(); element; element = queue.pop()) {
    const note = explainHolder(element, stanza, request);
    if (note) notes.push(note);
    for (const child of elementsOf(element).reverse()) queue.push(child);
  }
  return notes;
}

/** The element around a condition, if this is one. */
function kindOfHolder({ local, namespace }: XmlElement): ConditionKind | undefined {
  if (local === 'failure') return namespace === namespaces.sasl || isSasl2(namespace) ? 'sasl-error' : undefined;
  if (local === 'error') return namespace === streamNamespace ? 'stream-error' : 'stanza-error';
  return local === 'failed' ? 'stanza-error' : undefined;
}

const isSasl2 = (namespace: string): boolean => namespace === namespaces.sasl2;

const conditionNamespaces: Readonly<Record<ConditionKind, string>> = {
  'stanza-error': namespaces.stanzaErrors,
  'stream-error': namespaces.streamErrors,
  'sasl-error': namespaces.sasl,
};

/** What kind of error the conditions of a namespace are of. */
export function kindOfConditionNamespace(namespace: string): ConditionKind | undefined {
  const kinds: readonly ConditionKind[] = ['stanza-error', 'stream-error', 'sasl-error'];
  return kinds.find((kind) => conditionNamespaces[kind] === namespace);
}

function explainHolder(holder: XmlElement, stanza: XmlElement, request: XmlElement | undefined): Note | undefined {
  // A stream error is known by its conditions too: a log may have lost the declaration of the prefix.
  const found = elementsOf(holder).find(
    ({ local, namespace }) => local !== 'text' && Object.values(conditionNamespaces).includes(namespace),
  );
  const kind =
    found?.namespace === namespaces.streamErrors && holder.local === 'error' ? 'stream-error' : kindOfHolder(holder);
  if (kind === undefined) return undefined;
  if (found === undefined || found.namespace !== conditionNamespaces[kind]) return explainOldCode(holder, stanza, kind);
  const said = saidIn(holder, found);
  const application = elementsOf(holder).find(
    (child) => child !== found && child.namespace !== found.namespace && child.local !== 'text',
  );
  const written = found.local;
  const condition = (Object.hasOwn(renamed, written) ? renamed[written] : undefined) ?? written;
  const context: ErrorContext = { kind, condition, holder, stanza, said, ...(request && { request }) };
  const general = explainCondition(kind, condition);
  const exact = (application && explainApplication(application)) ?? refine(context) ?? joinNote(context);
  if (general === undefined && exact === undefined) return undefined;
  const note = exact ?? general;
  if (note === undefined) return undefined;
  return {
    ...note,
    kind,
    ...(said !== undefined && { said }),
    ...typeOf(holder, kind),
    ...(exact &&
      general && { general: { name: condition, summary: general.summary, specification: general.specification } }),
    ...answeredBy(stanza, holder),
    ...(condition !== written && {
      oddity: `<${written}/> is the name of RFC 3920 for what is called <${condition}/> today.`,
    }),
  };
}

/** The words of an error, in the namespace of its condition; SASL2 has them in its own. */
function saidIn(holder: XmlElement, condition: XmlElement): string | undefined {
  const texts = elementsOf(holder).filter(({ local }) => local === 'text');
  const text = texts.find(({ namespace }) => namespace === condition.namespace || namespace === holder.namespace);
  return textOf(condition).trim() || (text && textOf(text).trim()) || undefined;
}

function typeOf(holder: XmlElement, kind: ConditionKind): Pick<Note, 'errorType'> {
  const name = kind === 'stanza-error' ? attributeOf(holder, 'type') : undefined;
  const meaning = name !== undefined && Object.hasOwn(errorTypes, name) ? errorTypes[name] : undefined;
  return name !== undefined && meaning !== undefined ? { errorType: { name, meaning } } : {};
}

/** An exact condition, with the version of its namespace or without. */
function explainApplication({ namespace, local }: XmlElement): Omit<Note, 'kind'> | undefined {
  const list = applicationErrors.find(
    (one) => one.namespace === namespace || one.namespace === namespace.replace(/:\d+$/, ''),
  );
  const found = list?.conditions.find(({ name }) => name === local);
  return list && found && applicationNote(list, found);
}

function applicationNote(
  { document, title }: ApplicationErrors,
  { name, summary, why, whatToTry, section }: ApplicationErrors['conditions'][number],
): Omit<Note, 'kind'> {
  return { name, summary, why, whatToTry, specification: specificationOf(document, title, section) };
}

function refine(context: ErrorContext): Omit<Note, 'kind'> | undefined {
  const all = [...saidRefinements, ...pushRefinements, ...refinements];
  const found = all.find((one) => one.conditions.includes(context.condition) && one.applies(context));
  if (found === undefined) return undefined;
  const { summary, why, whatToTry, specification } = found;
  return { name: context.condition, summary, why, whatToTry, specification };
}

/** XEP-0045 gives the conditions a meaning of their own in the answer to a join. */
function joinNote({ kind, condition, stanza, request }: ErrorContext): Omit<Note, 'kind'> | undefined {
  if (kind !== 'stanza-error' || !isAnswerOfRoom(stanza, request)) return undefined;
  const found = joinErrors.find(({ name }) => name === condition);
  return found && { ...found, specification: specificationOf('0045', 'Multi-User Chat') };
}

/** XEP-0086: errors were numbers once. */
function explainOldCode(holder: XmlElement, stanza: XmlElement, kind: ConditionKind): Note | undefined {
  const code = attributeOf(holder, 'code');
  const isError =
    holder.local === 'error' && attributeOf(stanza, 'type') === 'error' && elementsOf(stanza).includes(holder);
  const condition = code === undefined || !isError || !Object.hasOwn(oldCodes, code) ? undefined : oldCodes[code];
  const note = condition && explainCondition(kind, condition);
  if (!note) return undefined;
  const said = textOf(holder).trim();
  return {
    ...note,
    ...(said !== '' && { said }),
    ...typeOf(holder, kind),
    ...answeredBy(stanza, holder),
    oddity: `code="${code}" is an old way of writing <${condition}/> (XEP-0086).`,
  };
}

/**
 * Some rooms send the element of the join back; others (Prosody 13) say only in the error's "by" that the room itself answers.
 */
function isAnswerOfRoom(stanza: XmlElement, request: XmlElement | undefined): boolean {
  if (stanza.local !== 'presence' || attributeOf(stanza, 'type') !== 'error') return false;
  const isJoin = (presence: XmlElement): boolean =>
    elementsOf(presence).some(({ local, namespace }) => local === 'x' && namespace === namespaces.muc);
  if (isJoin(stanza) || (request && isJoin(request))) return true;
  const error = elementsOf(stanza).find(({ local, namespace }) => local === 'error' && namespace === stanza.namespace);
  const from = attributeOf(stanza, 'from') ?? '';
  return from.includes('/') && error !== undefined && attributeOf(error, 'by') === bareJid(from);
}

/** Who answers says where to look. */
function answeredBy(stanza: XmlElement, holder: XmlElement): Pick<Note, 'answered'> {
  if (!['iq', 'message', 'presence'].includes(stanza.local) || !elementsOf(stanza).includes(holder)) return {};
  const by = attributeOf(holder, 'by');
  const from = attributeOf(stanza, 'from');
  if (by !== undefined && by !== from) return { answered: `The error was made by ${by}.` };
  if (from === undefined) {
    // A server answers a device; what goes to a server or an account was written by the client.
    const to = attributeOf(stanza, 'to');
    const isOwn = to !== undefined && !to.includes('/');
    return {
      answered: isOwn
        ? `This goes to ${to}: the client itself refuses.`
        : 'Your own server answered, for your account.',
    };
  }
  if (!from.includes('@')) return { answered: `The server or service ${from} answered itself.` };
  return from.includes('/') ? {} : { answered: `The server of ${from} answered for this address.` };
}

/** RFC 6120 section 8.3.2. */
const errorTypes: Readonly<Record<string, string>> = {
  auth: 'Send it again with the credentials that are needed.',
  cancel: 'Do not send it again: the answer would be the same.',
  continue: 'Only a warning: go on.',
  modify: 'Change what is wrong and send it again.',
  wait: 'Wait and send it again.',
};

const conditions: Readonly<Record<ConditionKind, { list: readonly Explanation[]; section: string }>> = {
  'stanza-error': { list: stanzaErrors, section: '8.3.3' },
  'stream-error': { list: streamErrors, section: '4.9.3' },
  'sasl-error': { list: saslErrors, section: '6.5' },
};

/** What one error condition means; undefined for a name that neither RFC 6120 nor RFC 3920 defines. */
export function explainCondition(kind: ConditionKind, name: string): Note | undefined {
  const { list, section } = conditions[kind];
  const index = list.findIndex((explanation) => explanation.name === name);
  const old = dropped.find((one) => one.kind === kind && one.name === name);
  const explanation = list[index] ?? old;
  if (!explanation) return undefined;
  const { summary, why, whatToTry } = explanation;
  const specification = old
    ? specificationOf('RFC 3920', core)
    : specificationOf('RFC 6120', core, `${section}.${index + 1}`);
  return { kind, name, summary, why, whatToTry, specification };
}

/** A remark on each error condition that RFC 6120 defines, in the order of its sections: what is said when one comes. */
export function explainConditions(): readonly Note[] {
  const kinds: readonly ConditionKind[] = ['sasl-error', 'stanza-error', 'stream-error'];
  return kinds.flatMap((kind) => conditions[kind].list.flatMap(({ name }) => explainCondition(kind, name) ?? []));
}

/** Exact conditions by their extension: what is said when one comes. */
export interface ExactConditions {
  readonly namespace: string;
  readonly document: string;
  readonly title: string;
  readonly notes: readonly Note[];
}

export function explainExactConditions(): readonly ExactConditions[] {
  return applicationErrors.map((list) => ({
    namespace: list.namespace,
    document: list.document,
    title: list.title,
    notes: list.conditions.map((condition) => ({ kind: 'stanza-error', ...applicationNote(list, condition) })),
  }));
}

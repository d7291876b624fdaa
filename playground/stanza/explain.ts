import { attributeOf, elementsOf, textOf } from './content.ts';
import type { Explanation } from './facts/explanation.ts';
import { type NamespaceFact, namespaceFacts } from './facts/namespaces.ts';
import { saslErrors } from './facts/sasl-errors.ts';
import { joinErrors, stanzaErrors } from './facts/stanza-errors.ts';
import { streamErrors } from './facts/stream-errors.ts';
import { bareJid } from './jid.ts';
import { namespaces } from './namespace-name.ts';
import type { Note, Specification, XmlElement } from './types.ts';

export type ConditionKind = 'stanza-error' | 'stream-error' | 'sasl-error';

export interface ExplainOptions {
  /** The stanza that is answered. */
  readonly request?: XmlElement;
}

const core = 'XMPP: Core';

/**
 * Remarks on a stanza for its reader: errors first, each with its usual cause and what to try, then what the namespaces in it are
 * for, each once, in the order of the text. Namespaces that are not in the registry, and `jabber:client` itself, get no remark.
 * With the request that a stanza answers, errors of rooms are recognised more reliably.
 */
export function explain(stanza: XmlElement, { request }: ExplainOptions = {}): readonly Note[] {
  const ofRoom = isAnswerOfRoom(stanza, request);
  const errors: Note[] = [];
  const found = new Map<string, Note | undefined>();
  const queue: { element: XmlElement; parent?: XmlElement }[] = [{ element: stanza }];
  // A stack of our own: elements may be nested deeper than the engine's call stack allows.
  for (let item = queue.pop(); item; item = queue.pop()) {
    const { element, parent } = item;
    const condition = parent && explainError(element, parent, ofRoom);
    if (condition) errors.push(condition);
    const { namespace } = element;
    if (!silent.has(namespace) && !found.has(namespace)) found.set(namespace, explainNamespace(namespace));
    for (const child of elementsOf(element).reverse()) queue.push({ element: child, parent: element });
  }
  const notes = [...found.values()].filter((note) => note !== undefined);
  return [...errors, ...notes];
}

/** Namespaces that say nothing about a stanza, or that an error's remark speaks of already. */
const silent: ReadonlySet<string> = new Set([
  '',
  'jabber:client',
  'jabber:server',
  namespaces.stanzaErrors,
  namespaces.streamErrors,
]);

function explainError(element: XmlElement, parent: XmlElement, ofRoom: boolean): Note | undefined {
  if (element.local === 'text') return undefined;
  const kind = kindOfCondition(element, parent);
  if (!kind) return undefined;
  const join = kind === 'stanza-error' && ofRoom ? joinErrors.find(({ name }) => name === element.local) : undefined;
  const note = join
    ? {
        ...withoutSpecification(kind, join),
        specification: { number: 'XEP-0045', title: 'Multi-User Chat', url: xepUrl('0045') },
      }
    : explainCondition(kind, element.local);
  if (!note) return undefined;
  const text = elementsOf(parent).find(({ local, namespace }) => local === 'text' && namespace === element.namespace);
  const said = textOf(element).trim() || (text && textOf(text).trim()) || undefined;
  const type = kind === 'stanza-error' ? attributeOf(parent, 'type') : undefined;
  const meaning = type && Object.hasOwn(errorTypes, type) ? errorTypes[type] : undefined;
  return { ...note, said, errorType: type && meaning ? { name: type, meaning } : undefined };
}

function kindOfCondition({ namespace }: XmlElement, parent: XmlElement): ConditionKind | undefined {
  if (namespace === namespaces.stanzaErrors && ['error', 'failed'].includes(parent.local)) return 'stanza-error';
  if (namespace === namespaces.streamErrors && parent.local === 'error') return 'stream-error';
  if (namespace === namespaces.sasl && parent.local === 'failure') return 'sasl-error';
  return undefined;
}

/**
 * XEP-0045 gives the conditions a meaning of their own in the answer to a join. Some rooms send the element of the join back; others
 * (Prosody 13) say only in the error's "by" that the room itself answers.
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

/** What one error condition means; undefined for a name that RFC 6120 does not define. */
function explainCondition(kind: ConditionKind, name: string): Note | undefined {
  const { list, section } = conditions[kind];
  const index = list.findIndex((explanation) => explanation.name === name);
  const explanation = list[index];
  if (!explanation) return undefined;
  const number = `${section}.${index + 1}`;
  const specification = {
    number: `RFC 6120 section ${number}`,
    title: core,
    url: `${rfcUrl('6120')}#section-${number}`,
  };
  return { ...withoutSpecification(kind, explanation), specification };
}

/** A remark on each error condition that RFC 6120 defines, in the order of its sections: what `explain` says when one comes. */
export function explainConditions(): readonly Note[] {
  const kinds: readonly ConditionKind[] = ['sasl-error', 'stanza-error', 'stream-error'];
  return kinds.flatMap((kind) => conditions[kind].list.flatMap(({ name }) => explainCondition(kind, name) ?? []));
}

function withoutSpecification(kind: ConditionKind, { name, summary, why, whatToTry }: Explanation): Note {
  return { kind, name, summary, why, whatToTry };
}

let facts: ReadonlyMap<string, NamespaceFact> | undefined;

/** Made at first use, so that a bundler can leave the registry out where nothing asks for it. */
function factOf(namespace: string): NamespaceFact | undefined {
  facts ??= new Map(namespaceFacts.map((fact) => [fact[0], fact]));
  return facts.get(namespace);
}

/**
 * What a namespace, a feature of disco#info or the name of a PEP node is for; undefined when it is not in the registry. Versions
 * (`urn:xmpp:mam:2`), parts (`...muc#roomconfig`) and `+notify` lead to the namespace that they belong to.
 */
export function explainNamespace(namespace: string): Note | undefined {
  const feature = namespace.replace(/\+notify$/, '');
  const names = [
    feature,
    feature.replace(/:\d+$/, ''),
    feature.replace(/#.*$/s, ''),
    feature.replace(/(:\d+)?(#.*)?$/s, ''),
    feature.replace(/:\d+:.*$/s, ''),
    feature.replace(/\.(devicelist|bundles).*$/s, ''),
  ];
  const fact = names.map(factOf).find((found) => found !== undefined);
  if (!fact) return undefined;
  const [, document, title, summary] = fact;
  return { kind: 'namespace', name: namespace, summary, specification: specificationOf(document, title) };
}

function specificationOf(document: string, title: string): Specification {
  if (document.startsWith('RFC ')) return { number: document, title, url: rfcUrl(document.slice(4)) };
  return { number: `XEP-${document}`, title, url: xepUrl(document) };
}

function rfcUrl(number: string): string {
  return `https://www.rfc-editor.org/rfc/rfc${number}.html`;
}

function xepUrl(number: string): string {
  return `https://xmpp.org/extensions/xep-${number}.html`;
}

import { elementsOf } from './content.ts';
import { type ExplainOptions, explainErrors } from './explain-error.ts';
import { type NamespaceFact, namespaceFacts } from './facts/namespaces.ts';
import { specificationOf } from './facts/specification.ts';
import { namespaces } from './namespace-name.ts';
import type { Note, XmlElement } from './types.ts';

/**
 * Remarks on a stanza for its reader: errors first, each with its usual cause and what to try, then what the namespaces in it are
 * for, each once, in the order of the text. Namespaces that are not in the registry, and `jabber:client` itself, get no remark.
 * With the request that a stanza answers, errors of rooms are recognised more reliably.
 */
export function explain(stanza: XmlElement, options: ExplainOptions = {}): readonly Note[] {
  const found = new Map<string, Note | undefined>();
  const queue: XmlElement[] = [stanza];
  // A stack of our own: elements may be nested deeper than the engine's call stack allows.
  for (let element = queue.pop(); element; element = queue.pop()) {
    const { namespace } = element;
    if (!silent.has(namespace) && !found.has(namespace)) found.set(namespace, explainNamespace(namespace));
    for (const child of elementsOf(element).reverse()) queue.push(child);
  }
  const notes = [...found.values()].filter((note) => note !== undefined);
  return [...explainErrors(stanza, options), ...notes];
}

/** Namespaces that say nothing about a stanza, or that an error's remark speaks of already. */
const silent: ReadonlySet<string> = new Set([
  '',
  'jabber:client',
  'jabber:server',
  namespaces.stanzaErrors,
  namespaces.streamErrors,
]);

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

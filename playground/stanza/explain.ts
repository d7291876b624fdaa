import { elementsOf } from './content.ts';
import { type ExplainOptions, explainErrors } from './explain-error.ts';
import { explainNamespace } from './names.ts';
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

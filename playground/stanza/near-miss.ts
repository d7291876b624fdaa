import { elementsOf } from './content.ts';
import { distanceWithin } from './edit-distance.ts';
import { explainNamespace, isKnownName, knownNames, nameFact } from './names.ts';
import type { Note, XmlElement } from './types.ts';

/** Up to so many letters may differ; short names are too like each other for more than one. */
const differences = (name: string): number => (name.length < 14 ? 1 : 2);

/**
 * A namespace that is nearly a known one: white space in it, capitals, a letter wrong, https for http. Undefined for what is known, and for
 * what is like nothing known.
 */
export function nearMiss(namespace: string): Note | undefined {
  if (namespace === '' || namespace.length > 200 || isKnownName(namespace)) return undefined;
  const plain = namespace.trim().replace(/\s+/g, '');
  if (plain !== namespace && nameFact(plain)) return note(namespace, plain, spaceWords(namespace));
  const lower = plain.toLowerCase();
  let best: { known: string; distance: number } | undefined;
  for (const known of knownNames()) {
    const limit = Math.min(differences(known), (best?.distance ?? 99) - 1);
    const candidate = known.toLowerCase();
    const distance = sameButScheme(lower, candidate) ? 0 : distanceWithin(lower, candidate, limit);
    if (distance !== undefined && distance <= limit) best = { known, distance };
    if (distance === 0) break;
  }
  return best && note(namespace, best.known, 'It is not known, but close to one that is.');
}

/** The near misses among the namespaces of a stanza, each once, in the order of the text. */
export function nearMissesIn(stanza: XmlElement): readonly Note[] {
  const found = new Map<string, Note | undefined>();
  const queue: XmlElement[] = [stanza];
  for (let element = queue.pop(); element; element = queue.pop()) {
    const { namespace } = element;
    if (!found.has(namespace)) found.set(namespace, nearMiss(namespace));
    for (const child of elementsOf(element).reverse()) queue.push(child);
  }
  return [...found.values()].filter((one) => one !== undefined);
}

function note(written: string, known: string, words: string): Note | undefined {
  const right = explainNamespace(known);
  return (
    right && {
      kind: 'near-miss',
      name: written,
      summary: `${words} The known one is ${known}.`,
      why: 'Namespaces are compared letter by letter, so a server takes this for something that it has never heard of.',
      whatToTry: `Write ${known}.`,
      ...(right.specification && { specification: right.specification }),
    }
  );
}

function spaceWords(namespace: string): string {
  if (/\s$/.test(namespace)) return 'The namespace ends with a space.';
  return /^\s/.test(namespace) ? 'The namespace begins with a space.' : 'There is a space in the namespace.';
}

function sameButScheme(a: string, b: string): boolean {
  const bare = (name: string): string => name.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return bare(a) === bare(b);
}

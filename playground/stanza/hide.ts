/** What a report hides on demand: addresses and what people wrote. Passwords go always (`secrets.ts`). */
import { parse, parseJid, type XmlElement } from './index.ts';

/** Elements whose text a person wrote. */
const written: ReadonlySet<string> = new Set(['body', 'subject', 'status', 'html', 'nick', 'reason']);

/** The stanza with `{body}`, `{status}` and the like for what a person wrote; as it is when it is not well-formed. */
export function withoutWords(xml: string): string {
  const parsed = parse(xml, { stream: true });
  if (!parsed.ok) return xml;
  let text = '';
  let at = 0;
  for (const element of elementsIn(parsed.stanzas)) {
    const [first, last] = [element.children[0], element.children.at(-1)];
    if (!written.has(element.local) || first === undefined || last === undefined || first.start.offset < at) continue;
    text += `${xml.slice(at, first.start.offset)}{${element.local}}`;
    at = last.end.offset;
  }
  return text + xml.slice(at);
}

/** Every element, in the order of the text. */
function* elementsIn(stanzas: readonly XmlElement[]): Generator<XmlElement> {
  const work = [...stanzas].reverse();
  for (let element = work.pop(); element; element = work.pop()) {
    yield element;
    work.push(...element.children.filter((child) => child.kind === 'element').reverse());
  }
}

/**
 * Gives every person, host and resource in these texts a name that says nothing: `user1@host1.example/r1`, the same for the same one
 * everywhere. Addresses are learned from attributes and texts that are one, and hidden wherever they stand.
 * @param known addresses that count in any case, such as the reader's own
 */
export function addressHider(texts: readonly string[], known: readonly string[]): (text: string) => string {
  const jids = new Set(known);
  for (const xml of texts) {
    const parsed = parse(xml, { stream: true });
    if (!parsed.ok) continue;
    for (const element of elementsIn(parsed.stanzas)) {
      for (const { local, value } of element.attributes)
        if (value.includes('@') || ['to', 'from', 'jid', 'by'].includes(local)) jids.add(value);
      for (const child of element.children)
        if (child.kind === 'text' && child.value.includes('@')) jids.add(child.value.trim());
    }
  }
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const learn = (word: string | undefined, kind: 'user' | 'host' | 'r'): void => {
    const key = `${kind} ${word?.toLowerCase()}`;
    if (word === undefined || names.has(key)) return;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    names.set(key, kind === 'host' ? `host${count}.example` : `${kind}${count}`);
  };
  for (const text of jids) {
    const address = parseJid(text);
    if (!address.ok) continue;
    const [, local] = /^([^@/]+)@/.exec(text) ?? [];
    const [, resource] = /^[^/]+\/(.+)$/s.exec(text) ?? [];
    learn(local, 'user');
    learn(/^(?:[^@/]+@)?([^/]+)/.exec(text)?.[1], 'host');
    learn(resource, 'r');
  }
  const wordsOf = (kind: string): string[] =>
    [...names.keys()].filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1));
  const hosts = alternatives(wordsOf('host'));
  if (hosts === '') return (text) => text;
  const users = alternatives(wordsOf('user'));
  const resources = alternatives(wordsOf('r'));
  const pattern = new RegExp(
    `(?:(?<![\\w.-])(${users || '(?!)'})@)?(?<![\\w.-])(${hosts})(?![\\w-]|\\.\\w)(?:/(${resources || '(?!)'})(?![\\w.-]))?`,
    'gi',
  );
  const nameOf = (kind: string, word: string): string => names.get(`${kind} ${word.toLowerCase()}`) ?? word;
  return (text) =>
    text.replace(pattern, (_, user: string | undefined, host: string, resource: string | undefined) =>
      [user && `${nameOf('user', user)}@`, nameOf('host', host), resource && `/${nameOf('r', resource)}`].join(''),
    );
}

/** The longest first, so that none is taken for the beginning of another one. */
function alternatives(words: readonly string[]): string {
  return [...words]
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
    .join('|');
}

/**
 * The tables of names are texts, so that they can be read and changed by anybody, one name a line:
 *
 *     = RFC 6121 XMPP: Instant Messaging and Presence     a document; a XEP by its number: = 0030 Service Discovery
 *     jabber:iq:roster | What the namespace is for.
 *       item §2.1.2 | What the element is, with its section if that can be led to.
 *         subscription | What the attribute says.
 *         subscription=both §2.1.2.5 | What this value of it says.
 *         =away | What this text inside the element says.
 */
export interface Fact {
  readonly sentence: string;
  readonly section?: string;
}

export interface ElementFact extends Fact {
  /** By `name`, `name=value` and `=text`. */
  readonly attributes: ReadonlyMap<string, Fact>;
}

export interface NameFact extends Fact {
  readonly name: string;
  /** `RFC 6120`, or the number of a XEP. */
  readonly document: string;
  readonly title: string;
  readonly elements: ReadonlyMap<string, ElementFact>;
}

const documentLine = /^= (RFC \d+|\d{4}) (.+)$/;
const factLine = /^( *)(.+?)(?: §([\d.]+))? \| (.+)$/;

/** Reads a table. Lines that do not fit are left out; the tests find them. */
export function readTable(text: string): readonly NameFact[] {
  const names: NameFact[] = [];
  let document: Pick<NameFact, 'document' | 'title'> = { document: '', title: '' };
  let elements = new Map<string, ElementFact>();
  let attributes = new Map<string, Fact>();
  for (const line of text.split('\n')) {
    const [, number, title] = documentLine.exec(line) ?? [];
    if (number !== undefined && title !== undefined) document = { document: number, title };
    const [, indent, name = '', section, sentence = ''] = factLine.exec(line) ?? [];
    const fact: Fact = section === undefined ? { sentence } : { sentence, section };
    if (indent === '') {
      elements = new Map();
      names.push({ ...document, ...fact, name, elements });
    } else if (indent === '  ') {
      attributes = new Map();
      elements.set(name, { ...fact, attributes });
    } else if (indent === '    ') attributes.set(name, fact);
  }
  return names;
}

/** Lines of a table that say nothing, for the tests. */
export function strayLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '' && !documentLine.test(line) && !factLine.test(line));
}

/**
 * What a server wrote, in a form in which two servers can be compared: attributes and sets in a fixed order, and
 * what differs at every start (random ids, times) replaced by a star. Nothing else is touched.
 */
import { readEvents, readStartTag } from '../../playground/sandbox/xml/events.ts';
import { XmlParser } from '../../playground/sandbox/xml/parser.ts';

interface Element {
  readonly name: string;
  readonly attributes: Map<string, string>;
  /** What is inside, written already: nesting may be deeper than the stack. */
  readonly children: string[];
  isText: boolean;
}

const SEPARATOR = '|';
const STREAM = `http://etherx.jabber.org/streams${SEPARATOR}stream`;

/** Attributes whose values are random or times, by element (namespace|name). */
const VOLATILE: readonly (readonly [element: RegExp, attribute: string])[] = [
  [/^urn:xmpp:sid:0\|stanza-id$/, 'id'],
  [/^urn:xmpp:occupant-id:0\|occupant-id$/, 'id'],
  [/^urn:xmpp:mam:2\|result$/, 'id'],
  [/\|delay$/, 'stamp'],
  [/\|x$/, 'stamp'],
  [/^jabber:iq:last\|query$/, 'seconds'],
  [/^urn:xmpp:sm:3\|enabled$/, 'id'],
  [/^urn:xmpp:blocking:errors/, 'id'],
];
/** Elements whose text is random, a time, or about the machine. */
const VOLATILE_TEXT = /\|(utc|tzo|os|challenge|first|last|count-since|stamp)$/;
/** Elements whose children are a set: Prosody writes them in an order that changes at every start. */
const SETS = /\|(features|mechanisms|query|pubsub|x|field|blocklist|items|error|fin|prefs|vCard|feature)$/;

/** One line per stream header, top-level element or end of stream. */
export function canonical(text: string): string[] {
  const lines: string[] = [];
  for (const stream of text.split(/(?=<\?xml )|(?=<stream:stream )/)) lines.push(...canonicalStream(stream));
  return lines;
}

function canonicalStream(text: string): string[] {
  if (/^<\?xml [^>]*>$/.test(text)) return [];
  const parser = new XmlParser({ separator: SEPARATOR, namespaceEvents: false });
  const lines: string[] = [];
  const open: Element[] = [];
  // Text after a login starts inside a stream whose header was read before.
  const body = text.startsWith('<stream:stream ') || text.startsWith('<?xml') ? text : `${HEADER}${text}`;
  for (const { kind, fields } of readEvents(parser.feed(new TextEncoder().encode(body)))) {
    const top = open.at(-1);
    if (kind === 'S') {
      const { name, attributes } = readStartTag(fields);
      open.push({ name, attributes, children: [], isText: true });
      if (name === STREAM && body === text) lines.push(write({ name, attributes, children: [], isText: true }));
    } else if (kind === 'T') {
      if (open.length > 1) top?.children.push(JSON.stringify(fields));
    } else if (kind === 'E') {
      const element = open.pop();
      const parent = open.at(-1);
      if (!element) continue;
      if (!parent) lines.push('</stream:stream>');
      else if (open.length === 1) lines.push(write(element));
      else {
        parent.children.push(write(element));
        parent.isText = false;
      }
    } else if (kind === '!') lines.push(`(broken XML: ${fields})`);
  }
  return lines;
}

const HEADER = `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;

function write(element: Element): string {
  const attributes = [...element.attributes].map(([name, value]) => [name, isVolatile(element, name) ? '*' : value]);
  const tag = attributes
    .sort()
    .reduce((text, [name, value]) => `${text} ${name}=${JSON.stringify(value)}`, element.name);
  const children = [...element.children];
  if (SETS.test(element.name)) children.sort();
  const content = element.isText && children.length > 0 && VOLATILE_TEXT.test(element.name) ? '*' : children.join('');
  return content === '' ? `<${tag}/>` : `<${tag}>${content}</>`;
}

function isVolatile(element: Element, attribute: string): boolean {
  if (VOLATILE.some(([name, volatile]) => name.test(element.name) && volatile === attribute)) return true;
  if (attribute !== 'id') return false;
  if (element.name === STREAM) return true;
  // What the server asks or tells by itself has an id of its own making.
  const type = element.attributes.get('type');
  if (element.name === `jabber:client${SEPARATOR}message` && type === 'headline') return true;
  const isRequest = element.name === `jabber:client${SEPARATOR}iq` && (type === 'get' || type === 'set');
  return isRequest || /\|item$/.test(element.name);
}

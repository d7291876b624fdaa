/**
 * What a server wrote, in a form in which two servers can be compared: attributes and sets in a fixed order, and
 * what differs at every start (random ids, times) replaced by a star. Nothing else is touched.
 */
import { XmlParser } from 'expat-wasm';

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
  [/^urn:xmpp:sm:3\|resumed$/, 'previd'],
  [/^urn:xmpp:blocking:errors/, 'id'],
  [/^urn:xmpp:mam:2\|(start|end)$/, 'id'],
  [/^urn:xmpp:mam:2\|(start|end)$/, 'timestamp'],
  [/^http:\/\/jabber.org\/protocol\/commands\|command$/, 'sessionid'],
];
/** Ids of Prosody's making: 6, 12 or 18 random bytes in base64, or a UUID. Those of the tests are of other lengths. */
const RANDOM_ID = /^(?:[\w-]{8}|[\w-]{16}|[\w-]{24}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;
/** A node that the server named (XEP-0060 section 8.1.2). */
const RANDOM_NODE = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/** Elements whose text is random, a time, or about the machine. */
const VOLATILE_TEXT = /\|(utc|tzo|os|challenge|first|last|count-since|stamp|unique)$/;
/** The address that a client got which named no resource (RFC 6120 section 7.6): Prosody makes one of 9 random bytes. */
const BOUND = /^urn:ietf:params:xml:ns:xmpp-bind\|jid$/;
const RANDOM_RESOURCE = /\/[\w-]{12}(?="$)/;
/** Elements whose children are a set: Prosody writes them in an order that changes at every start. */
const SETS =
  /\|(features|mechanisms|query|set|pubsub|x|field|blocklist|items|error|fin|prefs|always|never|vCard|feature)$|^jabber:iq:roster\|item$/;
/** An invitation's parts are added by handlers of the same priority, which run in an order that changes at every start. */
const INVITATION = 'muc#user|invite';

/** One line per stream header, top-level element or end of stream. */
export function canonical(text: string): string[] {
  const lines: string[] = [];
  for (const stream of text.split(/(?=<\?xml )|(?=<stream:stream )/)) lines.push(...canonicalStream(stream));
  return lines;
}

/**
 * Presence and roster pushes that one event sets off, for rooms and contacts, come in the order of a table that changes
 * at every start: each run of such lines in alphabetical order.
 */
export function sortBroadcasts(lines: readonly string[]): string[] {
  const sorted: string[] = [];
  let run: string[] = [];
  for (const line of [...lines, '']) {
    if (BROADCAST.test(line)) run.push(line);
    else {
      sorted.push(...run.sort(), line);
      run = [];
    }
  }
  return sorted.slice(0, -1);
}

const BROADCAST = /^<jabber:client\|presence |^<jabber:client\|iq [^>]*type="set"><jabber:iq:roster\|query /;

function canonicalStream(text: string): string[] {
  if (/^<\?xml [^>]*>$/.test(text)) return [];
  const lines: string[] = [];
  const open: Element[] = [];
  // Text after a login starts inside a stream whose header was read before.
  const body = text.startsWith('<stream:stream ') || text.startsWith('<?xml') ? text : `${HEADER}${text}`;
  const parser = new XmlParser({ separator: SEPARATOR, encoding: null });
  // Text comes in pieces.
  let data = '';
  const endText = () => {
    if (data !== '' && open.length > 1) open.at(-1)?.children.push(JSON.stringify(withoutOrder(withoutDate(data))));
    data = '';
  };
  parser.on('startElement', (name: string, attributes: Record<string, string>) => {
    endText();
    const pairs = Object.entries(attributes).map(([key, value]) => [withoutPrefix(key), value] as const);
    const element = { name: withoutPrefix(name), attributes: new Map(pairs), children: [], isText: true };
    open.push(element);
    if (element.name === STREAM && body === text) lines.push(write(element));
  });
  parser.on('characterData', (piece: string) => {
    data += piece;
  });
  parser.on('endElement', () => {
    endText();
    const element = open.pop();
    const parent = open.at(-1);
    if (!element) return;
    if (!parent) lines.push('</stream:stream>');
    else if (open.length === 1) lines.push(write(element));
    else {
      parent.children.push(write(element));
      parent.isText = false;
    }
  });
  try {
    parser.parse(new TextEncoder().encode(body), 0);
  } catch (error) {
    lines.push(`(broken XML: ${(error as { xmlMessage?: string }).xmlMessage ?? String(error)})`);
  } finally {
    parser.destroy();
  }
  return lines;
}

/** expat adds the prefix as a third part. */
function withoutPrefix(name: string): string {
  return name.split(SEPARATOR).slice(0, 2).join(SEPARATOR);
}

const HEADER = `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;

function write(element: Element): string {
  const attributes = [...element.attributes].map(([name, value]) => [name, isVolatile(element, name) ? '*' : value]);
  const tag = (isLateLeave(element) ? attributes.map(withoutNick) : attributes)
    .sort()
    .reduce((text, [name, value]) => `${text} ${name}=${JSON.stringify(value)}`, element.name);
  const children = BOUND.test(element.name)
    ? element.children.map((text) => text.replace(RANDOM_RESOURCE, '/*'))
    : [...element.children];
  const isInvitation = element.name.endsWith('|message') && children.some((child) => child.includes(INVITATION));
  if (SETS.test(element.name) || isInvitation) children.sort();
  const content = element.isText && children.length > 0 && VOLATILE_TEXT.test(element.name) ? '*' : children.join('');
  return content === '' ? `<${tag}/>` : `<${tag}>${content}</>`;
}

/**
 * Who entered an emptied room under two names leaves it twice, in the order of a table that changes at every start; for the
 * second one there is no room any more.
 */
function isLateLeave({ name, attributes, children }: Element): boolean {
  const isError = name === `jabber:client${SEPARATOR}presence` && attributes.get('type') === 'error';
  return isError && children.some((child) => child.includes('|item-not-found/>'));
}

function withoutNick([name = '', value = '']: readonly string[]): string[] {
  return [name, name === 'from' ? value.replace(/\/.*/s, '/*') : value];
}

function isVolatile(element: Element, attribute: string): boolean {
  if (VOLATILE.some(([name, volatile]) => name.test(element.name) && volatile === attribute)) return true;
  if (attribute === 'node') return RANDOM_NODE.test(element.attributes.get('node') ?? '');
  if (attribute !== 'id') return false;
  if (element.name === STREAM) return true;
  if (RANDOM_ID.test(element.attributes.get('id') ?? '')) return true;
  // What the server asks or tells by itself has an id of its own making.
  const type = element.attributes.get('type');
  if (element.name === `jabber:client${SEPARATOR}message` && type === 'headline') return true;
  const isRequest = element.name === `jabber:client${SEPARATOR}iq` && (type === 'get' || type === 'set');
  return isRequest;
}

/** A date inside of a sentence, as of the commands `uptime` and `ping`. */
function withoutDate(text: string): string {
  return text
    .replace(/\w{3} \w{3} +\d+ \d\d:\d\d:\d\d \d{4}/g, '(date)')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '(date)');
}

/** Problems with the fields of a form, told in the order of a table: one that changes at every start. So is the first. */
function withoutOrder(text: string): string {
  if (text.startsWith('Field does not match: ')) return 'Field does not match: (field)';
  return /^[\w#]+: .+; [\w#]+: /.test(text) ? text.split('; ').sort().join('; ') : text;
}

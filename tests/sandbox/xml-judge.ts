/** What expat itself says about a document, and what our parser says, in one form. */
import { XmlParser as Expat } from 'expat-wasm';
import { FIELD, readEvents, readStartTag } from '../../playground/sandbox/xml/events.ts';
import { XmlParser } from '../../playground/sandbox/xml/parser.ts';

export interface Verdict {
  /** Events up to the end or the error; text that came in pieces is one. */
  readonly events: readonly string[];
  /** The chunk at which the document was refused (one more than there are: at its end), or null. */
  readonly refusedAt: number | null;
  /** expat's words. */
  readonly error: string | null;
}

const SEPARATOR = '\x01';

export function ours(chunks: readonly Uint8Array[]): Verdict {
  const parser = new XmlParser({ separator: SEPARATOR, namespaceEvents: true });
  const events: string[] = [];
  for (const [index, chunk] of [...chunks, null].entries()) {
    for (const { kind, fields } of readEvents(chunk ? parser.feed(chunk) : parser.end())) {
      if (kind === '!') return { events, refusedAt: index, error: fields };
      note(events, kind, describe(kind, fields));
    }
  }
  return { events, refusedAt: null, error: null };
}

function describe(kind: string, fields: string): string {
  if (kind !== 'S') return fields;
  const { name, attributes } = readStartTag(fields);
  return JSON.stringify([name, [...attributes].sort()]);
}

export function expat(chunks: readonly Uint8Array[]): Verdict {
  const parser = new Expat({ separator: SEPARATOR, encoding: null });
  const events: string[] = [];
  const plain = (name: string) => name.split(SEPARATOR).slice(0, 2).join(SEPARATOR);
  parser.on('startElement', (name: string, attributes: Record<string, string>) => {
    const pairs = Object.entries(attributes).map(([key, value]) => [plain(key), value]);
    note(events, 'S', JSON.stringify([plain(name), pairs.sort()]));
  });
  parser.on('endElement', (name: string) => note(events, 'E', plain(name)));
  parser.on('characterData', (text: string) => note(events, 'T', text));
  parser.on('startCdataSection', () => note(events, '[', ''));
  parser.on('endCdataSection', () => note(events, ']', ''));
  parser.on('startNamespaceDecl', (prefix: string, uri: string) => note(events, 'N', `${prefix}${FIELD}${uri}`));
  parser.on('endNamespaceDecl', (prefix: string) => note(events, 'M', prefix));
  parser.on('comment', (text: string) => note(events, 'C', text));
  parser.on('processingInstruction', (target: string, data: string) => note(events, 'P', `${target}${FIELD}${data}`));
  try {
    for (const [index, chunk] of [...chunks, null].entries()) {
      try {
        parser.parse(chunk ?? new Uint8Array(), chunk ? 0 : 1);
      } catch (error) {
        return { events, refusedAt: index, error: (error as { xmlMessage?: string }).xmlMessage ?? String(error) };
      }
    }
    return { events, refusedAt: null, error: null };
  } finally {
    parser.destroy();
  }
}

/** Text in pieces, and expat's silence about some things, must not count as a difference. */
function note(events: string[], kind: string, text: string): void {
  if (kind === 'X' || kind === 'D') return;
  const last = events.length - 1;
  if (kind === 'T' && events[last]?.startsWith('T ')) events[last] += text;
  else events.push(`${kind} ${text}`);
}

/** Cuts bytes at these places. */
export function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  const chunks: Uint8Array[] = [];
  let from = 0;
  for (const place of [...sorted, bytes.length]) {
    if (place > from) chunks.push(bytes.subarray(from, place));
    from = Math.max(from, place);
  }
  return chunks;
}

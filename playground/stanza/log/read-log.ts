import { dinoToXml, isDino } from './dino.ts';
import { type Found, findElements } from './elements.ts';
import { type Head, headLength, readHead } from './formats.ts';
import { stripLines } from './lines.ts';
import { type Chunk, findChunks } from './literals.ts';
import { hasOddSpace, repair } from './repair.ts';
import type { LogFormat, LoggedStanza, LogOptions, LogReading, Repair } from './types.ts';
import { fromBytes, unescapeBackslashes, unescapeReferences, unescapeStrings } from './unescape.ts';

/** Takes the stanzas out of a log or any other text, with what it tells about each. Never throws; takes linear time. */
export function readLog(text: string, options: LogOptions): LogReading {
  const steps = readLogInSteps(text, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, with pauses: between two of them lie some milliseconds. */
export function* readLogInSteps(text: string, { now }: LogOptions): Generator<void, LogReading> {
  const raw = yield* stripLines(text);
  const inChunks = yield* readChunks(yield* findChunks(raw.text, now));
  if (inChunks.length > 0) return toReading(inChunks, []);
  const plain = yield* unescapeStrings(text);
  const stripped = plain === text ? raw : yield* stripLines(plain);
  const xml = isDino(stripped.text) ? yield* dinoToXml(stripped.text) : stripped.text;
  const reader = new Reader(xml, stripped.prefixes, now);
  yield* reader.read(yield* findElements(xml));
  if (reader.stanzas.length === 0 && reader.startTags.length === 0) {
    // No stanza: then perhaps a part of one, which its namespace tells from the tags of a web page; the error of a stanza has none of its own.
    yield* reader.read(yield* findElements(xml, ({ name, xmlns }) => xmlns !== undefined || name === 'error'));
  }
  return toReading(reader.stanzas, reader.startTags);
}

interface Read extends LoggedStanza {
  readonly format: LogFormat;
  readonly hasZone: boolean;
}

function toReading(read: readonly Read[], startTags: readonly Read[]): LogReading {
  const stanzas = read.length === 0 ? startTags : read;
  const counts = new Map<LogFormat, number>();
  for (const { format } of stanzas) if (format !== 'plain') counts.set(format, (counts.get(format) ?? 0) + 1);
  const [format] = [...counts].reduce<[LogFormat, number]>(
    (most, each) => (each[1] > most[1] ? each : most),
    ['plain', 0],
  );
  return {
    format,
    stanzas: stanzas.map(({ format: _, hasZone: __, ...stanza }) => stanza),
    hasZone: stanzas.every(({ at, hasZone }) => at === undefined || hasZone),
    startTags: startTags.length,
  };
}

function toRead(xml: string, head: Head, repairs: readonly Repair[]): Read {
  const { format, hasZone = false, ...told } = head;
  return { xml, ...told, repairs, format, hasZone };
}

/** How many stanzas are taken in between two pauses. */
const slice = 500;

class Reader {
  readonly stanzas: Read[] = [];
  readonly startTags: Read[] = [];
  readonly #text: string;
  readonly #prefixes: readonly string[] | undefined;
  readonly #now: number;
  #head: Head = { format: 'plain' };
  /** Offset after what was read last. */
  #after = 0;
  /** The line, from 0, of the offset up to which lines were counted. */
  #line = 0;
  #counted = 0;
  /** How many layers of escapes may still be taken off. */
  readonly #layers: number;

  constructor(text: string, prefixes: readonly string[] | undefined, now: number, layers = maxLayers) {
    this.#text = text;
    this.#prefixes = prefixes;
    this.#now = now;
    this.#layers = layers;
  }

  *read(found: readonly Found[]): Generator<void, void> {
    this.#after = 0;
    for (const [index, { kind, start, end, isOdd }] of found.entries()) {
      if (index % slice === slice - 1) yield;
      yield* this.#readEscaped(this.#after, start);
      this.#head = this.#headBefore(start);
      this.#after = end;
      const xml = this.#text.slice(start, end);
      if (kind !== 'start-tag') this.stanzas.push(this.#whole(xml, start, isOdd));
      else if (this.#head.format === 'prosody')
        this.startTags.push(toRead(`${xml.slice(0, -1)}/>`, this.#head, ['closed']));
    }
    yield* this.#readEscaped(this.#after, this.#text.length);
  }

  #whole(xml: string, start: number, isOdd: boolean): Read {
    const isEscaped = this.#head.format === 'har' ? xml.includes('\\') : isString(xml, this.#text[start - 1]);
    const plain = isEscaped ? unescapeBackslashes(xml) : xml;
    if (!isOdd && !hasOddSpace(plain)) return toRead(plain, this.#head, []);
    const { xml: repaired, repairs } = repair(plain);
    return toRead(repaired, this.#head, repairs);
  }

  #headBefore(start: number): Head {
    const gap = this.#text.slice(Math.max(this.#after, start - headLength), start);
    const isNext = this.#after > 0 && start - this.#after < headLength && gap.trim() === '';
    // Several in one go, one after the other.
    if (isNext && gap.indexOf('\n') === gap.lastIndexOf('\n') && this.#prefixes === undefined) return this.#head;
    return readHead(this.#withPrefix(gap, start), this.#now, this.#head.format);
  }

  /** What was taken off the line is what tells the time. */
  #withPrefix(gap: string, start: number): string {
    if (this.#prefixes === undefined) return gap;
    for (let at = this.#text.indexOf('\n', this.#counted); at >= 0 && at < start; at = this.#text.indexOf('\n', at + 1))
      this.#line += 1;
    this.#counted = start;
    const lineStart = gap.lastIndexOf('\n') + 1;
    return gap.slice(0, lineStart) + (this.#prefixes[this.#line] ?? '') + gap.slice(lineStart);
  }

  /** Looks for stanzas that are written as a string or for a web page, in the text between others. */
  *#readEscaped(from: number, to: number): Generator<void, void> {
    if (this.#layers === 0) return;
    const parts: string[] = [];
    let isEscaped = false;
    for (let at = from; at < to; ) {
      const next = to - at > pieceLength ? this.#text.indexOf('\n', at + pieceLength) : -1;
      const end = next < 0 || next > to ? to : next;
      const piece = this.#text.slice(at, end);
      const plain = unescaped(piece);
      isEscaped ||= plain !== undefined;
      parts.push(plain ?? piece);
      if (end > at + pieceLength) yield;
      at = end;
    }
    if (!isEscaped) return;
    const plain = parts.join('');
    const inner = new Reader(plain, undefined, this.#now, this.#layers - 1);
    inner.#head = this.#head;
    yield* inner.read((yield* findElements(plain)).filter(({ kind }) => kind !== 'start-tag'));
    for (const stanza of inner.stanzas) this.stanzas.push(stanza);
  }
}

/** Escapes within escapes: a web page that shows a string of JSON that a log holds. More is no accident. */
const maxLayers = 3;
/** Characters from which escapes are taken off in one go. */
const pieceLength = 100_000;

/** Whether it is the inside of a string: with line breaks as `\n` between its tags, where text of a stanza would mean nothing. */
function isString(xml: string, before: string | undefined): boolean {
  return (before === '"' || before === "'" || before === '`') && />\\r?\\?n[^<>]*</.test(xml);
}

const references = /&lt;\/?[A-Za-z]/;
const backslashes = /\\+u003[cC]/;

/** The text with one layer of escapes taken off; undefined when nothing in it looks escaped. */
function unescaped(text: string): string | undefined {
  if (references.test(text)) return unescapeReferences(text);
  if (backslashes.test(text)) return unescapeBackslashes(text);
  return undefined;
}

/** The chunks of each stream and direction make one text; a stanza may begin in one and end in another. */
function* readChunks(chunks: readonly Chunk[]): Generator<void, Read[]> {
  const streams = new Map<string, Chunk[]>();
  for (const chunk of chunks) {
    const key = `${chunk.direction} ${chunk.account}`;
    const stream = streams.get(key);
    if (stream) stream.push(chunk);
    else streams.set(key, [chunk]);
  }
  const read: { readonly offset: number; readonly stanza: Read }[] = [];
  for (const stream of streams.values()) {
    yield;
    const text = stream.map((chunk) => chunk.text).join('');
    const found = yield* findElements(text);
    let index = 0;
    let end = stream[0]?.text.length ?? 0;
    for (const { kind, start, end: after } of found) {
      if (kind === 'start-tag') continue;
      if (read.length % slice === slice - 1) yield;
      while (start >= end && index < stream.length - 1) {
        index += 1;
        end += stream[index]?.text.length ?? 0;
      }
      const { text: _, offset = 0, ...head } = stream[index] ?? { format: 'plain' as const, text: '' };
      read.push({ offset, stanza: toRead(fromBytes(text.slice(start, after)), head, []) });
    }
  }
  // Sorting keeps the order within a chunk.
  return read.sort((a, b) => a.offset - b.offset).map(({ stanza }) => stanza);
}

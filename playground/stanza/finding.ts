import type { Position, XmlElement } from './types.ts';

/** Puts `text` in the place of `length` code units at `offset`. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** A way to fix a text, said as a command: `Add an id`. The edits do not overlap. */
export interface Fix {
  readonly label: string;
  readonly edits: readonly Edit[];
}

/** What is not as the protocol has it, found before anything is sent. */
export interface Finding {
  /** A stable name: `no-id`. */
  readonly code: string;
  /** An error is refused by the server or ends the stream, a warning does not do what is meant, a hint is worth knowing. */
  readonly severity: 'error' | 'warning' | 'hint';
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly length: number;
  readonly plain: string;
  readonly fix?: Fix;
}

/** The text after a fix. */
export function applied(text: string, { edits }: Fix): string {
  const ordered = [...edits].sort((one, other) => other.offset - one.offset);
  return ordered.reduce(
    (now, { offset, length, text }) => now.slice(0, offset) + text + now.slice(offset + length),
    text,
  );
}

type What = Pick<Finding, 'code' | 'severity' | 'plain'> & { readonly fix?: Fix | undefined };

/** A finding about something that is in the text from here to there; of an element only the beginning of its tag is marked. */
export function findingAt(what: What, at: { start: Position; end: Position; kind?: string; name?: string }): Finding {
  const { fix, ...rest } = what;
  const { start, end } = at;
  const length = at.kind === 'element' ? (at.name?.length ?? 0) + 1 : end.offset - start.offset;
  return { ...rest, line: start.line, column: start.column, offset: start.offset, length, ...(fix && { fix }) };
}

/** Writes an attribute behind the element's name. The value has no quotes in it. */
export function addAttribute({ start, name }: XmlElement, attribute: string, value: string): Edit {
  return { offset: start.offset + 1 + name.length, length: 0, text: ` ${attribute}="${value}"` };
}

/** Puts other text in the place of an attribute; with '' it goes, and the space before it. */
export function replaceAttribute({ start, end }: { start: Position; end: Position }, text: string): Edit {
  const gone = text === '' ? 1 : 0;
  return { offset: start.offset - gone, length: end.offset - start.offset + gone, text };
}

/** Gives an element another name, in both of its tags. */
export function renameElement({ start, end, name }: XmlElement, to: string, text: string): readonly Edit[] {
  const first = { offset: start.offset + 1, length: name.length, text: to };
  const closing = `</${name}`;
  const last = text.lastIndexOf(closing, end.offset - 1);
  const isClosed = last > start.offset && /^\s*>$/.test(text.slice(last + closing.length, end.offset));
  return isClosed ? [first, { offset: last + 2, length: name.length, text: to }] : [first];
}

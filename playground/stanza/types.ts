/** The door of the stanza room, as types: pure functions on stanza text. Nothing here touches the network or the page. */

/** A place in a text. Lines and columns count from 1, offsets (UTF-16 code units, as JavaScript strings count) from 0. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export interface Attribute {
  /** As written, with its prefix: `xml:lang`. */
  readonly name: string;
  readonly local: string;
  /** The namespace name, or '' for an attribute without prefix (RFC: Namespaces in XML, section 6.2). */
  readonly namespace: string;
  /** The value after entities are resolved. */
  readonly value: string;
  readonly start: Position;
  readonly end: Position;
}

export interface XmlText {
  readonly kind: 'text';
  readonly value: string;
  readonly start: Position;
  readonly end: Position;
}

export interface XmlElement {
  readonly kind: 'element';
  /** As written, with its prefix: `stream:features`. */
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly attributes: readonly Attribute[];
  readonly children: readonly XmlNode[];
  readonly start: Position;
  readonly end: Position;
}

export type XmlNode = XmlElement | XmlText;

/** What is wrong with a text, where, and in plain words what to do about it. */
export interface XmlError {
  /** A stable name of the mistake, e.g. `not-closed`, `mismatched-tag`, `restricted-xml`. */
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  /** How many code units the marker should cover; at least 1. */
  readonly length: number;
  readonly plain: string;
}

export type ParseResult =
  | { readonly ok: true; readonly stanzas: readonly XmlElement[] }
  | { readonly ok: false; readonly error: XmlError };

export type Direction = 'sent' | 'received';

/** One text as it went over the wire of one account. */
export interface WireEntry {
  /** Unique and rising within one console or run. */
  readonly id: number;
  /** The account's name in the console or page, e.g. `romeo`. */
  readonly account: string;
  readonly direction: Direction;
  /** Milliseconds since the epoch, with fractions. */
  readonly at: number;
  readonly text: string;
}

/** How one entry relates to another: a request and its reply (RFC 6120 section 8.1.3 and 8.2.3). */
export type Pairing =
  | { readonly kind: 'paired'; readonly partner: number; readonly milliseconds: number }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'timed-out'; readonly milliseconds: number }
  | { readonly kind: 'orphan' }
  /** A reply, after another one with its id from the same address: nothing waits for it any more. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'alone' };

/** Where a namespace or a condition is defined. */
export interface Specification {
  /** `XEP-0030` or `RFC 6120 section 8.3.3`. */
  readonly number: string;
  readonly title: string;
  readonly url: string;
}

/** What a remark is about. */
export type NoteKind =
  | 'namespace'
  | 'element'
  | 'attribute'
  | 'value'
  | 'feature'
  | 'form-field'
  | 'status-code'
  | 'mechanism'
  | 'log-line'
  /** A name that is nearly one that is known. */
  | 'near-miss'
  | 'stanza-error'
  | 'stream-error'
  | 'sasl-error';

/** A remark on a stanza for the reader: what it is, or why it failed and what to try. */
export interface Note {
  readonly kind: NoteKind;
  /** The namespace name, the condition, e.g. `item-not-found`, or whatever else it is about, as it is written. */
  readonly name: string;
  readonly summary: string;
  readonly why?: string;
  readonly whatToTry?: string;
  /** What the other side wrote into the error itself: its `<text/>`, or the address in `gone`, `redirect` and `see-other-host`. */
  readonly said?: string;
  /** The type of a stanza error (RFC 6120 section 8.3.2) and what it asks of the sender. */
  readonly errorType?: { readonly name: string; readonly meaning: string };
  /** The condition of RFC 6120 beside an exact one: what the error would mean if nothing more were known. */
  readonly general?: { readonly name: string; readonly summary: string; readonly specification?: Specification };
  /** Who answered with the error: a sentence. */
  readonly answered?: string;
  /** What is odd about the way in which it is written: a sentence. */
  readonly oddity?: string;
  readonly specification?: Specification;
}

/** What `{name}` placeholders caught so far: name to text. */
export type Captures = Readonly<Record<string, string>>;

/** One place where a stanza is not what was expected. */
export interface Mismatch {
  /** Where, as a path from the stanza: `iq/query/@node`. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
  /** Position in the expectation. */
  readonly at: Position;
  readonly plain: string;
}

export type Match =
  | { readonly ok: true; readonly captures: Captures }
  | { readonly ok: false; readonly mismatches: readonly Mismatch[] };

/** The mistakes that the parser tells apart. */
export type XmlErrorCode =
  | 'bad-character'
  | 'bare-ampersand'
  | 'bare-less-than'
  | 'unknown-entity'
  | 'bad-reference'
  | 'cdata-end-in-text'
  | 'cdata-not-closed'
  | 'bad-name'
  | 'tag-not-closed'
  | 'attribute-without-value'
  | 'attribute-without-quotes'
  | 'attribute-not-closed'
  | 'missing-space'
  | 'duplicate-attribute'
  | 'not-closed'
  | 'mismatched-tag'
  | 'stray-end-tag'
  | 'restricted-xml'
  | 'undeclared-prefix'
  | 'bad-namespace'
  | 'text-outside';

/** Carries a mistake from deep inside the scanner to the function that was called; never leaves this room. */
export class XmlProblem {
  readonly code: XmlErrorCode;
  readonly offset: number;
  /** In UTF-16 code units. */
  readonly length: number;
  readonly plain: string;

  constructor(code: XmlErrorCode, offset: number, length: number, plain: string) {
    this.code = code;
    this.offset = offset;
    this.length = Math.max(1, length);
    this.plain = plain;
  }
}

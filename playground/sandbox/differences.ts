/**
 * Where this server answers differently from native Prosody of the same version, and why that stays so. Tests compare
 * the two and fail on a difference that is not listed, and on a listed one that has gone. The documentation renders it.
 */

export interface Difference {
  readonly id: 'corrected-characters';
  /** For the page: what it is about, and then a sentence or two each. */
  readonly title: string;
  readonly here: string;
  readonly native: string;
  readonly why: string;
  /** How a reader can see it. */
  readonly see: string;
  /** Stanzas whose answers may differ. */
  readonly touches: RegExp;
  /** One of them. */
  readonly example: string;
}

export const differences: readonly Difference[] = [
  {
    id: 'corrected-characters',
    title: 'Five characters in addresses',
    here: 'Five rare Chinese characters in addresses become the characters that Unicode has named since 2003.',
    native: 'They become the characters of Unicode 3.2, which were a mistake.',
    why: 'XMPP prepares addresses by the rules of Unicode 3.2 (RFC 3454). Corrigendum 4 corrected five of its tables afterwards, and browsers have the corrected ones only. They are U+2F868, U+2F874, U+2F91F, U+2F95F and U+2F9BF.',
    see: 'Send a message to \u{2f868}@montague.example and look at the sender of the error.',
    touches: /[\u{2f868}\u{2f874}\u{2f91f}\u{2f95f}\u{2f9bf}]/u,
    example: `<message to='\u{2f868}@montague.example' id='m'><body>x</body></message>`,
  },
];

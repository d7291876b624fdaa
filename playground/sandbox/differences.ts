/**
 * Where this server answers differently from native Prosody of the same version, and why that stays so. Tests compare
 * the two and fail on a difference that is not listed, and on a listed one that has gone. The documentation renders it.
 */

export interface Difference {
  readonly id: 'held-back-tag' | 'corrected-characters';
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
    id: 'held-back-tag',
    title: 'Very long tags',
    here: 'A very long tag is dealt with as soon as it has arrived.',
    native:
      'A very long tag that arrives in several pieces can lie there unread until the client sends something more, even a space.',
    why: 'Prosody uses the XML parser expat. Since version 2.6 expat delays reading a tag again that was incomplete before, as a defence against clients that send a huge tag byte by byte. The parser in this tab does not face such an attack, and waiting without a reason would only puzzle you.',
    see: 'Send a ping whose id has 20 000 characters, and nothing after it.',
    touches: /<[^>]{8000}/,
    example: `<iq type='get' id='${'x'.repeat(20_000)}'><ping xmlns='urn:xmpp:ping'/></iq>`,
  },
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

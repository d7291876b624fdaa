/** What a link may hold. Beyond it, it is refused: a link comes from anybody. */
export const shareLimits = Object.freeze({
  /** Characters of the link after the number sign; some browsers and chats cut longer ones. */
  link: 32_000,
  /** Bytes of what is unpacked: a small link can claim to be gigabytes. */
  unpacked: 400_000,
  stanzas: 200,
  /** Characters of one stanza: as much as the editor keeps. */
  stanza: 100_000,
  /** Characters of an account's name: the longest address that XMPP allows (RFC 7622 section 3.1). */
  account: 3_071,
  title: 200,
});

/** What a link may hold. Beyond it, it is refused: a link comes from anybody. */
export const shareLimits = Object.freeze({
  /** Characters of the link after the number sign; some browsers and chats cut longer ones. */
  link: 32_000,
  /** Bytes of what is unpacked: a small link can claim to be gigabytes. */
  unpacked: 400_000,
  stanzas: 200,
  /** Characters of one stanza: as much as the editor keeps. */
  stanza: 100_000,
  replies: 500,
  /** Characters of an account's name: the longest address that XMPP allows (RFC 7622 section 3.1). */
  account: 3_071,
  title: 200,
  /** Characters of a changed configuration's new lines, all servers together. */
  configuration: 100_000,
  dnsRecords: 200,
  /** Seconds: as far as the playground moves the clock. */
  clock: 6_000_000,
});

export type ShareLimit = keyof typeof shareLimits;

const words: Readonly<Record<ShareLimit, (size: string, limit: string) => string>> = {
  link: (size, limit) => `it would have ${size} characters, and some programs cut links of more than ${limit}`,
  unpacked: (size, limit) => `it unpacks to ${size} bytes, and at most ${limit} are accepted`,
  stanzas: (size, limit) => `it has ${size} stanzas, and at most ${limit} are accepted`,
  stanza: (size, limit) => `a stanza has ${size} characters, and at most ${limit} are accepted`,
  replies: (size, limit) => `it has ${size} replies, and at most ${limit} are accepted`,
  account: (size, limit) => `an address has ${size} characters, and at most ${limit} are accepted`,
  title: (size, limit) => `its title has ${size} characters, and at most ${limit} are accepted`,
  configuration: (size, limit) => `the changed configuration has ${size} characters, and at most ${limit} are accepted`,
  dnsRecords: (size, limit) => `it has ${size} DNS records, and at most ${limit} are accepted`,
  clock: (size, limit) => `its clock is ${size} seconds ahead, and at most ${limit} are accepted`,
};

/** The first limit that is broken, as the end of a sentence; undefined when all are kept. For those who make links and for those who read them. */
export function brokenLimit(sizes: Partial<Record<ShareLimit, number>>): string | undefined {
  for (const [name, size] of Object.entries(sizes) as [ShareLimit, number][]) {
    if (size > shareLimits[name]) return words[name](counted(size), counted(shareLimits[name]));
  }
  return undefined;
}

const counted = (size: number): string => (Number.isFinite(size) ? size.toLocaleString('en') : 'more');

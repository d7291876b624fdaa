/** What follows the type of a DNS record, checked and with absolute names. */
import { isIPv4, isIPv6 } from 'node:net';
import { absoluteName } from './names.ts';
import { ZoneProblem } from './problem.ts';

type Field = (word: string, origin: string) => string;

interface RecordType {
  /** An example of the whole data, for errors. */
  readonly example: string;
  readonly fields: readonly Field[];
}

const number =
  (what: string, max: number): Field =>
  (word) => {
    if (!/^\d+$/.test(word) || Number(word) > max)
      throw new ZoneProblem(`"${word}" is not a ${what}: a number from 0 to ${max}.`);
    return String(Number(word));
  };

const name: Field = absoluteName;

const ipv4: Field = (word) => {
  if (!isIPv4(word))
    throw new ZoneProblem(
      `"${word}" is not an IPv4 address, such as 198.51.100.10; an IPv6 address goes into an AAAA record.`,
    );
  return word;
};

const ipv6: Field = (word) => {
  if (!isIPv6(word) || word.includes('%'))
    throw new ZoneProblem(
      `"${word}" is not an IPv6 address, such as 2001:db8:1::10; an IPv4 address goes into an A record.`,
    );
  return word.toLowerCase();
};

/** A character-string of RFC 1035 section 5.1: at most 255 bytes, written with quotes. */
const quoted: Field = (word) => {
  const written = word.startsWith('"') ? word : `"${word}"`;
  const bytes = new TextEncoder().encode(written.slice(1, -1).replace(/\\(\d{3}|.)/g, 'x')).length;
  if (bytes > 255)
    throw new ZoneProblem(
      `A text of ${bytes} bytes is too long: split it into texts of at most 255 bytes: "..." "..."`,
    );
  return written;
};

const tag: Field = (word) => {
  if (!['issue', 'issuewild', 'iodef', 'contactemail', 'contactphone', 'issuemail', 'issuevmc'].includes(word)) {
    throw new ZoneProblem(`"${word}" is not a CAA property: write issue, issuewild or iodef.`);
  }
  return word;
};

const types: Readonly<Record<string, RecordType>> = {
  A: { example: '198.51.100.10', fields: [ipv4] },
  AAAA: { example: '2001:db8:1::10', fields: [ipv6] },
  CNAME: { example: 'xmpp', fields: [name] },
  NS: { example: 'ns1', fields: [name] },
  PTR: { example: 'xmpp.example.com.', fields: [name] },
  MX: { example: '10 mail', fields: [number('preference', 65_535), name] },
  // RFC 2782
  SRV: {
    example: '0 5 5222 xmpp',
    fields: [number('priority', 65_535), number('weight', 65_535), number('port', 65_535), name],
  },
  // RFC 8659 section 4.1
  CAA: { example: '0 issue "letsencrypt.org"', fields: [number('flag', 255), tag, quoted] },
};

export const recordTypes: readonly string[] = [...Object.keys(types), 'TXT', 'TLSA'].sort();

/**
 * @param type one of `recordTypes`
 * @param words what follows the type
 * @throws ZoneProblem when it does not fit the type
 */
export const readData = (type: string, words: readonly string[], origin: string): string => {
  if (type === 'TXT') {
    if (words.length === 0) throw new ZoneProblem('TXT needs its text: TXT "v=spf1 -all".');
    return words.map((word) => quoted(word, origin)).join(' ');
  }
  if (type === 'TLSA') return tlsa(words);
  const { fields = [], example } = types[type] ?? {};
  if (words.length !== fields.length) {
    throw new ZoneProblem(
      `${type} needs ${fields.length === 1 ? 'one value' : `${fields.length} values`}, such as: ${type} ${example}. There ${words.length === 1 ? 'is 1' : `are ${words.length}`}.`,
    );
  }
  return fields.map((field, index) => field(words[index] ?? '', origin)).join(' ');
};

/** RFC 6698 section 2.2: usage, selector, matching type, and hexadecimal digits that may be separated by spaces. */
const tlsa = ([usage = '', selector = '', matching = '', ...hex]: readonly string[]): string => {
  const digits = hex.join('').toLowerCase();
  const length = { '1': 64, '2': 128 }[matching];
  if (
    !/^[0-3]$/.test(usage) ||
    !/^[01]$/.test(selector) ||
    !/^[0-2]$/.test(matching) ||
    !/^([0-9a-f]{2})+$/.test(digits)
  ) {
    throw new ZoneProblem(
      'TLSA needs usage (0-3), selector (0-1), matching type (0-2) and hexadecimal digits, such as: TLSA 3 1 1 8d02536c...',
    );
  }
  if (length !== undefined && digits.length !== length) {
    throw new ZoneProblem(
      `TLSA with matching type ${matching} has ${length} hexadecimal digits; there are ${digits.length}.`,
    );
  }
  return `${usage} ${selector} ${matching} ${digits}`;
};

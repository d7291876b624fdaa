/** The second door of this room, for browsers: the reader's own names in a page's blocks. Imports nothing heavy. */
import {
  checkDomain,
  checkHost,
  checkIPv4,
  checkIPv6,
  checkLaptopIPv4,
  checkLaptopIPv6,
  type NameCheck,
} from './name-checks.ts';

/** The names that stand in all pages. A reader gives some of their own. */
export interface Names {
  /** The part of an address after the @. */
  readonly domain: string;
  /** The machine on which the server runs. */
  readonly host: string;
  /** The domain of another server to talk with. */
  readonly friend: string;
  readonly ipv4: string;
  readonly ipv6: string;
  /** The reader's own computer, as the server sees it: a firewall rule that lets in nobody else names it. */
  readonly laptopIPv4: string;
  readonly laptopIPv6: string;
}

export const siteNames: Names = {
  domain: 'example.com',
  host: 'xmpp.example.com',
  friend: 'example.net',
  ipv4: '198.51.100.10',
  ipv6: '2001:db8:1::10',
  laptopIPv4: '198.51.100.30',
  laptopIPv6: '2001:db8:1::30',
};

/** By name: what tells a good one from a wrong one, in plain words. */
export const checks: Readonly<Record<keyof Names, (text: string) => NameCheck>> = {
  domain: checkDomain,
  host: checkHost,
  friend: checkDomain,
  ipv4: checkIPv4,
  ipv6: checkIPv6,
  laptopIPv4: checkLaptopIPv4,
  laptopIPv6: checkLaptopIPv6,
};

/**
 * The text with the site's names replaced by the reader's, in one pass. Only whole names: `myexample.com` stays, names under
 * the domain (`conference.example.com`) follow it. A host that is not given is `xmpp.` under the reader's domain. A name that
 * does not pass its check is not used. Two other ways to write a domain follow too: `example%2ecom`, as Prosody names its
 * folders, and `example\.com` of regular expressions.
 */
export const personalise = (text: string, names: Partial<Names>): string => {
  const mine = checked(names);
  return text.replace(pattern, (found) => {
    const key = keyOf.get(plainly(found));
    const name = key && mine[key];
    if (name === undefined) return found;
    if (found.includes('%2e')) return encodeFolder(name);
    return found.includes('\\.') ? name.replaceAll('.', '\\.') : name;
  });
};

const checked = (names: Partial<Names>): Partial<Names> => {
  const mine: { -readonly [Key in keyof Names]?: string } = {};
  for (const key of Object.keys(checks) as (keyof Names)[]) {
    const result = checks[key](names[key] ?? '');
    if (result.ok) mine[key] = result.name;
  }
  if (mine.domain !== undefined) mine.host ??= `xmpp.${mine.domain}`;
  return mine;
};

const plainly = (found: string): string => found.replaceAll('%2e', '.').replaceAll('\\.', '.');

/** Prosody's util.encodings of names in paths: every other byte than letters and digits as %xx. */
const encodeFolder = (name: string): string =>
  name.replace(/[^a-z0-9]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`);

const keyOf: ReadonlyMap<string, keyof Names> = new Map(
  (Object.keys(siteNames) as (keyof Names)[]).map((key) => [siteNames[key], key]),
);

const dotted = (name: string): string => name.replaceAll('.', '(?:\\.|\\\\\\.|%2e)');
// Longest first: the host holds the domain.
const namePattern = [siteNames.host, siteNames.domain, siteNames.friend].map(dotted).join('|');
const either = (...names: readonly string[]): string => `(?:${names.join('|').replaceAll('.', '\\.')})`;
const pattern = new RegExp(
  [
    `(?<![A-Za-z0-9-])(?:${namePattern})(?![A-Za-z0-9-])`,
    `(?<![0-9.])${either(siteNames.ipv4, siteNames.laptopIPv4)}(?![0-9]|\\.[0-9])`,
    `(?<![0-9A-Fa-f:])${either(siteNames.ipv6, siteNames.laptopIPv6)}(?![0-9A-Fa-f:])`,
  ].join('|'),
  'g',
);

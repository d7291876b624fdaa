import type { DnsTable } from '../../sandbox/types.ts';

/** The types of records that the network of this tab answers. */
const recordTypes = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SRV', 'TXT'] as const;

export interface DnsProblem {
  /** From 1. */
  readonly line: number;
  readonly plain: string;
}

export type DnsText =
  | { readonly ok: true; readonly table: DnsTable }
  | { readonly ok: false; readonly problems: readonly DnsProblem[] };

/** One record a line: its name, its type, its value, as in a zone file without times to live. */
export function dnsText(table: DnsTable): string {
  return Object.entries(table)
    .flatMap(([owner, values]) => values.map((value) => `${owner} ${value}\n`))
    .join('');
}

/** The table that a text means. Empty lines and what follows a semicolon outside of quotes are left out. */
export function readDns(text: string): DnsText {
  const table: Record<string, string[]> = {};
  const problems: DnsProblem[] = [];
  for (const [at, whole] of text.split('\n').entries()) {
    const record = whole.replace(/^((?:[^";]|"[^"]*")*);.*$/, '$1').trim();
    if (record === '') continue;
    const read = readRecord(record);
    if ('plain' in read) problems.push({ line: at + 1, plain: read.plain });
    else {
      const key = `${read.name} ${read.type}`;
      table[key] = [...(table[key] ?? []), read.value];
    }
  }
  for (const name of new Set(Object.keys(table).flatMap((key) => key.split(' ')[0] ?? []))) {
    const types = Object.keys(table).filter((key) => key.split(' ')[0] === name);
    if (types.length > 1 && table[`${name} CNAME`] !== undefined) {
      const line =
        text.split('\n').findIndex((each) => new RegExp(`^\\s*${escaped(name)}\\.?\\s.*CNAME`, 'i').test(each)) + 1;
      problems.push({
        line,
        plain: `${name} has a CNAME record and others. A name with a CNAME record has no other (RFC 1034).`,
      });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, table };
}

function readRecord(record: string): { name: string; type: string; value: string } | { plain: string } {
  const words = record.split(/\s+/);
  const name = (words.shift() ?? '').toLowerCase().replace(/\.$/, '');
  // As a zone file has them; here they mean nothing.
  if (/^\d+$/.test(words[0] ?? '')) words.shift();
  if (words[0]?.toUpperCase() === 'IN') words.shift();
  const type = (words.shift() ?? '').toUpperCase();
  if (!isName(name))
    return { plain: `“${name}” is not a domain name: letters, digits, hyphens and underscores between dots.` };
  if (type === '') return { plain: `${name} has no type. Write for example: ${name} A 192.0.2.1` };
  if (!(recordTypes as readonly string[]).includes(type)) {
    return { plain: `The network of this tab has no records of type ${type}. It knows ${recordTypes.join(', ')}.` };
  }
  if (words.length === 0) return { plain: `The ${type} record of ${name} has no value.` };
  const value =
    type === 'TXT'
      ? record.slice(record.indexOf(words[0] ?? '', name.length)).replace(/^"(.*)"$/, '$1')
      : words.join(' ');
  const plain = valueProblem(type, value);
  return plain === null ? { name, type, value: normal(type, value) } : { plain };
}

function valueProblem(type: string, value: string): string | null {
  const [first = '', second = '', third = '', fourth = '', ...more] = value.split(' ');
  switch (type) {
    case 'A':
      return isV4(value) ? null : `“${value}” is not an IPv4 address, such as 192.0.2.1.`;
    case 'AAAA':
      return isV6(value) ? null : `“${value}” is not an IPv6 address, such as 2001:db8::1.`;
    case 'TXT':
      return new TextEncoder().encode(value).length <= 255 ? null : 'A TXT record holds 255 bytes here.';
    case 'MX':
      return isNumber(first) && isName(second) && third === ''
        ? null
        : 'An MX record has a preference and a name: 10 mail.example.com';
    case 'SRV':
      if (!(isNumber(first) && isNumber(second) && isNumber(third) && fourth !== '' && more.length === 0)) {
        return 'An SRV record has a priority, a weight, a port and a name: 0 5 5269 xmpp.example.com';
      }
      if (isV4(fourth))
        return `The target of an SRV record is a name, not an address (RFC 2782): give ${fourth} a name with an A record.`;
      return fourth === '.' || isName(fourth) ? null : `“${fourth}” is not a domain name.`;
    default:
      return isName(value) ? null : `“${value}” is not a domain name.`;
  }
}

function normal(type: string, value: string): string {
  return type === 'TXT' || value.endsWith(' .') ? value : value.replace(/\.$/, '');
}

function isName(name: string): boolean {
  const bare = name.replace(/\.$/, '');
  return bare.length <= 253 && bare.split('.').every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label));
}

function isNumber(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) < 65_536;
}

function isV4(text: string): boolean {
  return (
    /^(\d{1,3}\.){3}\d{1,3}$/.test(text) &&
    text.split('.').every((part) => Number(part) < 256 && String(Number(part)) === part)
  );
}

function isV6(text: string): boolean {
  try {
    return text.includes(':') && !text.includes('.') && new URL(`http://[${text}]/`).hostname !== '';
  } catch {
    return false;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

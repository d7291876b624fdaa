/** DNS records as a zone file writes them (RFC 1035 section 5), from a `zone` block. */
import type { Complaint } from '../../frontmatter.ts';
import type { DnsRecord, ZoneStep } from '../../types.ts';
import { type FenceKind, machineBase, onMachines } from '../fence-kind.ts';
import type { FenceReader } from '../fence-reader.ts';
import { readData, recordTypes } from './data.ts';
import { absoluteName } from './names.ts';
import { ZoneProblem } from './problem.ts';
import { type ZoneEntry, zoneEntries } from './text.ts';

const readZone = (reader: FenceReader): ZoneStep => {
  const { records, complaints } = parseZone(reader.fence.text);
  const step: ZoneStep = {
    ...machineBase(reader),
    kind: 'zone',
    remove: reader.word('remove'),
    text: reader.fence.text,
    records,
  };
  for (const { line, plain } of complaints) reader.complain(plain, line);
  if (complaints.length === 0 && records.length === 0) {
    reader.complain('The block is empty: write a record into it, such as: xmpp A 198.51.100.10');
  }
  return step;
};

export const zone: FenceKind = {
  name: 'a "zone" block',
  word: 'zone',
  pages: onMachines,
  is: (reader) => reader.fence.language === 'zone',
  read: readZone,
};

interface Zone {
  readonly records: readonly DnsRecord[];
  /** Lines count from 1 in the block. */
  readonly complaints: readonly Complaint[];
}

/** Names of the site are under example.com; a block for another domain begins with `$ORIGIN example.net.`. */
const defaultOrigin = 'example.com.';
/** Seconds. */
const defaultTtl = 3600;

const parseZone = (text: string): Zone => {
  const records: (DnsRecord & { line: number })[] = [];
  const complaints: Complaint[] = [];
  let origin = defaultOrigin;
  let ttl = defaultTtl;
  let owner: string | undefined;
  for (const entry of zoneEntries(text)) {
    try {
      const [first = ''] = entry.tokens;
      if (entry.problem !== undefined) throw new ZoneProblem(entry.problem);
      if (first.startsWith('$')) {
        if (first === '$ORIGIN') origin = absoluteName(argument(entry), origin);
        else if (first === '$TTL') ttl = seconds(argument(entry));
        else throw new ZoneProblem(`"${first}" is not understood: only $ORIGIN and $TTL are.`);
        continue;
      }
      const record = readRecord(entry, { origin, ttl, owner });
      owner = record.name;
      records.push({ ...record, line: entry.line });
    } catch (error) {
      if (!(error instanceof ZoneProblem)) throw error;
      complaints.push({ line: entry.line, plain: error.message });
    }
  }
  return {
    records: records.map(({ line: _, ...record }) => record),
    complaints: complaints.length > 0 ? complaints : conflicts(records),
  };
};

const argument = ({ tokens }: ZoneEntry): string => {
  const [directive = '', value] = tokens;
  if (value === undefined || tokens.length > 2)
    throw new ZoneProblem(
      `${directive} takes one value, such as ${directive === '$TTL' ? '$TTL 3600' : '$ORIGIN example.net.'}`,
    );
  return value;
};

const ttlPattern = /^(?:\d+[smhdw]?)+$/i;
const ttlUnits: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `3600`, `1h`, `1h30m` in seconds; at most 2^31 - 1 (RFC 2181 section 8). */
const seconds = (text: string): number => {
  if (!ttlPattern.test(text))
    throw new ZoneProblem(`"${text}" is not a time to live: write seconds (3600) or 1h, 30m, 1d.`);
  let total = 0;
  for (const [, digits, unit] of text.matchAll(/(\d+)([smhdw]?)/gi)) {
    total += Number(digits) * (ttlUnits[(unit || 's').toLowerCase()] ?? 1);
  }
  if (total > 2 ** 31 - 1) throw new ZoneProblem(`The time to live "${text}" is too long: at most 2147483647 seconds.`);
  return total;
};

interface Defaults {
  readonly origin: string;
  readonly ttl: number;
  readonly owner: string | undefined;
}

const readRecord = (entry: ZoneEntry, defaults: Defaults): DnsRecord => {
  const rest = [...entry.tokens];
  let name = defaults.owner;
  if (entry.indented) {
    if (name === undefined)
      throw new ZoneProblem(
        'The first record needs its name: write it at the start of the line, or @ for the domain itself.',
      );
  } else {
    name = absoluteName(rest.shift() ?? '', defaults.origin);
  }
  let { ttl } = defaults;
  for (
    let word = rest[0];
    word !== undefined && (word.toUpperCase() === 'IN' || ttlPattern.test(word));
    word = rest[0]
  ) {
    if (word.toUpperCase() !== 'IN') ttl = seconds(word);
    rest.shift();
  }
  const type = rest.shift()?.toUpperCase();
  if (type === undefined)
    throw new ZoneProblem(`What kind of record is it? Write: name type data, such as: xmpp A 198.51.100.10`);
  if (!recordTypes.includes(type)) {
    throw new ZoneProblem(
      type === 'SOA'
        ? 'Leave the SOA record out: the lab makes one for each domain, as your DNS provider does.'
        : `"${type}" is not a known type of record. Known types: ${recordTypes.join(', ')}.`,
    );
  }
  return { name, ttl, type, data: readData(type, rest, defaults.origin) };
};

/** A name with a CNAME has no other records (RFC 1034 section 3.6.2). */
const conflicts = (records: readonly (DnsRecord & Pick<Complaint, 'line'>)[]): Complaint[] =>
  records
    .filter(({ type }) => type === 'CNAME')
    .filter((alias) => records.some((other) => other !== alias && other.name === alias.name))
    .map(({ name, line }) => ({
      line,
      plain: `${name} has a CNAME and another record; a name with a CNAME can have nothing else.`,
    }));

/** Times as logs write them. */

export interface LoggedTime {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Without it the time is read as the reader's own. */
  readonly hasZone: boolean;
}

const day = 86_400_000;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Minutes east of Greenwich, for the names of zones that mean one thing only. */
const zones: Readonly<Record<string, number>> = {
  CEST: 120,
  CET: 60,
  EDT: -240,
  EEST: 180,
  EET: 120,
  EST: -300,
  GMT: 0,
  MSK: 180,
  PDT: -420,
  PST: -480,
  UTC: 0,
  WEST: 60,
  WET: 0,
  Z: 0,
};

const clock = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d):(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?(?:\s?(?<half>[AaPp][Mm])\b)?`;
const zone = String.raw`\s?(?<zone>[+-]\d\d:?\d\d|(?:${Object.keys(zones).join('|')})(?![A-Za-z]))?`;
const name = '(?<name>[A-Za-z]{3})[a-z]*';

/** In the order in which they are tried: the more a form says, the earlier. */
const forms = [
  // 2026-11-16T13:57:30.123+01:00
  String.raw`(?<year>\d{4})[-/](?<month>\d\d)[-/](?<day>\d\d)[T ]${clock}${zone}`,
  // Mon 16 Nov 2026 01:57:30 PM CET
  String.raw`(?<day>\d{1,2})\.? ${name},? (?<year>\d{4}),? ${clock}${zone}`,
  // Mon Nov 16 13:57:30 2026, and without a year: Nov 16 13:57:30
  String.raw`\b${name} {1,2}(?<day>\d{1,2}) ${clock}${zone}(?: (?<year>\d{4})\b)?`,
  // 16.11.2026 13:57:30
  String.raw`(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4}),? ${clock}${zone}`,
  // 11-16 13:57:30.123, as Android's log has it
  String.raw`(?<![\d-])(?<month>\d\d)-(?<day>\d\d) ${clock}`,
  String.raw`(?<![\d:])${clock}${zone}`,
].map((form) => new RegExp(form, 'g'));

/** The last time that this short text names. A date without a year, and a time without a date, are taken to be near `now`. */
export function timeIn(text: string, now: number): LoggedTime | undefined {
  for (const form of forms) {
    const groups = [...text.matchAll(form)].at(-1)?.groups;
    const time = groups && read(groups, now);
    if (time) return time;
  }
  return undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

function read(groups: Groups, now: number): LoggedTime | undefined {
  const { year, day: date, hour, minute, second, fraction = '0', half, zone: written } = groups;
  const month = groups.name === undefined ? Number(groups.month ?? 0) - 1 : months.indexOf(groups.name.toLowerCase());
  if (date !== undefined && (month < 0 || month > 11)) return undefined;
  const offset = written === undefined ? undefined : minutesOf(written);
  const local = new Date(now);
  const parts = {
    year: year === undefined ? local.getFullYear() : Number(year),
    month: date === undefined ? local.getMonth() : month,
    date: date === undefined ? local.getDate() : Number(date),
    hour: (half === undefined ? Number(hour) : Number(hour) % 12) + (half?.toLowerCase() === 'pm' ? 12 : 0),
    minute: Number(minute),
    second: Number(second),
    millisecond: Math.floor(Number(`0.${fraction}`) * 1000),
  };
  if (parts.date > 31 || parts.hour > 24 || parts.minute > 59 || parts.second > 60) return undefined;
  const list = [
    parts.year,
    parts.month,
    parts.date,
    parts.hour,
    parts.minute,
    parts.second,
    parts.millisecond,
  ] as const;
  let at = offset === undefined ? new Date(...list).getTime() : Date.UTC(...list) - offset * 60_000;
  // What lies ahead was in the year before, or on the day before.
  if (year === undefined && at > now + day) {
    const before = new Date(at);
    if (date === undefined) at -= day;
    else at = before.setFullYear(before.getFullYear() - 1);
  }
  return { at, hasZone: offset !== undefined };
}

function minutesOf(written: string): number {
  const named = zones[written];
  if (named !== undefined) return named;
  const sign = written.startsWith('-') ? -1 : 1;
  const digits = written.replaceAll(/\D/g, '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4)));
}

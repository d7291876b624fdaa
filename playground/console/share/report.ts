/** Rows of the transcript as a report for a bug tracker: Markdown, plain text or JSON. */

import { addressHider, withoutWords } from '../../stanza/hide.ts';
import { describe, format, redact } from '../../stanza/index.ts';
import { writtenChanges } from '../configuration/line-changes.ts';
import type { Entry } from '../state/entry.ts';
import { happeningWords } from '../state/happening.ts';
import type { Account } from '../state/types.ts';
import { durationOf, timeOf } from '../state/units.ts';
import { sinceWords, timeIn } from '../state/words.ts';
import { sceneWords } from './scene-now.ts';
import { cleanConfigurations, type LeftOut } from './secrets.ts';
import type { SharedScene } from './types.ts';

export interface ReportGiven {
  readonly entries: readonly Entry[];
  readonly accounts: readonly Account[];
  /** Absent when no row is about the servers in the tab. */
  readonly scene?: SharedScene;
  /** As the browser names itself. */
  readonly browser: string;
  /** Of a link that plays the rows again. */
  readonly link?: string;
  readonly hideAddresses: boolean;
  readonly hideWords: boolean;
}

export interface ReportRow {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** When that was, and how long after the row before, as exactly as it is known; '' where a log does not tell. */
  readonly time: string;
  readonly later: string;
  readonly account?: string;
  readonly direction?: 'sent' | 'received';
  readonly xml?: string;
  /** What the row says in words. */
  readonly says: string;
}

export interface Report {
  readonly rows: readonly ReportRow[];
  readonly servers: readonly string[];
  /** Lines of configuration that are not those that the playground ships, by server. */
  readonly configurations: readonly (readonly [server: string, changes: string])[];
  readonly browser: string;
  readonly link?: string;
  readonly leftOut: readonly LeftOut[];
  /** Why some rows could not be searched for passwords. */
  readonly unchecked: readonly string[];
}

export function reportOf(given: ReportGiven): Report {
  const leftOut: LeftOut[] = [];
  const unchecked: string[] = [];
  const texts = given.entries.flatMap((entry) => (entry.kind === 'text' ? [entry.text] : []));
  const hide = given.hideAddresses
    ? addressHider(
        texts,
        given.accounts.map(({ jid }) => jid),
      )
    : (text: string) => text;
  const rows = given.entries.map((entry, index): ReportRow => {
    const { at } = entry;
    const before = given.entries[index - 1];
    const since = before && Math.max(0, at - before.at);
    if (entry.kind === 'happening') {
      const later = since === undefined ? '' : `+${durationOf(since)}`;
      return { at, time: timeOf(at), later, says: hide(happeningWords(entry.happening)) };
    }
    const redaction = redact(entry.text);
    if (redaction.ok) leftOut.push(...redaction.removed.map((one) => ({ ...one, where: `row ${index + 1}` })));
    else if (entry.description.kind === 'broken') unchecked.push(`Row ${index + 1}: ${redaction.plain}`);
    const clean = redaction.ok ? redaction.xml : entry.text;
    const xml = hide(given.hideWords ? withoutWords(clean) : clean);
    const { account, direction } = entry;
    return {
      at,
      time: timeIn(entry),
      later: sinceWords(since, entry),
      account,
      direction,
      xml,
      says: describe(xml).summary,
    };
  });
  const { scene } = given;
  const clean = scene && cleanConfigurations(scene.changes);
  leftOut.push(...(clean?.leftOut ?? []));
  return {
    rows,
    servers: scene ? [scene.madeWith, sceneWords(scene)] : ['the reader’s own server'],
    configurations: Object.entries(clean?.changes ?? {}).map(([server, changes]) => [
      hide(server),
      hide(writtenChanges(changes)),
    ]),
    browser: given.browser,
    ...(given.link === undefined ? {} : { link: given.link }),
    leftOut,
    unchecked,
  };
}

export type ReportFormat = 'markdown' | 'text' | 'json';

export function writtenReport(report: Report, as: ReportFormat): string {
  switch (as) {
    case 'markdown':
      return markdownOf(report);
    case 'text':
      return textOf(report);
    case 'json':
      return `${JSON.stringify(jsonOf(report), null, 2)}\n`;
    default:
      return as satisfies never;
  }
}

function markdownOf({ rows, servers, configurations, browser, link }: Report): string {
  const head = [
    `- Server: ${servers.join('; ')}`,
    `- Browser: ${browser}`,
    ...(link === undefined ? [] : [`- Play it again: <${link}>`]),
  ].join('\n');
  const changes = configurations.map(
    ([server, text]) => `Configuration of ${server}, changed lines:\n\n${fence('diff', text)}`,
  );
  const steps = rows.map((row) => {
    const line = `**${titleOf(row)}**`;
    return row.xml === undefined ? line : `${line}\n\n${fence('xml', laidOut(row.xml))}`;
  });
  return `${[head, ...changes, ...steps].join('\n\n')}\n`;
}

function textOf({ rows, servers, configurations, browser, link }: Report): string {
  const head = [
    `Server: ${servers.join('; ')}`,
    `Browser: ${browser}`,
    ...(link === undefined ? [] : [`Play it again: ${link}`]),
  ];
  const changes = configurations.map(([server, text]) => `Configuration of ${server}, changed lines:\n${text}`);
  const steps = rows.map((row) => [titleOf(row), ...(row.xml === undefined ? [] : [laidOut(row.xml)])].join('\n'));
  return `${[head.join('\n'), ...changes, ...steps].join('\n\n')}\n`;
}

function jsonOf({ rows, servers, configurations, browser, link }: Report): unknown {
  return {
    server: servers,
    browser,
    ...(link === undefined ? {} : { link }),
    configurations: Object.fromEntries(configurations),
    rows: rows.map(({ at, time, account, direction, xml, says }) => ({
      ...(time === '' ? {} : { at: new Date(at).toISOString() }),
      account,
      direction,
      xml,
      says,
    })),
  };
}

/** `21:04:03.120 (+12 ms) romeo received: iq result disco#info` */
function titleOf({ time, later, account, direction, says }: ReportRow): string {
  const what = account === undefined ? says : `${account} ${direction}: ${says}`;
  return [time, later && `(${later})`, what].filter(Boolean).join(' ');
}

function laidOut(xml: string): string {
  const result = format(xml, { stream: true });
  return result.ok ? result.text : xml;
}

/** Longer than every row of backticks in the text, which would end it. */
function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([found]) => found.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text}\n${ticks}`;
}

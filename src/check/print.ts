/** A report as text for a terminal. */
import { styleText } from 'node:util';
import type { Evidence, Finding, Level, Report, Verdict } from './types.ts';

/** For cron and monitoring: 0 good, 1 a fault, 2 could not be checked. Warnings do not count. */
export const exitStatus = (verdict: Verdict): 0 | 1 | 2 => (verdict === 'good' ? 0 : verdict === 'fault' ? 1 : 2);

export interface PrintOptions {
  /** Also what was sent and what came, and why each matters. */
  readonly verbose: boolean;
  readonly colours: boolean;
  /** Where the guides are: `https://example.org/docs/`. */
  readonly guides: string;
}

const words: Readonly<Record<Level, string>> = {
  good: 'good',
  warning: 'WARNING',
  fault: 'FAULT',
  unknown: 'NOT CHECKED',
};
const colour = { good: 'green', warning: 'yellow', fault: 'red', unknown: 'cyan' } as const;

/** What needs somebody comes in full and first; what is good, a line each. */
export function print(report: Report, options: PrintOptions): string {
  const { findings } = report;
  const of = (level: Level): readonly Finding[] => findings.filter((finding) => finding.level === level);
  const blocks = [
    `${report.domain}, checked ${report.date} with the name servers ${report.resolver.join(', ')}`,
    ...(['fault', 'warning', 'unknown'] as const).flatMap((level) =>
      of(level).map((finding) => inFull(finding, options)),
    ),
    options.verbose
      ? of('good')
          .map((finding) => inFull(finding, options))
          .join('\n\n')
      : of('good')
          .map((finding) => `${mark('good', options)}  ${finding.title}: ${finding.says}`)
          .join('\n'),
    summary(report),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function mark(level: Level, { colours }: PrintOptions): string {
  return colours ? styleText(colour[level], words[level], { validateStream: false }) : words[level];
}

function inFull(finding: Finding, options: PrintOptions): string {
  const { level, title, says, why, fix, evidence } = finding;
  const lines = [`${mark(level, options)}  ${title}`, says];
  if (level !== 'good' || options.verbose) lines.push(`Why it matters: ${why}`);
  if (fix !== undefined) lines.push(`What to do: ${fix.words}`);
  if (fix?.page !== undefined) lines.push(`Guide: ${options.guides}${fix.page}`);
  const [first = '', ...rest] = options.verbose ? [...lines, ...evidence.flatMap(exchange)] : lines;
  return [first, ...rest.map((line) => `    ${line}`)].join('\n');
}

function exchange({ sent, came }: Evidence): readonly string[] {
  const marked = (sign: string, text: string | undefined): readonly string[] =>
    text === undefined ? [] : text.split('\n').map((line) => `${sign} ${line}`);
  return [...marked('>', sent), ...marked('<', came)];
}

function summary({ counts, verdict, software, findings }: Report): string {
  const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  const all = `${many(counts.fault, 'fault')}, ${many(counts.warning, 'warning')}, ${counts.unknown} not checked, ${counts.good} good.`;
  const ends: Readonly<Record<Verdict, string>> = {
    good: 'No fault was found.',
    fault: 'Faults are what is wrong for somebody; begin with the first.',
    unchecked: 'No fault was found, but what matters could not be checked.',
  };
  const lacks =
    software === undefined &&
    findings.some(({ fix, level }) => fix !== undefined && fix.page === undefined && level !== 'good');
  const hint = lacks
    ? '\nAdd --server prosody, --server ejabberd or --server openfire to see the section of its guide for each of them.'
    : '';
  return `${all} ${ends[verdict]}${hint}`;
}

/** The reports of several shards as one. Pure. */
import { z } from 'zod';
import { runLabel } from '../../lesson/index.ts';
import { diffText } from '../run/report.ts';
import { endOf } from '../steps/shell.ts';

const status = z.enum(['passed', 'failed', 'skipped']);

const diffLine = z.object({ kind: z.enum(['same', 'any', 'missing', 'unexpected', 'left-out']), text: z.string() });

const pageReport = z.object({
  page: z.string().min(1),
  status,
  reason: z.string().optional(),
  date: z.iso.datetime(),
  milliseconds: z.number(),
  steps: z.array(
    z.looseObject({
      step: z.looseObject({ id: z.string(), line: z.int(), kind: z.string(), command: z.string().optional() }),
      status,
      milliseconds: z.number(),
      failure: z
        .looseObject({ what: z.string(), output: z.string().optional(), diff: z.array(diffLine).optional() })
        .optional(),
    }),
  ),
});

/** What `lab run --json` writes, as far as it is read again. */
export const reportSchema = z.array(z.looseObject(pageReport.shape));
export type PageReport = z.infer<typeof reportSchema>[number];

const weight = { skipped: 0, passed: 1, failed: 2 } as const;

/** Each page once, by name. What several shards had to run is reported by each of them: here as the worst of them says. */
export function mergeReports(reports: readonly PageReport[]): PageReport[] {
  const worst = new Map<string, PageReport>();
  for (const report of reports) {
    const other = worst.get(report.page);
    if (!other || weight[report.status] > weight[other.status]) worst.set(report.page, report);
  }
  return [...worst.values()].sort((a, b) => a.page.localeCompare(b.page));
}

/** JUnit files of the lab in one. */
export const mergeJunit = (texts: readonly string[]): string => {
  const suites = texts.map((text) => /<testsuites>\n?([\s\S]*?)<\/testsuites>/.exec(text)?.[1] ?? '');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
};

/** A block that no text inside it can end. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}

/** Text of a page in a line of Markdown: as code, so that no mark in it works. */
const code = (text: string): string => `\`\`${text.replaceAll('`', "'").replaceAll(/\s+/g, ' ')}\`\``;

function failure({ page, reason, steps }: PageReport): string {
  const failed = steps.find((step) => step.status === 'failed');
  if (!failed?.failure) return `### ${code(runLabel(page))}\n\n${fenced(reason ?? 'It does not say why.')}`;
  const { step, failure: told } = failed;
  const parts = [`### ${code(runLabel(page))}`, `Line ${step.line}, step ${step.id} (${step.kind}):`];
  if (step.command) parts.push(fenced(step.command));
  parts.push(fenced(told.what));
  if (told.diff) parts.push('Expected (-) and real (+) output:', fenced(diffText(told.diff)));
  else if (told.output) parts.push('It said:', fenced(endOf(told.output)));
  return parts.join('\n\n');
}

/** A file that is not taken over, and why. */
export interface Refused {
  readonly file: string;
  readonly reason: string;
}

export interface Collected {
  readonly reports: readonly PageReport[];
  /** Runs of pages that no shard reported, by slug. */
  readonly missing: readonly string[];
  /** Runs whose evidence was taken over. */
  readonly taken: readonly string[];
  readonly refused: readonly Refused[];
}

const count = (reports: readonly PageReport[], wanted: PageReport['status']): number =>
  reports.filter((report) => report.status === wanted).length;

/** The whole run in Markdown, for a pull request or an issue: what failed comes first. */
export function markdown({ reports, missing, taken, refused }: Collected): string {
  const dates = reports.map(({ date }) => date).sort();
  const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');
  const failed = reports.filter((report) => report.status === 'failed');
  const skipped = reports.filter((report) => report.status === 'skipped');
  const parts = [`# The guides' run${dates[0] ? ` of ${dates[0].slice(0, 10)}` : ''}`];
  parts.push(
    `${count(reports, 'passed')} passed, ${failed.length} failed, ${skipped.length} skipped (runs of pages). Runs with new evidence: ${taken.length}.`,
  );
  if (failed.length > 0) parts.push('## Failed', ...failed.map(failure));
  if (missing.length > 0)
    parts.push(
      '## Not reported',
      'A shard did not end, or its results did not arrive:',
      list(missing.map((page) => code(runLabel(page)))),
    );
  if (refused.length > 0)
    parts.push('## Refused', list(refused.map(({ file, reason }) => `${code(file)}: ${code(reason)}`)));
  if (skipped.length > 0)
    parts.push('## Skipped', list(skipped.map(({ page, reason }) => `${code(runLabel(page))}: ${code(reason ?? '')}`)));
  return `${parts.join('\n\n')}\n`;
}

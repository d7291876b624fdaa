/** What a person reads in the terminal. Pure. */
import {
  type DiffLine,
  describeStep,
  type GuideEvidence,
  type Lesson,
  runLabel,
  type Step,
  stripTerminal,
} from '../../lesson/index.ts';
import type { FailedStep, PageResult, StepResult } from '../result.ts';
import { endOf } from '../steps/shell.ts';

const seconds = (milliseconds: number): string =>
  milliseconds < 9950 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds / 1000)} s`;

const indent = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => (line ? by + line : ''))
    .join('\n');

const marks = { passed: 'ok  ', failed: 'FAIL', skipped: 'skip' } as const;

/** One line of progress. */
export function stepLine(slug: string, result: StepResult): string {
  const { step } = result;
  const what = describeStep(step);
  const short = what.length > 70 ? `${what.slice(0, 69)}…` : what;
  const end = result.status === 'skipped' ? `not run: ${result.reason}` : seconds(result.milliseconds);
  return `${marks[result.status]} ${slug}:${step.line} ${short} (${end})`;
}

/** The same of a drill's machines that somebody is to search: how far the fault is, and not what it is. */
export function faultLine({ steps }: Pick<Lesson, 'steps'>, result: StepResult): string {
  const number = steps.findIndex(({ id }) => id === result.step.id) + 1;
  return `${marks[result.status]} the fault: ${number} of ${steps.length} steps (${seconds(result.milliseconds)})`;
}

const signs: Readonly<Record<DiffLine['kind'], string>> = {
  same: '  ',
  any: '  ',
  missing: '- ',
  unexpected: '+ ',
  'left-out': '~ ',
};

/** Expected (-) against real (+) output. */
export const diffText = (diff: readonly DiffLine[]): string =>
  diff.map(({ kind, text }) => `${signs[kind]}${text}`.trimEnd()).join('\n');

function commandText(step: Step): string {
  switch (step.kind) {
    case 'shell':
      return `On ${step.on}, as ${step.as}:\n${indent(step.command.trimEnd(), '  $ ')}`;
    case 'file':
    case 'patch':
      return `On ${step.on}: ${describeStep(step)}`;
    case 'browser':
      return `In the browser on ${step.on}:\n${step.instructions.map(({ text }) => `  ${text}`).join('\n')}`;
    case 'zone':
    case 'send':
    case 'receive':
    case 'shown':
      return describeStep(step);
    default:
      return step satisfies never;
  }
}

/** A step that failed: where, what, and expected against real. */
export function stepReport(path: string, { step, failure }: FailedStep): string {
  const parts = [`${path}:${failure.line ?? step.line}${step.heading ? ` under "${step.heading}"` : ''}`];
  parts.push(commandText(step));
  parts.push(failure.what);
  if (failure.diff) parts.push(`Expected (-) and real (+) output:\n${indent(diffText(failure.diff), '  ')}`);
  else if (failure.output) parts.push(`It said:\n${indent(endOf(stripTerminal(failure.output)), '  ')}`);
  if (failure.picture) parts.push(`What the browser showed: ${failure.picture}`);
  return parts.join('\n\n');
}

/** The report of a page that failed: its step, and what the logs say. */
export function failureReport(result: PageResult): string {
  const failed = result.steps.find((step) => step.status === 'failed');
  const head = `FAILED ${runLabel(result.page.lesson.slug)}`;
  if (failed === undefined) return `${head}\n${indent(result.reason ?? '', '  ')}\n`;
  const parts = [`${head}\n${stepReport(result.page.path, failed)}`];
  for (const [name, text] of result.logs ?? [])
    parts.push(`Last lines of ${name}:\n${indent(text || '(empty)', '  ')}`);
  return `${parts.join('\n\n')}\n`;
}

/** The last lines of a run. */
export function summary(results: readonly PageResult[], milliseconds: number): string {
  const count = (status: PageResult['status']): number => results.filter((result) => result.status === status).length;
  const lines = results.map(({ page, status, steps, reason, milliseconds: took }) => {
    const passed = steps.filter((step) => step.status === 'passed').length;
    const skipped = steps.filter((step) => step.status === 'skipped').length;
    const counted = `${passed} of ${page.lesson.steps.length} steps${skipped > 0 ? `, ${skipped} not run` : ''}, ${seconds(took)}`;
    return `${marks[status]} ${runLabel(page.lesson.slug)}: ${status === 'passed' ? counted : (reason ?? '')}`;
  });
  lines.push(
    `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped (runs of pages), in ${seconds(milliseconds)}`,
  );
  return lines.join('\n');
}

/** How much of what was asked about was not run, and how old its evidence is; undefined when all was run. */
export function older(
  results: readonly PageResult[],
  evidence: ReadonlyMap<string, GuideEvidence>,
): string | undefined {
  const passed = results
    .filter(({ status }) => status === 'skipped')
    .flatMap(({ page }) => evidence.get(page.lesson.slug) ?? [])
    .filter(({ status }) => status === 'passed')
    .sort((a, b) => a.date.localeCompare(b.date));
  const [oldest] = passed;
  if (!oldest) return undefined;
  const count = passed.length === 1 ? '1 run was' : `${passed.length} runs were`;
  return `${count} left out and ${passed.length === 1 ? 'relies' : 'rely'} on older evidence, the oldest from ${oldest.date.slice(0, 10)} (${runLabel(oldest.page)}). All of them: npm run lab -- run --all`;
}

const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // XML 1.0 has no way to write these.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '');

/** Results as JUnit XML: a suite for each page, a case for each step. */
export function junit(results: readonly PageResult[]): string {
  const suites = results.map((result) => {
    const { page, steps } = result;
    const cases = steps.map((step) => {
      const open = `    <testcase classname="${escapeXml(page.lesson.slug)}" name="${escapeXml(`${step.step.id} line ${step.step.line}: ${describeStep(step.step)}`)}" time="${(step.milliseconds / 1000).toFixed(3)}"`;
      switch (step.status) {
        case 'passed':
          return `${open}/>`;
        case 'skipped':
          return `${open}><skipped message="${escapeXml(step.reason)}"/></testcase>`;
        case 'failed':
          return `${open}><failure message="${escapeXml(step.failure.what)}">${escapeXml(failureReport(result))}</failure></testcase>`;
        default:
          return step satisfies never;
      }
    });
    if (steps.length === 0)
      cases.push(
        `    <testcase classname="${escapeXml(page.lesson.slug)}" name="page" time="0"><skipped message="${escapeXml(result.reason ?? '')}"/></testcase>`,
      );
    const failures = steps.filter((step) => step.status === 'failed').length;
    const skipped = steps.filter((step) => step.status === 'skipped').length + (steps.length === 0 ? 1 : 0);
    return `  <testsuite name="${escapeXml(page.lesson.slug)}" tests="${cases.length}" failures="${failures}" skipped="${skipped}" timestamp="${result.date}" time="${(result.milliseconds / 1000).toFixed(3)}">\n${cases.join('\n')}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
}

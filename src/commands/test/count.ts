/** Counts of a test run, and how the reports of the tools are read into them. */
import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why each skipped thing was skipped, in words that can be printed as they are. */
  readonly reasons: readonly string[];
  /** What failed and how, in words that can be printed as they are: they come at the end, where a log is read first. */
  readonly failures: readonly string[];
}

export const nothing: Count = { passed: 0, failed: 0, skipped: 0, reasons: [], failures: [] };

const onePassed: Count = { ...nothing, passed: 1 };

/** The first lines of a message say what happened; the whole of it is further up in the log. */
const linesOfFailure = 6;

export function oneFailed(what: string, message = ''): Count {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const shown = lines.slice(0, linesOfFailure).map((line) => `\n      ${line.slice(0, 200)}`);
  return { ...nothing, failed: 1, failures: [what + shown.join('')] };
}

export function add(a: Count, b: Count): Count {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    reasons: [...a.reasons, ...b.reasons],
    failures: [...a.failures, ...b.failures],
  };
}

/** What Vitest's JSON reporter writes, as far as it is read here. */
interface VitestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/**
 * A file that could not even be loaded counts as one failure.
 * @param only what `-t` was given: tests with other names were not meant, and do not count as skipped
 */
export function countVitest(report: VitestReport, only?: string): Count {
  const isMeant = only === undefined ? () => true : (name: string) => new RegExp(only).test(name);
  let count = nothing;
  for (const file of report.testResults) {
    if (file.assertionResults.length === 0 && file.status === 'failed')
      count = add(count, oneFailed(file.name, file.message));
    for (const test of file.assertionResults) {
      if (test.status === 'passed') count = add(count, onePassed);
      else if (test.status === 'failed')
        count = add(count, oneFailed(`${basename(file.name)}: ${test.fullName}`, test.failureMessages?.[0]));
      else if (isMeant(test.fullName)) count = add(count, { ...nothing, skipped: 1, reasons: [test.fullName] });
    }
  }
  if (!report.success && count.failed === 0)
    count = add(count, oneFailed('Vitest failed without naming a test: its output says why'));
  return count;
}

/** What Playwright's JSON reporter writes, as far as it is read here. */
interface PlaywrightReport {
  readonly errors: readonly { readonly message?: string }[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly {
      readonly status: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

type PlaywrightSpec = NonNullable<PlaywrightSuite['specs']>[number];

/** A flaky test (failed, then passed) counts as a failure: it is one for somebody. */
function countSpec({ title, file, tests }: PlaywrightSpec): Count {
  return tests
    .map((test) => {
      if (test.status === 'expected') return onePassed;
      if (test.status === 'skipped') {
        const why = test.annotations.find(({ type }) => type === 'skip')?.description;
        return { ...nothing, skipped: 1, reasons: [`${title}: ${why ?? 'no reason given'}`] };
      }
      const error = test.results.find((result) => result.error !== undefined)?.error;
      return oneFailed(`${file}: ${title}`, error?.message);
    })
    .reduce(add, nothing);
}

function countSuite(suite: PlaywrightSuite): Count {
  return [...(suite.specs ?? []).map(countSpec), ...(suite.suites ?? []).map(countSuite)].reduce(add, nothing);
}

export function countPlaywright(report: PlaywrightReport): Count {
  const outside = report.errors.map(({ message }) => oneFailed('Playwright, outside of any test', message));
  return [...(report.suites ?? []).map(countSuite), ...outside].reduce(add, nothing);
}

/** What the lab's `run --json` writes, as far as it is read here: one result for each page. */
type LabReport = readonly { readonly page: string; readonly status: string; readonly reason?: string }[];

export function countGuides(report: LabReport): Count {
  return report
    .map(({ page, status, reason }) => {
      if (status === 'passed') return onePassed;
      if (status !== 'skipped') return oneFailed(page, reason);
      return { ...nothing, skipped: 1, reasons: [`${page}: ${reason ?? 'no reason given'}`] };
    })
    .reduce(add, nothing);
}

/** The closing line of `npm test`. */
export function closingLine(count: Count): string {
  return `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`;
}

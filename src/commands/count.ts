/** Counts of a test run, and how the reports of the tools are read into them. */

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why each skipped thing was skipped, in words that can be printed as they are. */
  readonly reasons: readonly string[];
}

export const nothing: Count = { passed: 0, failed: 0, skipped: 0, reasons: [] };

export function add(a: Count, b: Count): Count {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    reasons: [...a.reasons, ...b.reasons],
  };
}

/** What Vitest's JSON reporter writes, as far as it is read here. */
interface VitestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** A file that could not even be loaded counts as one failure. */
export function countVitest(report: VitestReport): Count {
  let count = nothing;
  for (const file of report.testResults) {
    if (file.assertionResults.length === 0 && file.status === 'failed') count = add(count, { ...nothing, failed: 1 });
    for (const test of file.assertionResults) {
      if (test.status === 'passed') count = add(count, { ...nothing, passed: 1 });
      else if (test.status === 'failed') count = add(count, { ...nothing, failed: 1 });
      else count = add(count, { ...nothing, skipped: 1, reasons: [test.fullName] });
    }
  }
  if (!report.success && count.failed === 0) count = add(count, { ...nothing, failed: 1 });
  return count;
}

/** What Playwright's JSON reporter writes, as far as it is read here. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
}

function skipReasons(suite: PlaywrightSuite): string[] {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'skipped')
      .map((test) => {
        const why = test.annotations.find((annotation) => annotation.type === 'skip')?.description;
        return `${spec.title}: ${why ?? 'no reason given'}`;
      }),
  );
  return [...own, ...(suite.suites ?? []).flatMap(skipReasons)];
}

/** A flaky test (failed, then passed) counts as a failure: it is one for somebody. */
export function countPlaywright(report: PlaywrightReport): Count {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
    reasons: (report.suites ?? []).flatMap(skipReasons),
  };
}

/** What the lab's `run --json` writes, as far as it is read here: one result for each page. */
type LabReport = readonly { readonly page: string; readonly status: string; readonly reason?: string }[];

export function countGuides(report: LabReport): Count {
  const of = (status: string) => report.filter((result) => result.status === status);
  return {
    passed: of('passed').length,
    failed: report.length - of('passed').length - of('skipped').length,
    skipped: of('skipped').length,
    reasons: of('skipped').map(({ page, reason }) => `${page}: ${reason ?? 'no reason given'}`),
  };
}

/** The closing line of `npm test`. */
export function closingLine(count: Count): string {
  return `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`;
}

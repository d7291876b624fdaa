import { expect, test, vi } from 'vitest';
import { parse } from '../../playground/stanza/index.ts';
import { skippedPage } from '../../src/lab/result.ts';
import { tellFailure, tellTrouble } from '../../src/lab/run/progress.ts';
import { failureReport, faultLine, junit, stepLine, summary } from '../../src/lab/run/report.ts';
import { failed, page, passed } from './results.ts';

test('the report of a failure reads as it was reviewed', async () => {
  await expect(failureReport(failed)).toMatchFileSnapshot('golden/failure-report.txt');
});

test('machines that could not be started are reported by their reason', () => {
  const report = failureReport({
    ...failed,
    steps: [],
    reason: 'Its machines could not be started: The machine server did not come up',
  });
  expect(report).toBe(
    'FAILED guides/prosody/install\n  Its machines could not be started: The machine server did not come up\n',
  );
});

test('progress has a line for each step: page, line, what, how long, or why not', () => {
  expect(passed.steps.map((step) => stepLine('guides/prosody/install', step))).toEqual([
    'ok   guides/prosody/install:10 sudo apt-get install prosody (3.1 s)',
    'ok   guides/prosody/install:16 prosodyctl status (and 1 more line) (0.4 s)',
    'skip guides/prosody/install:26 curl https://www.debian.org/ (not run: it needs the real internet)',
  ]);
});

test('who searches for a fault is told how far it is, and not what it is', () => {
  expect(passed.steps.map((step) => faultLine(page.lesson, step))).toEqual([
    'ok   the fault: 1 of 3 steps (3.1 s)',
    'ok   the fault: 2 of 3 steps (0.4 s)',
    'skip the fault: 3 of 3 steps (0.0 s)',
  ]);
});

test('a failure is told by every command, a page that was skipped by those that tell all trouble', () => {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  try {
    for (const tell of [tellFailure, tellTrouble]) {
      for (const result of [passed, failed, skippedPage(page, 'no package')]) tell(result);
    }
    const failure = `\n${failureReport(failed)}`;
    expect(log.mock.calls.flat()).toEqual([failure, failure, 'skip guides/prosody/install: no package']);
  } finally {
    log.mockRestore();
  }
});

test('the summary counts pages and steps, and gives the reason of what did not pass', () => {
  expect(summary([passed, failed, skippedPage(page, 'no package')], 12_345)).toBe(
    [
      'ok   guides/prosody/install: 2 of 3 steps, 1 not run, 4.6 s',
      'FAIL guides/prosody/install: Step s2 (line 21): The output is not what the page says.',
      'skip guides/prosody/install: no package',
      '1 passed, 1 failed, 1 skipped (runs of pages), in 12 s',
    ].join('\n'),
  );
});

test('JUnit has a suite for each page and a case for each step, also when the text holds markup', () => {
  const text = junit([passed, failed, skippedPage(page, 'no <package> & "nothing"')]);
  const [root] = (() => {
    const parsed = parse(text.replace(/^<\?xml.*\?>\n/, ''));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed));
    return parsed.stanzas;
  })();
  const suites = (root?.children ?? []).filter((child) => child.kind === 'element');
  const attributes = suites.map((suite) =>
    suite.kind === 'element' ? Object.fromEntries(suite.attributes.map(({ local, value }) => [local, value])) : {},
  );
  expect(attributes.map(({ tests, failures, skipped }) => [tests, failures, skipped])).toEqual([
    ['3', '0', '1'],
    ['2', '1', '0'],
    ['1', '0', '1'],
  ]);
  expect(text).toContain('<failure message="The output is not what the page says.">');
  expect(text).toContain('Prosody is &lt;not&gt; running');
  expect(text).toContain('<skipped message="no &lt;package&gt; &amp; &quot;nothing&quot;"/>');
});

import { describe, expect, it } from 'vitest';
import { add, closingLine, countGuides, countPlaywright, countVitest, nothing } from '../../src/commands/test/count.ts';

describe('counting what the runners report', () => {
  it('counts each test of Vitest, and names what was skipped', () => {
    const count = countVitest({
      success: false,
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'a works' },
            { status: 'failed', fullName: 'a breaks', failureMessages: ['\u001b[31mexpected 1\u001b[39m\n\nto be 2'] },
            { status: 'pending', fullName: 'a waits (no native server here)' },
          ],
        },
      ],
    });
    expect(count).toEqual({
      passed: 1,
      failed: 1,
      skipped: 1,
      reasons: ['a waits (no native server here)'],
      failures: ['a.test.ts: a breaks\n      expected 1\n      to be 2'],
    });
  });

  it('does not count as skipped what the names that were asked for leave out', () => {
    const tests = [
      { status: 'skipped', fullName: 'a works' },
      { status: 'skipped', fullName: 'b works (not run: no native server here)' },
      { status: 'passed', fullName: 'b is drawn' },
    ];
    const testResults = [{ name: 'a.test.ts', status: 'passed', assertionResults: tests }];
    const { passed, reasons } = countVitest({ success: true, testResults }, 'b (works|is)');
    expect({ passed, reasons }).toEqual({ passed: 1, reasons: ['b works (not run: no native server here)'] });
  });

  it('counts a file that cannot be loaded, and a run that failed without saying where, as failures', () => {
    const broken = { name: 'b.test.ts', status: 'failed', assertionResults: [] };
    expect(countVitest({ success: false, testResults: [broken] }).failed).toBe(1);
    expect(countVitest({ success: false, testResults: [] }).failed).toBe(1);
  });

  it('counts a flaky end-to-end test as failed and gives the reason of a skip', () => {
    const test = { annotations: [], results: [{}] };
    const spec = (title: string, status: string) => ({ title, file: 'b.spec.ts', tests: [{ ...test, status }] });
    const why = [{ type: 'skip', description: 'no native Prosody here' }];
    const count = countPlaywright({
      errors: [{ message: 'the port is taken' }],
      suites: [
        {
          specs: [spec('opens', 'expected'), spec('wavers', 'flaky')],
          suites: [
            {
              specs: [
                {
                  title: 'answers',
                  file: 'b.spec.ts',
                  tests: [{ ...test, status: 'unexpected', results: [{ error: { message: 'it did not' } }] }],
                },
                {
                  title: 'compares with native',
                  file: 'b.spec.ts',
                  tests: [{ ...test, status: 'skipped', annotations: why }],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(count).toEqual({
      passed: 1,
      failed: 3,
      skipped: 1,
      reasons: ['compares with native: no native Prosody here'],
      failures: [
        'b.spec.ts: wavers',
        'b.spec.ts: answers\n      it did not',
        'Playwright, outside of any test\n      the port is taken',
      ],
    });
  });

  it('counts guides, and tells why one was skipped', () => {
    const count = countGuides([
      { page: 'guides/prosody/install', status: 'passed' },
      { page: 'guides/prosody/certificate', status: 'failed', reason: 'Step s3' },
      { page: 'guides/openfire/install', status: 'skipped', reason: 'the package could not be found' },
    ]);
    expect(count).toEqual({
      passed: 1,
      failed: 1,
      skipped: 1,
      reasons: ['guides/openfire/install: the package could not be found'],
      failures: ['guides/prosody/certificate\n      Step s3'],
    });
  });

  it('closes with one line', () => {
    const total = add({ ...nothing, passed: 3 }, { ...nothing, failed: 1, skipped: 2, reasons: ['x', 'y'] });
    expect(closingLine(total)).toBe('3 passed, 1 failed, 2 skipped');
  });
});

import { describe, expect, it } from 'vitest';
import { add, closingLine, countGuides, countPlaywright, countVitest, nothing } from '../../src/commands/count.ts';

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
            { status: 'failed', fullName: 'a breaks' },
            { status: 'pending', fullName: 'a waits (no native server here)' },
          ],
        },
      ],
    });
    expect(count).toEqual({ passed: 1, failed: 1, skipped: 1, reasons: ['a waits (no native server here)'] });
  });

  it('counts a file that cannot be loaded, and a run that failed without saying where, as failures', () => {
    const broken = { name: 'b.test.ts', status: 'failed', assertionResults: [] };
    expect(countVitest({ success: false, testResults: [broken] }).failed).toBe(1);
    expect(countVitest({ success: false, testResults: [] }).failed).toBe(1);
  });

  it('counts a flaky end-to-end test as failed and gives the reason of a skip', () => {
    const count = countPlaywright({
      stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 1 },
      errors: [{}],
      suites: [
        {
          suites: [
            {
              specs: [
                {
                  title: 'compares with native',
                  tests: [
                    { status: 'skipped', annotations: [{ type: 'skip', description: 'no native Prosody here' }] },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(count).toEqual({
      passed: 5,
      failed: 3,
      skipped: 1,
      reasons: ['compares with native: no native Prosody here'],
    });
  });

  it('counts guides, and tells why one was skipped', () => {
    const count = countGuides([
      { page: 'guides/prosody/install', status: 'passed' },
      { page: 'guides/prosody/certificate', status: 'failed', reason: 'Step s3' },
      { page: 'guides/openfire/install', status: 'skipped', reason: 'the package cannot be had here' },
    ]);
    expect(count).toEqual({
      passed: 1,
      failed: 1,
      skipped: 1,
      reasons: ['guides/openfire/install: the package cannot be had here'],
    });
  });

  it('closes with one line', () => {
    const total = add({ ...nothing, passed: 3 }, { ...nothing, failed: 1, skipped: 2, reasons: ['x', 'y'] });
    expect(closingLine(total)).toBe('3 passed, 1 failed, 2 skipped');
  });
});

import { expect, test } from 'vitest';
import { choose, type Now, runnerLimit } from '../../src/lab/run/choose.ts';
import type { GuideEvidence } from '../../src/lesson/index.ts';
import { guideEvidenceOf, pageOf } from './sample.ts';

const runner = '0123456789ab';
const minute = 60_000;
const now: Now = { runner, passedHere: new Map(), cached: new Set() };

interface Sample {
  readonly after?: string;
  /** Day in November 2026 on which it passed; absent: it never ran. */
  readonly passed?: number;
  /** Of the runner that ran it, when it was another one. */
  readonly runner?: string;
  readonly minutes?: number;
  readonly changed?: boolean;
  readonly failed?: boolean;
}

/** Pages and their evidence, as a folder of pages would hold them. */
function site(samples: Readonly<Record<string, Sample>>) {
  const pages = new Map(
    Object.entries(samples).map(([slug, { after }]) => [
      slug,
      pageOf(slug, after ? `after: ${after}` : '', body(slug)),
    ]),
  );
  const chainOf = (slug: string): string[] => {
    const after = samples[slug]?.after;
    return after === undefined ? [] : [...chainOf(after), after];
  };
  const evidence = new Map<string, GuideEvidence>();
  for (const [slug, { passed, minutes = 1, changed, failed, runner: by = runner }] of Object.entries(samples)) {
    const page = pages.get(slug);
    if (passed === undefined || !page) continue;
    const chain = chainOf(slug).map((before) => ({ page: before, hash: pages.get(before)?.lesson.hash ?? '' }));
    evidence.set(
      slug,
      guideEvidenceOf(page, {
        hash: changed ? 'f'.repeat(64) : page.lesson.hash,
        date: `2026-11-${String(passed).padStart(2, '0')}T12:00:00.000Z`,
        // What the runner adds for booting is taken off, so that sums come out whole.
        duration: minutes * minute - 6_000,
        runner: by,
        chain,
        ...(failed ? { status: 'failed', reason: 'Step s1 failed' } : {}),
      }),
    );
  }
  return { pages, wanted: Object.keys(samples), evidence };
}

const body = (slug: string): string => `\`\`\`sh run\necho ${slug}\n\`\`\`\n`;

const chosen = (samples: Readonly<Record<string, Sample>>, budget: number, at: Partial<Now> = {}) => {
  const { pages, wanted, evidence } = site(samples);
  const { run, leftOut, expected } = choose(pages, wanted, evidence, { ...now, ...at }, budget * minute);
  return {
    run: run.map(({ slug }) => slug),
    reasons: Object.fromEntries(leftOut.map(({ slug, reason }) => [slug, reason])),
    minutes: expected / minute,
  };
};

test('pages that never ran, changed or failed run whatever the budget', () => {
  const samples = { new: {}, changed: { passed: 1, changed: true, minutes: 50 }, failed: { passed: 1, failed: true } };
  expect(chosen(samples, 1).run).toEqual(['new', 'changed', 'failed']);
});

test('so does each page that comes after one of them, at any distance', () => {
  const samples = {
    a: { passed: 1, changed: true },
    b: { passed: 2, after: 'a' },
    c: { passed: 2, after: 'b', minutes: 90 },
    other: { passed: 1, minutes: 5 },
  };
  expect(chosen(samples, 1).run).toEqual(['a', 'b', 'c']);
});

test('a page whose evidence is about an older page before it runs, though that page has passed since', () => {
  const { pages, wanted, evidence } = site({ a: { passed: 1 }, b: { passed: 1, after: 'a' } });
  const old = evidence.get('b');
  if (!old) throw new Error('no evidence of b');
  const found = new Map(evidence).set('b', { ...old, chain: [{ page: 'a', hash: 'e'.repeat(64) }] });
  const passedHere = new Map([['a', '2026-11-20T12:00:00Z']]);
  expect(choose(pages, wanted, found, { ...now, passedHere }, minute).run.map(({ slug }) => slug)).toContain('b');
});

test('what is left of the budget goes to the oldest evidence, and what does not fit is left out with its date', () => {
  const samples = {
    newest: { passed: 9, minutes: 2 },
    oldest: { passed: 3, minutes: 4 },
    middle: { passed: 5, minutes: 5 },
    changed: { passed: 1, changed: true, minutes: 4 },
  };
  const { run, reasons, minutes } = chosen(samples, 10);
  expect(run).toEqual(['newest', 'oldest', 'changed']);
  expect(minutes).toBe(10);
  expect(reasons).toEqual({ middle: 'unchanged since it passed on 2026-11-05; time budget of 10 min used up' });
});

test('when changed pages take the whole budget, no other page runs', () => {
  expect(chosen({ changed: { minutes: 30, passed: 1, changed: true }, other: { passed: 1 } }, 20).run).toEqual([
    'changed',
  ]);
});

test('pages of another runner come first and may take several budgets; beyond that they are left out in capitals', () => {
  const other = 'ffffffffffff';
  const samples = Object.fromEntries([
    ...Array.from({ length: 7 }, (_, index) => [`r${index}`, { passed: 9 - index, minutes: 5, runner: other }]),
    ['old', { passed: 1, minutes: 1 }],
  ]);
  const { run, reasons } = chosen(samples, 10);
  expect(run).toHaveLength((runnerLimit * 10) / 5);
  expect(run).toEqual(['r4', 'r5', 'r6']);
  expect(reasons.r0).toMatch(/^NOT CHECKED with this version of the runner: it passed on 2026-11-09 with another one/);
  expect(reasons.r0).toContain('the limit of 15 min for such pages is used up. Run it: npm run lab -- run r0');
  expect(reasons.old).toContain('time budget of 10 min used up');
});

test('evidence from before runners had a version is of another one', () => {
  const { pages, wanted, evidence } = site({ a: { passed: 1 } });
  const old = evidence.get('a');
  if (!old) throw new Error('no evidence of a');
  const { runner: _, ...without } = old;
  expect(choose(pages, wanted, new Map([['a', without]]), now, minute).run).toEqual([
    { slug: 'a', why: { kind: 'runner', passed: old.date } },
  ]);
});

test('what passed on this computer in this very state is left out; a page whose steps changed is not', () => {
  const passedHere = new Map([
    ['a', '2026-11-20T01:00:00Z'],
    ['changed', '2026-11-20T01:00:00Z'],
  ]);
  const { run, reasons } = chosen({ a: { passed: 1 }, changed: { passed: 1, changed: true } }, 10, { passedHere });
  expect(run).toEqual(['changed']);
  expect(reasons).toEqual({ a: 'unchanged since it passed on this computer on 2026-11-20' });
});

test('what has to run before a chosen page counts, runs, and is reported; a cached end state costs nothing', () => {
  const samples = {
    a: { passed: 9, minutes: 3 },
    b: { passed: 8, after: 'a', minutes: 3 },
    c: { passed: 1, after: 'b', minutes: 3 },
  };
  expect(chosen(samples, 9)).toEqual({ run: ['a', 'b', 'c'], reasons: {}, minutes: 9 });
  const cached = chosen(samples, 5, { cached: new Set(['b']) });
  expect([cached.run, cached.minutes]).toEqual([['c'], 3]);
  expect(Object.keys(cached.reasons)).toEqual(['a', 'b']);
});

test('a page that is longer than the budget runs when it is the oldest and nothing else has to', () => {
  expect(chosen({ long: { passed: 1, minutes: 40 }, short: { passed: 2 } }, 20).run).toEqual(['long']);
});

/**
 * Which pages a run with a time budget runs. Pure.
 *
 * A page whose own steps changed since its evidence, or that has such a page before it, always runs. A page that another
 * version of the runner ran last comes next, the oldest evidence first, up to {@link runnerLimit} budgets. What is left of
 * the budget goes to the others, again the oldest first.
 */
import type { Page } from '../../content/index.ts';
import { type GuideEvidence, isStale, type Lesson } from '../../lesson/index.ts';
import { before } from './plan.ts';

/**
 * How many time budgets the pages may take that only another runner ran: a change of the runner makes all of them old at
 * once. One and a half: of `npm test`, which is to end within 45 minutes, all that is not a guide takes a quarter of an hour,
 * and what is left are 30 minutes for a budget of 20. A few runs see all pages.
 */
export const runnerLimit = 1.5;

/** Milliseconds for booting and halting, which a page's recorded duration leaves out. */
const aroundSteps = 6_000;

/** Milliseconds that a page of unknown duration is taken to need. */
const unknownDuration = 60_000;

export interface Now {
  /** The runner's fingerprint. */
  readonly runner: string;
  /** Pages of this very state (steps, runner, images, packages) that passed on this computer, with the date: ISO 8601. */
  readonly passedHere: ReadonlyMap<string, string>;
  /** Pages whose end state is cached: to start from it costs nothing. */
  readonly cached: ReadonlySet<string>;
}

/**
 * Why a page is to be run: its steps changed or never passed; another runner ran it last; its evidence is old. The last two
 * have passed before, on a date in ISO 8601.
 */
export type Why = { readonly kind: 'steps' } | { readonly kind: 'runner' | 'age'; readonly passed: string };

export interface ChosenPage {
  readonly slug: string;
  readonly why: Why;
}

export interface LeftOut {
  readonly slug: string;
  /** In words, for the reports. */
  readonly reason: string;
  /** When it last passed: ISO 8601. */
  readonly passed: string;
}

export interface Choice {
  readonly run: readonly ChosenPage[];
  readonly leftOut: readonly LeftOut[];
  /** Milliseconds that the chosen pages are expected to take, one after the other. */
  readonly expected: number;
}

/** Milliseconds that a page is expected to take, from the duration that its evidence recorded. */
export const expectedDuration = (evidence: GuideEvidence | undefined): number =>
  (evidence?.duration ?? unknownDuration) + aroundSteps;

const minutes = (milliseconds: number): string => `${Math.round(milliseconds / 6_000) / 10} min`;
const day = (date: string): string => date.slice(0, 10);

/** Milliseconds that all chosen pages together may take when one is added for this reason. */
export function limitOf(why: Why, budget: number): number {
  switch (why.kind) {
    case 'steps':
      return Number.POSITIVE_INFINITY;
    case 'runner':
      return runnerLimit * budget;
    case 'age':
      return budget;
    default:
      return why satisfies never;
  }
}

/** Why a page was left out when time was up, in words. */
export function timeUp(slug: string, why: Exclude<Why, { kind: 'steps' }>, budget: number): string {
  if (why.kind === 'age')
    return `unchanged since it passed on ${day(why.passed)}; time budget of ${minutes(budget)} used up`;
  return (
    `NOT CHECKED with this version of the runner: it passed on ${day(why.passed)} with another one, and the limit of ` +
    `${minutes(limitOf(why, budget))} for such pages is used up. Run it: npm run lab -- run ${slug}`
  );
}

/**
 * @param pages all pages, also those before the wanted ones
 * @param wanted slugs of the pages to choose from
 * @param evidence of the pages that have some, by slug
 * @param budget milliseconds
 */
export function choose(
  pages: ReadonlyMap<string, Page>,
  wanted: readonly string[],
  evidence: ReadonlyMap<string, GuideEvidence>,
  now: Now,
  budget: number,
): Choice {
  const isChanged = ({ slug }: Lesson): boolean => {
    const lesson = pages.get(slug)?.lesson;
    const found = evidence.get(slug);
    return !lesson || found?.status !== 'passed' || isStale(lesson, found, before(pages, lesson));
  };
  const whyOf = ({ lesson }: Page): Why => {
    const found = evidence.get(lesson.slug);
    // A page before it that has to run may leave other machines than those that this one passed on.
    if (!found || [...before(pages, lesson), lesson].some(isChanged)) return { kind: 'steps' };
    return { kind: found.runner === now.runner ? 'age' : 'runner', passed: found.date };
  };
  const candidates = new Map(
    wanted.flatMap((slug) => {
      const page = pages.get(slug);
      return page ? [[slug, { page, why: whyOf(page) }] as const] : [];
    }),
  );

  // All that runs, also what only comes before a chosen page.
  const runs = new Set<string>();
  let expected = 0;
  const take = ({ lesson }: Page, limit: number): boolean => {
    const chain = before(pages, lesson).map(({ slug }) => slug);
    // What comes before a cached end state need not run.
    const from = chain.findLastIndex((slug) => now.cached.has(slug)) + 1;
    const more = [...chain.slice(from), lesson.slug].filter((slug) => !runs.has(slug));
    const cost = more.reduce((sum, slug) => sum + expectedDuration(evidence.get(slug)), 0);
    // A page that is longer than the limit would never run, if it did not when it comes first.
    if (runs.size > 0 && expected + cost > limit) return false;
    for (const slug of more) runs.add(slug);
    expected += cost;
    return true;
  };

  const inOrder = [...candidates.values()].sort(byNeed);
  const reasons = new Map<string, string>();
  for (const { page, why } of inOrder) {
    const { slug } = page.lesson;
    const here = now.passedHere.get(slug);
    if (why.kind === 'steps') take(page, limitOf(why, budget));
    else if (here !== undefined) reasons.set(slug, `unchanged since it passed on this computer on ${day(here)}`);
    else if (!take(page, limitOf(why, budget))) reasons.set(slug, timeUp(slug, why, budget));
  }
  const run = [...candidates].flatMap(([slug, { why }]) => (runs.has(slug) ? [{ slug, why }] : []));
  const leftOut = [...candidates].flatMap(([slug, { why }]): LeftOut[] => {
    const reason = reasons.get(slug);
    return reason === undefined || why.kind === 'steps' || runs.has(slug) ? [] : [{ slug, reason, passed: why.passed }];
  });
  return { run, leftOut, expected };
}

const rank = { steps: 0, runner: 1, age: 2 } as const;
const passedOf = (why: Why): string => (why.kind === 'steps' ? '' : why.passed);

interface Candidate {
  readonly page: Page;
  readonly why: Why;
}

/** The oldest first, and those of one moment by name. */
const byNeed = (a: Candidate, b: Candidate): number =>
  rank[a.why.kind] - rank[b.why.kind] ||
  passedOf(a.why).localeCompare(passedOf(b.why)) ||
  a.page.lesson.slug.localeCompare(b.page.lesson.slug);

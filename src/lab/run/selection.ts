/** Reads what {@link choose} decides by, for a run with a time budget. */
import { type Page, readIfThere } from '../../content/index.ts';
import { type GuideEvidence, parseEvidence } from '../../lesson/index.ts';
import { type Choice, choose } from './choose.ts';
import { evidenceFile } from './evidence.ts';
import { passedAt } from './passes.ts';
import { every, plan } from './plan.ts';
import { fits, loadState } from './state-cache.ts';

/** The evidence beside the pages, by slug. What cannot be read is told and counts as none: its page runs. */
export async function readEvidence(pages: Iterable<Page>): Promise<ReadonlyMap<string, GuideEvidence>> {
  const found = new Map<string, GuideEvidence>();
  for (const { file, lesson, path } of pages) {
    try {
      const text = await readIfThere(evidenceFile(file, lesson.slug));
      const evidence = text === undefined ? undefined : parseEvidence(text);
      if (evidence?.kind === 'guide') found.set(lesson.slug, evidence);
    } catch (error) {
      console.error(`${path}: ${(error as Error).message}`);
    }
  }
  return found;
}

export interface Selection {
  /** Slugs. */
  readonly wanted: readonly string[];
  /** Milliseconds. */
  readonly budget: number;
  readonly runner: string;
  /** Nothing of earlier runs may be used. */
  readonly cold: boolean;
  keyOf(page: Page): string;
}

export async function selectPages(
  pages: ReadonlyMap<string, Page>,
  evidence: ReadonlyMap<string, GuideEvidence>,
  { wanted, budget, runner, cold, keyOf }: Selection,
): Promise<Choice> {
  const passedHere = new Map<string, string>();
  const cached = new Set<string>();
  for (const node of cold ? [] : every(plan(pages, wanted))) {
    const { slug } = node.page.lesson;
    const key = keyOf(node.page);
    const date = await passedAt(key);
    if (date !== undefined) passedHere.set(slug, date);
    const state = await loadState(key);
    if (state && fits(state, node)) cached.add(slug);
  }
  return choose(pages, wanted, evidence, { runner, passedHere, cached }, budget);
}

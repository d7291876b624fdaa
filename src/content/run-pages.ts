/** Pages together with what their last run showed, for those who show pages. */
import {
  type Evidence,
  type EvidenceState,
  errorLine,
  evidenceFile,
  evidenceState,
  type GuideEvidence,
  isOfStanzas,
  type Lesson,
  type LessonError,
  type RecipeEvidence,
} from '../lesson/index.ts';
import { evidenceOf } from './evidence.ts';
import { readIfThere, remember } from './files.ts';
import { contentFolder, type Page, readAll, readPage, runsOfPage } from './pages.ts';

/** One of the ways in which a page runs: whole or on the reader's path, and on which server. */
export interface GuideRun {
  readonly lesson: Lesson;
  readonly evidence: GuideEvidence | undefined;
  readonly state: EvidenceState;
}

export interface RunPage extends Page {
  /** All runs of a guide or a drill, the whole ones before those on the reader's path. */
  readonly runs: readonly GuideRun[];
  /** Of the page's whole run; of the first one of several servers. */
  readonly evidence: GuideEvidence | undefined;
  /** What each server answered, when the page is a recipe. */
  readonly recorded: RecipeEvidence | undefined;
  /** What the evidence shows, and whether it is about the page as it is now; of several servers, the worst. */
  readonly state: EvidenceState;
}

const remembered = remember<RunPage>();

async function withEvidence(page: Page): Promise<RunPage> {
  const runs = runsOfPage(page);
  const texts = await Promise.all(runs.map(({ file, lesson }) => readIfThere(evidenceFile(file, lesson.slug))));
  return remembered(page.file, [page, ...texts], () => join(page, runs, texts));
}

function join(page: Page, pages: readonly Page[], texts: readonly (string | undefined)[]): RunPage {
  const found = pages.map(({ lesson, file }, index): { lesson: Lesson; evidence: Evidence | undefined } => {
    const text = texts[index];
    return { lesson, evidence: text === undefined ? undefined : evidenceOf(evidenceFile(file, lesson.slug), text) };
  });
  const runs = found.map(({ lesson, evidence }) => ({
    lesson,
    evidence: evidence?.kind === 'guide' ? evidence : undefined,
    state: evidenceState(lesson, evidence),
  }));
  const whole = runs.filter(({ lesson }) => !lesson.reader);
  const recorded = found[0]?.evidence;
  return {
    ...page,
    runs: isOfStanzas(page.lesson) ? [] : [...whole, ...runs.filter(({ lesson }) => lesson.reader)],
    evidence: whole[0]?.evidence,
    recorded: recorded?.kind === 'recipe' ? recorded : undefined,
    state: worst(whole.map(({ state }) => state)),
  };
}

/** From the worst on. */
const order: readonly EvidenceState[] = ['failed', 'changed', 'never', 'skipped', 'in-part'];

const worst = (states: readonly EvidenceState[]): EvidenceState =>
  order.find((state) => states.includes(state)) ?? states[0] ?? 'never';

function refuse(errors: readonly LessonError[]): void {
  if (errors.length > 0) throw new Error(errors.map(errorLine).join('\n'));
}

/**
 * One page of the site with its evidence.
 * @throws Error that lists every mistake of the page, each with file and line
 */
export async function readRunPage(file: string): Promise<RunPage> {
  const page = await readPage(contentFolder, file);
  if (!Array.isArray(page)) return withEvidence(page);
  refuse(page);
  throw new Error(`${file} cannot be read.`);
}

/**
 * Every page of the site with its evidence, in the order of their paths.
 * @param under a folder of pages: `recipes`
 * @throws Error that lists every mistake of every page, each with file and line
 */
export async function listPages(under?: string): Promise<readonly RunPage[]> {
  const { pages, errors } = await readAll(contentFolder, under);
  refuse(errors);
  return Promise.all(pages.map(withEvidence));
}

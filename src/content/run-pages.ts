/** Pages together with what their last run showed, for those who show pages. */
import {
  type Evidence,
  type EvidenceState,
  errorLine,
  evidenceFile,
  evidenceState,
  type GuideEvidence,
  type LessonError,
  type RecipeEvidence,
} from '../lesson/index.ts';
import { evidenceOf } from './evidence.ts';
import { readIfThere, remember } from './files.ts';
import { contentFolder, type Page, readAll, readPage } from './pages.ts';

export interface RunPage extends Page {
  readonly evidence: GuideEvidence | undefined;
  /** What each server answered, when the page is a recipe. */
  readonly recorded: RecipeEvidence | undefined;
  /** What the evidence shows, and whether it is about the page as it is now. */
  readonly state: EvidenceState;
}

const remembered = remember<RunPage>();

async function withEvidence(page: Page): Promise<RunPage> {
  const text = await readIfThere(evidenceFile(page.file));
  return remembered(page.file, [page, text], () => join(page, text));
}

function join(page: Page, text: string | undefined): RunPage {
  const evidence: Evidence | undefined = text === undefined ? undefined : evidenceOf(page.file, text);
  return {
    ...page,
    evidence: evidence?.kind === 'guide' ? evidence : undefined,
    recorded: evidence?.kind === 'recipe' ? evidence : undefined,
    state: evidenceState(page.lesson, evidence),
  };
}

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

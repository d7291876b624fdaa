/** A page that runs, as the site needs it: what it means, what its last run showed, and whether the two still fit. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import {
  type Evidence,
  type EvidenceState,
  errorLine,
  evidenceFile,
  evidenceState,
  type GuideEvidence,
  type Lesson,
  parseEvidence,
  type RecipeEvidence,
  read,
} from '../../lesson/index.ts';

export interface RunPage {
  readonly lesson: Lesson;
  readonly evidence: GuideEvidence | undefined;
  /** What each server answered, when the page is a recipe. */
  readonly recorded: RecipeEvidence | undefined;
  readonly state: EvidenceState;
}

function readEvidence(path: string): Evidence | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return parseEvidence(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${relative(process.cwd(), path)}: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * Reads a page and its evidence from the disk.
 * @throws Error that lists every mistake of the page, each with file and line
 */
export function readPage(path: string): RunPage {
  const name = relative(process.cwd(), path) || path;
  const lesson = read(name, readFileSync(path, 'utf8'));
  if (Array.isArray(lesson)) {
    throw new Error(lesson.map(errorLine).join('\n'));
  }
  const evidence = readEvidence(evidenceFile(path));
  return {
    lesson,
    evidence: evidence?.kind === 'guide' ? evidence : undefined,
    recorded: evidence?.kind === 'recipe' ? evidence : undefined,
    state: evidenceState(lesson, evidence),
  };
}

/** A page that runs, as the site needs it: what it means, what its last run showed, and whether the two still fit. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type Evidence, isStale, type Lesson, parseEvidence, read } from '../../lesson/index.ts';

export type EvidenceState = 'never' | 'changed' | 'in-part' | 'failed' | 'passed';

export interface RunPage {
  readonly lesson: Lesson;
  readonly evidence: Evidence | undefined;
  readonly state: EvidenceState;
}

/** Where the evidence of a page lies: `install.mdx` has `install.run.json` beside it. */
export function evidencePath(path: string): string {
  return path.replace(/\.mdx?$/, '.run.json');
}

function stateOf(lesson: Lesson, evidence: Evidence | undefined): EvidenceState {
  if (evidence === undefined) return 'never';
  if (isStale(lesson, evidence)) return 'changed';
  if (evidence.status === 'failed') return 'failed';
  return evidence.status === 'skipped' ? 'in-part' : 'passed';
}

/**
 * Reads a page and its evidence from the disk.
 * @param path of the page's file, from the project's folder
 * @throws Error that lists every mistake of the page, each with file and line
 */
export function readPage(path: string): RunPage {
  const name = relative(process.cwd(), path) || path;
  const lesson = read(name, readFileSync(path, 'utf8'));
  if (Array.isArray(lesson)) {
    throw new Error(lesson.map((error) => `${error.path}:${error.line}: ${error.plain}`).join('\n'));
  }
  const file = evidencePath(path);
  const evidence = existsSync(file) ? parseEvidence(readFileSync(file, 'utf8')) : undefined;
  return { lesson, evidence, state: stateOf(lesson, evidence) };
}

/** Writes what a run showed beside its page, and new expected output into it. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Page, readPage, runsOfPage } from '../../content/index.ts';
import {
  type DownloadEvidence,
  displayName,
  type Edit,
  type Evidence,
  evidenceFile,
  formatEvidence,
  type GuideEvidence,
  isStale,
  type Lesson,
  parseEvidence,
  rewrite,
  type Step,
  type StepEvidence,
} from '../../lesson/index.ts';
import { showSame } from '../browser/picture.ts';
import type { PreparedDownload } from '../host/downloads.ts';
import { writeWhole } from '../host/files.ts';
import type { PageResult, StepResult } from '../result.ts';

export { evidenceFile };

/** Kept of each step's output: enough to read, not enough to make a page heavy. */
const outputKept = 16_384;

function shortened(output: string): string {
  if (output.length <= outputKept) return output;
  const half = outputKept / 2;
  return `${output.slice(0, half)}\n[${output.length - outputKept} characters left out]\n${output.slice(-half)}`;
}

function stepEvidence(result: StepResult, line: number): StepEvidence {
  const { step, milliseconds } = result;
  const base = { id: step.id, line, kind: step.kind, milliseconds: Math.round(milliseconds), screenshots: [] };
  switch (result.status) {
    case 'passed':
      return {
        ...base,
        status: 'passed',
        ...(result.exit === undefined ? {} : { exit: result.exit }),
        ...(result.output === undefined ? {} : { output: shortened(result.output) }),
        screenshots: [...(result.screenshots ?? [])],
      };
    case 'failed':
      return {
        ...base,
        status: 'failed',
        reason: result.failure.what,
        ...(result.exit === undefined ? {} : { exit: result.exit }),
        ...(result.output === undefined ? {} : { output: shortened(result.output) }),
      };
    case 'skipped':
      return { ...base, status: 'skipped', reason: result.reason };
    default:
      return result satisfies never;
  }
}

/** The version of the server's makers in a Debian version: `1:13.0.1-1+b2` is 13.0.1. */
export const upstreamVersion = (version: string): string => version.replace(/^\d+:/, '').replace(/-[^-]*$/, '');

function downloadEvidence(lesson: Lesson, downloads: readonly PreparedDownload[]): DownloadEvidence[] {
  return lesson.downloads.flatMap(({ url }) => {
    const found = downloads.find((download) => download.url === url);
    if (found?.status !== 'ready') return [];
    return [{ url, sha256: found.sha256, ...(found.standIn ? { standIn: found.standIn } : {}) }];
  });
}

export interface EvidenceContext {
  /** The runner's fingerprint. */
  readonly runner: string;
  readonly cold: boolean;
  /** The pages that this one comes after, first one first. */
  readonly before: readonly Lesson[];
  readonly downloads: readonly PreparedDownload[];
}

/** @param lesson the page as it now is: an update may have moved its lines */
export function guideEvidence(result: PageResult, lesson: Lesson, context: EvidenceContext): GuideEvidence {
  const lines = new Map(lesson.steps.map((step) => [step.id, step.line]));
  return {
    kind: 'guide',
    format: 1,
    page: lesson.slug,
    hash: lesson.hash,
    date: result.date,
    duration: Math.round(result.milliseconds),
    status: result.status,
    ...(result.reason ? { reason: result.reason } : {}),
    runner: context.runner,
    cold: context.cold,
    chain: context.before.map(({ slug, hash }) => ({ page: slug, hash })),
    ...(lesson.server && result.serverVersion
      ? { server: { name: displayName(lesson.server), version: upstreamVersion(result.serverVersion) } }
      : {}),
    machines: [...result.machines],
    downloads: downloadEvidence(lesson, context.downloads),
    steps: result.steps.map((step) => stepEvidence(step, lines.get(step.step.id) ?? step.step.line)),
  };
}

export interface Updated {
  /** The run's page as it now is. */
  readonly page: Page;
  /** All runs of the page as they now are; none when nothing was rewritten. */
  readonly runs: readonly Page[];
  /** How many outputs were rewritten. */
  readonly outputs: number;
}

/** What ran, read again from the page's file, and all runs of that page; undefined when it no longer is what ran. */
async function unchanged(
  result: PageResult,
  content: string,
): Promise<{ readonly page: Page; readonly runs: readonly string[] } | undefined> {
  const { file, lesson } = result.page;
  const found = await readPage(content, file);
  const all = Array.isArray(found) ? [] : runsOfPage(found);
  const page = all.find((run) => run.lesson.slug === lesson.slug);
  return page?.lesson.hash === lesson.hash ? { page, runs: all.map((run) => run.lesson.slug) } : undefined;
}

/**
 * Which step's output is rewritten in which run with `--update`. Each output by one run only: the whole one, of several servers
 * the first one that is run. The others are compared with it. What only comes before the wanted pages is neither. Pure.
 * @param wanted slugs of runs
 */
export function updaters(
  pages: ReadonlyMap<string, Page>,
  wanted: readonly string[],
): (page: Page, step: Step) => boolean {
  const whole = wanted.flatMap((slug) => pages.get(slug) ?? []).filter(({ lesson }) => !lesson.reader);
  const writer = (page: Page, step: Step): string | undefined =>
    whole.find(({ file, lesson }) => file === page.file && lesson.steps.some(({ id }) => id === step.id))?.lesson.slug;
  return (page, step) => !wanted.includes(page.lesson.slug) || writer(page, step) === page.lesson.slug;
}

/** Are some of the whole runs of one page, on several servers? */
export function sharePages(pages: ReadonlyMap<string, Page>, wanted: readonly string[]): boolean {
  const files = wanted.flatMap((slug) => {
    const page = pages.get(slug);
    return page && !page.lesson.reader ? [page.file] : [];
  });
  return new Set(files).size < files.length;
}

/** Writes the new expected outputs into the page, unless somebody changed what runs while it ran. */
export async function updatePage(result: PageResult, content: string): Promise<Updated> {
  const as = { page: result.page, runs: [], outputs: 0 };
  const now = await unchanged(result, content);
  if (!now) return as;
  // Prose may have been written above a block meanwhile: its place is the one that it has now.
  const steps = new Map(now.page.lesson.steps.map((step) => [step.id, step]));
  const edits = result.steps.flatMap((ran): Edit[] => {
    const step = steps.get(ran.step.id);
    return ran.status === 'passed' && ran.updated !== undefined && step?.kind === 'shell' && step.output
      ? [{ fence: step.output.fence, text: ran.updated }]
      : [];
  });
  if (edits.length === 0) return as;
  const { file } = result.page;
  await writeWhole(file, rewrite(file, await readFile(file, 'utf8'), edits));
  const whole = await readPage(content, file);
  if (Array.isArray(whole)) throw new Error(`${result.page.path} cannot be read after its update: ${whole[0]?.plain}`);
  const runs = runsOfPage(whole);
  const page = runs.find(({ lesson }) => lesson.slug === result.page.lesson.slug) ?? whole;
  return { page, runs, outputs: edits.length };
}

/** The folder named after the page. */
export const picturesFolder = (pageFile: string): string => pageFile.replace(/\.mdx?$/, '');

/** Which run's picture it is: `prosody` of `s4-2.prosody.webp`, '' of `s4-2.webp`; undefined of a file that is no picture of a run. */
const runOfPicture = (name: string): string | undefined => {
  const found = /^s\d+-\d+(?:\.([a-z]+\d*))?\.webp$/.exec(name);
  return found ? (found[1] ?? '') : undefined;
};

const runOf = (slug: string): string => slug.split('@')[1] ?? '';

/** The first of some names that is not the name of a picture of this run. */
export const foreignPicture = (slug: string, names: readonly string[]): string | undefined =>
  names.find((name) => runOfPicture(name) !== runOf(slug));

export interface Pictures {
  /** Their names. */
  readonly files: readonly string[];
  /** The folder that they are in. */
  readonly from: string;
  /** Slugs of all runs of the page. */
  readonly runs: readonly string[];
}

/**
 * Puts a run's pictures into its page's folder. Removes those of earlier times: of this run, and of runs that the page no longer
 * has. A picture that shows the same as before stays untouched.
 */
export async function writePictures({ file, lesson }: Page, { files, from, runs }: Pictures): Promise<void> {
  const folder = picturesFolder(file);
  const there = await readdir(folder).catch((): string[] => []);
  const others = runs.map(runOf).filter((run) => run !== runOf(lesson.slug));
  const isOld = (name: string): boolean => {
    const run = runOfPicture(name);
    return run !== undefined && !files.includes(name) && !others.includes(run);
  };
  for (const name of there) if (isOld(name)) await rm(join(folder, name));
  if (files.length > 0) await mkdir(folder, { recursive: true });
  for (const name of files) {
    const fresh = await readFile(join(from, name));
    const old = await readFile(join(folder, name)).catch(() => undefined);
    if (!old || !(await showSame(old, fresh))) await writeFile(join(folder, name), fresh);
  }
}

/**
 * Why evidence stays as it is: a failed run does not take the place of one that passed for the same page, nor does a run from
 * a cached state that of a cold one. Pure.
 */
export function keepsOld(
  old: Evidence | undefined,
  result: PageResult,
  lesson: Lesson,
  context: EvidenceContext,
): string | undefined {
  if (old?.kind !== 'guide' || old.status !== 'passed' || isStale(lesson, old, context.before)) return undefined;
  if (result.status !== 'passed') return 'the same page passed before';
  if (old.cold && !context.cold) return 'it is of a cold run, and the page did not change since';
  return undefined;
}

/** Writes the evidence of a page that ran. Returns why it was not written, if so. */
export async function writeEvidence(
  result: PageResult,
  content: string,
  context: EvidenceContext,
): Promise<string | undefined> {
  const now = await unchanged(result, content);
  if (!now) return 'the page was changed while it ran';
  const { page, runs } = now;
  const file = evidenceFile(result.page.file, page.lesson.slug);
  const old = await readFile(file, 'utf8')
    .then(parseEvidence)
    .catch(() => undefined);
  const reason = keepsOld(old, result, page.lesson, context);
  if (reason) return reason;
  const pictures = result.steps.flatMap((step) => (step.status === 'passed' ? (step.screenshots ?? []) : []));
  // The reader's run takes none: those of the whole run show the same.
  if (result.pictures && !page.lesson.reader)
    await writePictures(page, { files: pictures.map((picture) => picture.file), from: result.pictures, runs });
  await writeWhole(file, formatEvidence(guideEvidence(result, page.lesson, context)));
  return undefined;
}

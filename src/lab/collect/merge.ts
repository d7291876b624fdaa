/** Puts the evidence of shards beside the pages. */
import { lstat, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { Page } from '../../content/index.ts';
import { formatEvidence, type GuideEvidence, isStale, pageSlug } from '../../lesson/index.ts';
import { writeWhole } from '../host/files.ts';
import { evidenceFile, foreignPicture, picturesFolder, writePictures } from '../run/evidence.ts';
import { before } from '../run/plan.ts';
import type { Refused } from './report.ts';
import type { FoundEvidence } from './shard-folder.ts';

const isLink = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => undefined))?.isSymbolicLink() ?? false;

/** Is what is written there inside the content folder, whatever links there are on the way? */
async function staysInside(content: string, page: Page): Promise<boolean> {
  const top = `${await realpath(content)}${sep}`;
  const folder = `${await realpath(dirname(page.file))}${sep}`;
  const links = await Promise.all([evidenceFile(page.file, page.lesson.slug), picturesFolder(page.file)].map(isLink));
  return folder.startsWith(top) && !links.includes(true);
}

/** The first picture that is missing or is not WebP (RFC 9649 section 2.4). */
async function wrongPicture(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const data = (await isLink(join(folder, name)))
      ? undefined
      : await readFile(join(folder, name)).catch(() => undefined);
    if (data?.toString('latin1', 0, 4) !== 'RIFF' || data.toString('latin1', 8, 12) !== 'WEBP') return name;
  }
  return undefined;
}

export interface Merged {
  /** Slugs of the pages whose evidence is new. */
  readonly taken: readonly string[];
  readonly refused: readonly Refused[];
}

/**
 * Takes over evidence that is newer than what is there and about the pages as they are.
 * @param existing the evidence beside the pages now, by slug
 */
export async function mergeEvidence(
  content: string,
  pages: ReadonlyMap<string, Page>,
  existing: ReadonlyMap<string, GuideEvidence>,
  found: readonly FoundEvidence[],
): Promise<Merged> {
  const taken = new Set<string>();
  const refused: Refused[] = [];
  // The newest of a page last.
  const inOrder = found.toSorted((a, b) => Date.parse(a.evidence.date) - Date.parse(b.evidence.date));
  for (const { file, evidence } of inOrder) {
    const refuse = (reason: string) => refused.push({ file, reason });
    const old = existing.get(evidence.page);
    // The copy that the shard started from.
    if (old && Date.parse(evidence.date) <= Date.parse(old.date)) continue;
    const page = pages.get(evidence.page);
    if (!page) {
      refuse(`there is no page ${evidence.page} in ${content}`);
      continue;
    }
    if (isStale(page.lesson, evidence, before(pages, page.lesson))) {
      refuse('the page, or one before it, is not the one that ran');
      continue;
    }
    if (!(await staysInside(content, page))) {
      refuse('a symbolic link in its place leads out of the content folder');
      continue;
    }
    const names = evidence.steps.flatMap(({ screenshots }) => screenshots.map((picture) => picture.file));
    const foreign = foreignPicture(evidence.page, names);
    if (foreign) {
      refuse(`its picture ${foreign} has the name of another run's`);
      continue;
    }
    const from = join(dirname(file), basename(picturesFolder(page.file)));
    const wrong = (await isLink(from)) ? from : await wrongPicture(from, names);
    if (wrong) {
      refuse(`its picture ${wrong} is missing or is not WebP`);
      continue;
    }
    if (!page.lesson.reader) {
      const runs = [...pages.keys()].filter((slug) => pageSlug(slug) === pageSlug(evidence.page));
      await writePictures(page, { files: names, from, runs });
    }
    await writeWhole(evidenceFile(page.file, page.lesson.slug), formatEvidence(evidence));
    taken.add(evidence.page);
  }
  return { taken: [...taken], refused };
}

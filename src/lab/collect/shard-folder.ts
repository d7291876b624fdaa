/** What one shard of a run left: a folder with evidence, pictures and reports, from another computer. Nothing in it is trusted. */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { evidenceFile, type GuideEvidence, pageSlug, parseEvidence } from '../../lesson/index.ts';
import { parseJson } from '../host/files.ts';
import { type PageReport, type Refused, reportSchema } from './report.ts';

/** Evidence of a page, whose pictures are in the folder beside it. */
export interface FoundEvidence {
  readonly file: string;
  readonly evidence: GuideEvidence;
}

export interface ShardFolder {
  readonly evidence: readonly FoundEvidence[];
  readonly reports: readonly PageReport[];
  /** Texts of JUnit files. */
  readonly junit: readonly string[];
  readonly refused: readonly Refused[];
}

/** All files below a folder. Symbolic links are refused, not followed. */
async function filesBelow(folder: string, refused: Refused[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesBelow(path, refused)));
    else if (entry.isFile()) found.push(path);
    else refused.push({ file: path, reason: 'it is a symbolic link or no file at all' });
  }
  return found.sort();
}

/** @throws Error when there is no such folder */
export async function readShardFolder(folder: string): Promise<ShardFolder> {
  // A link in the place of the folder itself is the user's own.
  const isThere = await lstat(folder).catch(() => undefined);
  if (!isThere) throw new Error(`${folder} does not exist. Name the folders that the shards left.`);
  const refused: Refused[] = [];
  const evidence: FoundEvidence[] = [];
  const reports: PageReport[] = [];
  const junit: string[] = [];
  for (const file of await filesBelow(folder, refused)) {
    const refuse = (reason: string) => refused.push({ file, reason });
    if (file.endsWith('.run.json')) {
      try {
        const found = parseEvidence(await readFile(file, 'utf8'));
        // Recipes are no part of a run of pages: what lies there is the copy that the shard started from.
        if (found.kind !== 'guide') continue;
        // Names of pages and pictures that lead out of their folders are none: `parseEvidence` refused them.
        if (`/${relative(folder, file)}`.endsWith(`/${evidenceFile(`${pageSlug(found.page)}.mdx`, found.page)}`))
          evidence.push({ file, evidence: found });
        else refuse(`it says that it is about ${found.page}, but it is not in the place of that page`);
      } catch (error) {
        refuse((error as Error).message);
      }
    } else if (file.endsWith('.json')) {
      const report = parseJson(await readFile(file, 'utf8'), reportSchema);
      if (report) reports.push(...report);
      else refuse('it is not a report of "lab run --json"');
    } else if (basename(file).endsWith('.xml')) junit.push(await readFile(file, 'utf8'));
  }
  return { evidence, reports, junit, refused };
}

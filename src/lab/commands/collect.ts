import { writeFile } from 'node:fs/promises';
import { readPages } from '../../content/index.ts';
import { mergeEvidence } from '../collect/merge.ts';
import { markdown, mergeJunit, mergeReports } from '../collect/report.ts';
import { readShardFolder } from '../collect/shard-folder.ts';
import { select } from '../run/plan.ts';
import { readEvidence } from '../run/selection.ts';

export interface CollectOptions {
  /** Folder with the pages. */
  readonly into: string;
  /** Files for the whole run: Markdown, JSON, JUnit XML. */
  readonly report?: string;
  readonly json?: string;
  readonly junit?: string;
}

/** `collect`: exit status 0 when every page was reported, none failed, and nothing was refused. */
export async function collectCommand(folders: readonly string[], options: CollectOptions): Promise<number> {
  const { into } = options;
  const { pages, errors } = await readPages(into);
  const expected = select(pages, [], errors);
  const shards = await Promise.all(folders.map(readShardFolder));
  const existing = await readEvidence(pages.values());
  const found = shards.flatMap(({ evidence }) => evidence);
  const { taken, refused } = await mergeEvidence(into, pages, existing, found);
  const reports = mergeReports(shards.flatMap((shard) => shard.reports));
  const collected = {
    reports,
    taken,
    missing: expected.filter((slug) => !reports.some(({ page }) => page === slug)),
    refused: [...shards.flatMap((shard) => shard.refused), ...refused],
  };
  const text = markdown(collected);
  console.log(text);
  if (options.report) await writeFile(options.report, text);
  if (options.json) await writeFile(options.json, JSON.stringify(reports, null, 2));
  if (options.junit) await writeFile(options.junit, mergeJunit(shards.flatMap(({ junit }) => junit)));
  const isWhole = collected.missing.length === 0 && collected.refused.length === 0;
  return isWhole && reports.every(({ status }) => status !== 'failed') ? 0 : 1;
}

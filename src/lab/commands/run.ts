import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Page, readPages } from '../../content/index.ts';
import { errorLine, type LessonError } from '../../lesson/index.ts';
import { diagnose, prescription } from '../host/doctor.ts';
import { prepareDownloads } from '../host/downloads.ts';
import { runInWorld } from '../host/world.ts';
import { expectedDuration } from '../run/choose.ts';
import { every, plan, select } from '../run/plan.ts';
import { junit as formatJunit } from '../run/report.ts';
import { readEvidence } from '../run/selection.ts';
import { type Shard, shardOf } from '../run/shard.ts';

export interface RunOptions {
  readonly update?: boolean;
  readonly keep?: boolean;
  readonly repeat: number;
  readonly cold?: boolean;
  readonly frozen?: boolean;
  readonly freshImages?: boolean;
  /** GiB. */
  readonly memory?: number;
  /** Milliseconds. */
  readonly budget?: number;
  readonly all?: boolean;
  readonly shard?: Shard;
  readonly json?: string;
  readonly junit?: string;
}

/** Prints what is wrong with pages. */
export function complain(errors: readonly LessonError[]): void {
  for (const error of errors) console.error(errorLine(error));
}

/** `run`: exit status 0 when no page failed. */
export async function runCommand(content: string, words: readonly string[], options: RunOptions): Promise<number> {
  const { pages, errors } = await readPages(content);
  const slugs = await part(pages, select(pages, words, errors), options.shard);
  if (slugs.length === 0) return nothing(options);
  const trees = plan(pages, slugs);
  const lessons = every(trees).map(({ page }) => page.lesson);
  const withBrowser = lessons.some(({ steps }) => steps.some(({ kind }) => kind === 'browser'));
  const wrong = prescription(await diagnose(withBrowser));
  if (wrong) {
    console.error(wrong);
    return 2;
  }
  return runInWorld({
    content,
    frozen: options.frozen ?? false,
    remakeImages: options.freshImages ?? false,
    ...(options.memory ? { memory: options.memory * 2 ** 30 } : {}),
    downloads: await prepareDownloads(lessons.flatMap(({ downloads }) => downloads)),
    task: {
      kind: 'run',
      slugs,
      update: options.update ?? false,
      keep: options.keep ?? false,
      repeat: options.repeat,
      cold: options.cold ?? false,
      ...(options.budget && !options.all ? { budget: options.budget } : {}),
      ...(options.json ? { json: resolve(options.json) } : {}),
      ...(options.junit ? { junit: resolve(options.junit) } : {}),
    },
  });
}

/** The pages of this shard; without one, all of them. */
async function part(
  pages: ReadonlyMap<string, Page>,
  slugs: readonly string[],
  shard: Shard | undefined,
): Promise<readonly string[]> {
  if (!shard) return slugs;
  const evidence = await readEvidence(pages.values());
  const mine = shardOf(plan(pages, slugs), (slug) => expectedDuration(evidence.get(slug)), shard);
  console.log(`Shard ${shard.index} of ${shard.count}: ${mine.join(', ') || 'no pages'}`);
  return mine;
}

/** There are more shards than chains of pages: this one has nothing to do, and says so in its reports. */
async function nothing({ json, junit }: RunOptions): Promise<number> {
  if (json) await writeFile(json, '[]');
  if (junit) await writeFile(junit, formatJunit([]));
  return 0;
}

import { resolve } from 'node:path';
import { readPages } from '../../content/index.ts';
import { errorLine, type LessonError } from '../../lesson/index.ts';
import { diagnose, prescription } from '../host/doctor.ts';
import { prepareDownloads } from '../host/downloads.ts';
import { runInWorld } from '../host/world.ts';
import { type PageNode, plan, select } from '../run/plan.ts';

export interface RunOptions {
  readonly update?: boolean;
  readonly keep?: boolean;
  readonly repeat: number;
  readonly cold?: boolean;
  readonly frozen?: boolean;
  readonly freshImages?: boolean;
  /** GiB. */
  readonly memory?: number;
  readonly json?: string;
  readonly junit?: string;
}

export const everyPage = (nodes: readonly PageNode[]): PageNode[] =>
  nodes.flatMap((node) => [node, ...everyPage(node.children)]);

/** Prints what is wrong with pages. */
export function complain(errors: readonly LessonError[]): void {
  for (const error of errors) console.error(errorLine(error));
}

/** `run`: exit status 0 when no page failed. */
export async function runCommand(content: string, words: readonly string[], options: RunOptions): Promise<number> {
  const { pages, errors } = await readPages(content);
  const slugs = select(pages, words, errors);
  const trees = plan(pages, slugs);
  const lessons = everyPage(trees).map(({ page }) => page.lesson);
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
      ...(options.json ? { json: resolve(options.json) } : {}),
      ...(options.junit ? { junit: resolve(options.junit) } : {}),
    },
  });
}

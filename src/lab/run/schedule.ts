/** Runs trees of pages: each page once, children from their parent's end state, branches side by side on several networks. */

import type { Page } from '../../content/index.ts';
import { runLabel } from '../../lesson/index.ts';
import type { Network } from '../internet/network.ts';
import { type PageResult, skippedPage } from '../result.ts';
import type { Lab } from './lab.ts';
import { freezePage, type PageOptions, type RunningPage, runPage, startPage } from './page.ts';
import { forgetPage, pageFolder } from './page-folder.ts';
import type { PageNode } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import type { Start } from './state-cache.ts';

export interface ScheduleOptions extends PageOptions {
  /** Called when a page begins on a network. */
  readonly onPage: (page: Page, network: Network) => void;
  /** The page as it is when it begins: another run of it may have rewritten its outputs. Absent: as it was planned. */
  readonly current?: (page: Page) => Page;
  /** Asked before a page begins: why it and those after it are not to be run any more, in words for each of them. */
  readonly refuse?: (node: PageNode) => ((page: Page) => string) | undefined;
  /** Called with the state that a page left, its machines halted. */
  readonly onEnd?: (page: Page, snapshot: Snapshot) => Promise<void>;
  /** Called with the page still running, unless it was skipped or its machines could not be started. */
  readonly onResult: (result: PageResult, node: PageNode, running?: RunningPage) => Promise<void>;
}

interface Ready {
  readonly node: PageNode;
  readonly from: Snapshot;
  readonly parent?: Kept;
}

/** A page's layers are kept until the last page that stands on them is done. */
interface Kept {
  readonly folder: string;
  readonly parent?: Kept | undefined;
  waiting: number;
}

async function release(kept: Kept | undefined): Promise<void> {
  if (!kept) return;
  kept.waiting -= 1;
  if (kept.waiting > 0) return;
  await forgetPage(kept.folder);
  await release(kept.parent);
}

/** Downloads that a page needs and that are missing, as a reason to skip it. */
function missingDownload(lab: Lab, page: Page): string | undefined {
  const missing = page.lesson.downloads
    .map(({ url }) => lab.downloads.find((download) => download.url === url))
    .find((download) => download?.status === 'missing');
  return missing?.status === 'missing' ? missing.reason : undefined;
}

/** Runs everything and returns when the last page is done. */
export async function runTrees(lab: Lab, starts: readonly Start<Snapshot>[], options: ScheduleOptions): Promise<void> {
  const ready: Ready[] = [...starts];
  let running = 0;
  let wake: () => void = () => undefined;
  let changed = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const signal = (): void => {
    wake();
    changed = new Promise<void>((resolve) => {
      wake = resolve;
    });
  };

  const skip = async (node: PageNode, reason: (page: Page) => string): Promise<void> => {
    await options.onResult(skippedPage(node.page, reason(node.page)), node);
    await skipAfter(node, reason);
  };
  const skipAfter = async (node: PageNode, reason: (page: Page) => string): Promise<void> => {
    for (const child of node.children) await skip(child, reason);
  };

  const runOne = async (network: Network, { node, from, parent }: Ready): Promise<void> => {
    const page = options.current?.(node.page) ?? node.page;
    const missing = missingDownload(lab, page);
    const refused = missing === undefined ? options.refuse?.(node) : () => missing;
    if (refused) {
      await skip(node, refused);
      return release(parent);
    }
    options.onPage(page, network);
    const folder = pageFolder(lab, page);
    const kept: Kept = { folder, parent, waiting: Math.max(1, node.children.length) };
    let started: RunningPage;
    const began = performance.now();
    try {
      started = await startPage(lab, network, page, from, folder);
    } catch (error) {
      const reason = `Its machines could not be started: ${error instanceof Error ? error.message : error}`;
      await options.onResult({ ...skippedPage(page, reason), status: 'failed' }, node);
      await skipAfter(node, () => `the page before it, ${runLabel(page.lesson.slug)}, failed`);
      kept.waiting = 1;
      return release(kept);
    }
    const boot = Math.round(performance.now() - began);
    const result: PageResult = { ...(await runPage(started, options)), boot };
    await options.onResult(result, node, started);
    const snapshot = await freezePage(started).catch((error: unknown) => {
      console.error(
        `The machines of ${runLabel(page.lesson.slug)} could not be taken down: ${error instanceof Error ? error.message : error}`,
      );
    });
    if (!snapshot) {
      await skipAfter(node, () => `the machines of ${runLabel(page.lesson.slug)} could not be taken down`);
      return;
    }
    if (result.status === 'passed') await options.onEnd?.(page, snapshot);
    if (result.status === 'passed' && node.children.length > 0) {
      // The newest first: a branch is followed to its end, and its layers are given back.
      ready.unshift(...node.children.map((child) => ({ node: child, from: snapshot, parent: kept })));
      return;
    }
    await skipAfter(node, () => `the page before it, ${runLabel(page.lesson.slug)}, ${result.status}`);
    kept.waiting = 1;
    await release(kept);
  };

  const worker = async (network: Network): Promise<void> => {
    for (;;) {
      const index = ready.findIndex(({ from }) => from.network === undefined || from.network === network.name);
      const [next] = index === -1 ? [] : ready.splice(index, 1);
      if (next) {
        running += 1;
        try {
          await runOne(network, next);
        } finally {
          running -= 1;
          signal();
        }
      } else if (running === 0) return;
      else await changed;
    }
  };
  await Promise.all(lab.networks.map(worker));
}

import { limits } from '../limits.ts';
import { Calls } from './calls.ts';
import type { LayOutRequest } from './lay-out-worker.ts';
import { type Layout, type Line, pagesOf } from './pages.ts';

/** A text that is laid out. Its pages come one at a time: all of a long one at once would hold up the page. */
export interface LaidOut {
  /** The whole text as it is shown. */
  readonly text: string;
  readonly lines: number;
  readonly pages: number;
  /** Where each page begins in the text. */
  readonly starts: readonly number[];
  page(index: number): Promise<readonly Line[]> | readonly Line[];
}

/** Short texts at once, long ones in a worker. */
export function layOut(text: string, layout: Layout): LaidOut | Promise<LaidOut> {
  return text.length <= limits.atOnce ? laidOutHere(text, layout) : laidOutElsewhere(text, layout);
}

function laidOutHere(text: string, layout: Layout): LaidOut {
  const { text: shown, lines, pages, starts } = pagesOf(text, layout);
  return { text: shown, lines, starts, pages: pages.length, page: (index) => pages[index] ?? [] };
}

interface Answer {
  readonly text: string;
  readonly lines: number;
  readonly pages: number;
  readonly starts: readonly number[];
}

async function laidOutElsewhere(text: string, layout: Layout): Promise<LaidOut> {
  const ask = async (): Promise<{ key: number; answer: Answer }> => {
    const { call, answer } = calls.ask({ kind: 'text', text, layout });
    return { key: call, answer: (await answer) as Answer };
  };
  let { key, answer } = await ask();
  const pageOf = (index: number): Promise<unknown> => calls.ask({ kind: 'page', key, page: index }).answer;
  return {
    ...answer,
    async page(index) {
      const page = await pageOf(index);
      if (page !== undefined) return page as readonly Line[];
      ({ key, answer } = await ask());
      return (await pageOf(index)) as readonly Line[];
    },
  };
}

const calls = new Calls<LayOutRequest>(
  () => new Worker(new URL('./lay-out-worker.ts', import.meta.url), { type: 'module', name: 'layout' }),
);

import { limits } from '../limits.ts';
import type { LayOutRequest } from './lay-out-worker.ts';
import { type Layout, type Line, pagesOf } from './pages.ts';

/** A text that is laid out. Its pages come one at a time: all of a long one at once would hold up the page. */
export interface LaidOut {
  /** The whole text as it is shown. */
  readonly text: string;
  readonly lines: number;
  readonly pages: number;
  page(index: number): Promise<readonly Line[]> | readonly Line[];
}

/** Short texts at once, long ones in a worker. */
export function layOut(text: string, layout: Layout): LaidOut | Promise<LaidOut> {
  return text.length <= limits.atOnce ? laidOutHere(text, layout) : laidOutElsewhere(text, layout);
}

function laidOutHere(text: string, layout: Layout): LaidOut {
  const { text: shown, lines, pages } = pagesOf(text, layout);
  return { text: shown, lines, pages: pages.length, page: (index) => pages[index] ?? [] };
}

interface Answer {
  readonly text: string;
  readonly lines: number;
  readonly pages: number;
}

async function laidOutElsewhere(text: string, layout: Layout): Promise<LaidOut> {
  const ask = async (): Promise<{ key: number; answer: Answer }> => {
    const { call, answer } = post({ kind: 'text', text, layout });
    return { key: call, answer: (await answer) as Answer };
  };
  let { key, answer } = await ask();
  const pageOf = (index: number): Promise<unknown> => post({ kind: 'page', key, page: index }).answer;
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

type Asked<Request> = Request extends unknown ? Omit<Request, 'call'> : never;

let worker: Worker | undefined;
let calls = 0;
const waiting = new Map<number, (answer: unknown) => void>();

function post(request: Asked<LayOutRequest>): { readonly call: number; readonly answer: Promise<unknown> } {
  worker ??= start();
  calls += 1;
  const call = calls;
  const answer = new Promise<unknown>((resolve) => waiting.set(call, resolve));
  worker.postMessage({ ...request, call });
  return { call, answer };
}

function start(): Worker {
  const started = new Worker(new URL('./lay-out-worker.ts', import.meta.url), { type: 'module', name: 'layout' });
  started.addEventListener('message', ({ data }: MessageEvent<{ call: number; answer: unknown }>) => {
    waiting.get(data.call)?.(data.answer);
    waiting.delete(data.call);
  });
  return started;
}

/** Lays out one long text after the other, outside of the page's own thread, and hands out its pages. */
import { type Laid, type Layout, pagesOf } from './pages.ts';

export type LayOutRequest =
  | { readonly call: number; readonly kind: 'text'; readonly text: string; readonly layout: Layout }
  | { readonly call: number; readonly kind: 'page'; readonly key: number; readonly page: number };

const kept = new Map<number, Laid>();
/** Texts whose pages stay here; the page asks again for one that is gone. */
const most = 8;

self.addEventListener('message', ({ data }: MessageEvent<LayOutRequest>) => {
  if (data.kind === 'text') {
    const laid = pagesOf(data.text, data.layout);
    kept.set(data.call, laid);
    for (const key of kept.keys()) if (kept.size > most) kept.delete(key);
    const { text, lines, pages, starts } = laid;
    self.postMessage({ call: data.call, answer: { text, lines, starts, pages: pages.length } });
  } else {
    self.postMessage({ call: data.call, answer: kept.get(data.key)?.pages[data.page] });
  }
});

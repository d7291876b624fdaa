/** Reads and explains texts that are too long for the page's own thread. */
import { type ExplainAtOptions, explainAt } from '../../stanza/registry.ts';
import { readDraft } from './draft.ts';

export type LongTextRequest =
  | { readonly call: number; readonly kind: 'draft'; readonly text: string }
  | {
      readonly call: number;
      readonly kind: 'explain';
      readonly text: string;
      readonly offset: number;
      readonly options: ExplainAtOptions;
    };

function answerTo(request: LongTextRequest): unknown {
  switch (request.kind) {
    case 'draft':
      return readDraft(request.text);
    case 'explain':
      return explainAt(request.text, request.offset, request.options);
    default:
      return request satisfies never;
  }
}

self.addEventListener('message', ({ data }: MessageEvent<LongTextRequest>) => {
  self.postMessage({ call: data.call, answer: answerTo(data) });
});

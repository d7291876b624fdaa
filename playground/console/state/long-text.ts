import type { ExplainAtOptions } from '../../stanza/registry.ts';
import type { Note } from '../../stanza/types.ts';
import { Calls } from './calls.ts';
import type { Draft } from './draft.ts';
import type { LongTextRequest } from './long-text-worker.ts';

const calls = new Calls<LongTextRequest>(
  () => new Worker(new URL('./long-text-worker.ts', import.meta.url), { type: 'module', name: 'long text' }),
);

/** What `readDraft` gives, in a worker: a megabyte of stanzas takes a tenth of a second. */
export async function readLongDraft(text: string): Promise<Draft> {
  return (await calls.ask({ kind: 'draft', text }).answer) as Draft;
}

/** What `explainAt` gives, in a worker. */
export async function explainLong(text: string, offset: number, options: ExplainAtOptions): Promise<readonly Note[]> {
  return (await calls.ask({ kind: 'explain', text, offset, options }).answer) as readonly Note[];
}

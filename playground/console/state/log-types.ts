import type { LogFormat } from '../../stanza/index.ts';
import type { Journal } from './journal.ts';
import type { Account } from './types.ts';

/** A log from elsewhere as a transcript of its own, which only can be read. */
export interface LoadedLog {
  /** `romeo.log`, or what the text was. */
  readonly name: string;
  readonly format: LogFormat;
  /** Stanzas that the log holds; the transcript keeps the latest of them. */
  readonly count: number;
  /** Whether times are known with their zone; without one they are shown as they were written. */
  readonly hasZone: boolean;
  /** Whether only start tags were there. */
  readonly isStartTagsOnly: boolean;
  readonly journal: Journal;
  /** Whose streams the log has. They cannot sign in or send. */
  readonly accounts: readonly Account[];
}

/** Of what came without a file. */
export const pastedName = 'the pasted text';

/** What the console reads from elsewhere. */
export type Desk =
  | { readonly state: 'empty' }
  | { readonly state: 'reading'; readonly name: string }
  | { readonly state: 'open'; readonly log: LoadedLog }
  | { readonly state: 'refused'; readonly plain: string };

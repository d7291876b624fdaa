/** What the live stanza shows of the way to an answer. */
import type { Answer } from './client.ts';
import type { StepName } from './steps.ts';

export type View =
  | { readonly kind: 'idle' | 'sending' | 'silence' }
  | { readonly kind: 'starting'; readonly step: StepName; readonly text: string }
  | { readonly kind: 'trouble'; readonly text: string }
  | { readonly kind: 'answered'; readonly answer: Answer };

/** What the live stanza shows of the way to an answer. */
import type SingleRow from '../../../playground/console/view/SingleRow.svelte';
import type { Answer } from './client.ts';
import type { StepName } from './steps.ts';

export type View =
  | { readonly kind: 'idle' | 'sending' }
  | { readonly kind: 'starting'; readonly step: StepName; readonly text: string }
  | { readonly kind: 'trouble'; readonly text: string }
  | {
      readonly kind: 'silence';
      /** To the playground, with the stanza that was sent. */
      readonly link: string;
    }
  | {
      readonly kind: 'answered';
      readonly answer: Answer;
      readonly asked: string;
      readonly link: string;
      /** A row of the playground's transcript. */
      readonly row: typeof SingleRow;
    };

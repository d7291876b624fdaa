/** What has to happen before the first stanza can go, in order, and which of it a phase belongs to. */
import type { Phase } from './client.ts';

export type StepName = 'fetch' | 'start' | 'sign-in';

export interface Step {
  readonly name: StepName;
  readonly words: string;
}

export const steps: readonly Step[] = [
  { name: 'fetch', words: 'Fetch Prosody’s files, from this site' },
  { name: 'start', words: 'Start it, in a thread of this tab' },
  { name: 'sign-in', words: 'Sign romeo in, with his password' },
];

export function stepOf({ phase }: Phase): StepName {
  switch (phase) {
    case 'download':
    case 'unpack':
      return 'fetch';
    case 'start':
    case 'ready':
      return 'start';
    case 'sign-in':
      return 'sign-in';
  }
}

/** For the status line, while it happens. */
export function wordsOf(progress: Phase): string {
  switch (progress.phase) {
    case 'download':
      return `Fetching: ${Math.round(progress.loaded / 1024)} of ${Math.round(progress.total / 1024)} KiB`;
    case 'unpack':
      return 'Unpacking';
    case 'start':
    case 'ready':
      return 'Starting Prosody';
    case 'sign-in':
      return 'Signing romeo in';
  }
}

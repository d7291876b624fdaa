/** What came of a run: plain data, from which reports and evidence are written. */

import type { Page } from '../content/index.ts';
import type { DiffLine, MachineEvidence, ScreenshotEvidence, Step } from '../lesson/index.ts';

export interface Failure {
  /** In one sentence. */
  readonly what: string;
  /** Expected against real output. */
  readonly diff?: readonly DiffLine[];
  /** What was printed, as a terminal shows it; its end when it is long. */
  readonly output?: string;
  /** A picture of what was there, a file. */
  readonly picture?: string;
  /** Line of the page where it is, when it is not the block's first line. */
  readonly line?: number;
}

/** Ends of logs at the time of a failure, by what they are. */
export type LogTails = ReadonlyMap<string, string>;

interface StepBase {
  readonly step: Step;
  readonly milliseconds: number;
}

export type FailedStep = StepBase & {
  readonly status: 'failed';
  readonly failure: Failure;
  readonly exit?: number;
  readonly output?: string;
};

export type StepResult =
  | (StepBase & {
      readonly status: 'passed';
      readonly exit?: number;
      readonly output?: string;
      /** The expected output as it should read, when the page is to be updated. */
      readonly updated?: string;
      readonly screenshots?: readonly ScreenshotEvidence[];
    })
  | FailedStep
  | (StepBase & { readonly status: 'skipped'; readonly reason: string });

export interface PageResult {
  readonly page: Page;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped or failed. */
  readonly reason?: string;
  /** When it began: ISO 8601. */
  readonly date: string;
  readonly milliseconds: number;
  /** Milliseconds until its machines were up: mounted, connected, booted. */
  readonly boot?: number;
  readonly steps: readonly StepResult[];
  readonly machines: readonly MachineEvidence[];
  /** Debian's version of the server that the page is about, where it is installed at the end. */
  readonly serverVersion?: string;
  readonly logs?: LogTails;
  /** Folder with the pictures that steps name; gone when the page's machines are. */
  readonly pictures?: string;
}

export const skippedPage = (page: Page, reason: string): PageResult => ({
  page,
  status: 'skipped',
  reason,
  date: new Date().toISOString(),
  milliseconds: 0,
  steps: [],
  machines: [],
});

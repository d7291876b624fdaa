import type { DrillReport, TabDrill } from './schema.ts';

/** What the page of a drill on machines says above it. */
export interface MachineDrill {
  /** The user's words. */
  readonly says: string;
  /** Where to look, what to see there, what it means. */
  readonly hints: readonly [string, string, string];
  readonly report?: DrillReport;
}

/** A drill in the tab, with what its page says above it. */
export interface Drill extends TabDrill, MachineDrill {
  readonly report: DrillReport;
}

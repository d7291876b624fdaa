import type { DrillReport, TabDrill } from './schema.ts';

/** A drill in the tab, with what its page says above it. */
export interface Drill extends TabDrill {
  /** The user's words. */
  readonly says: string;
  /** Where to look, what to see there, what it means. */
  readonly hints: readonly [string, string, string];
  readonly report: DrillReport;
}

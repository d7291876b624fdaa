import type { Runtime } from '../runtime/runtime.ts';
import type { Entry } from '../state/entry.ts';
import ReportDialog from '../view/ReportDialog.svelte';
import TestDialog from '../view/TestDialog.svelte';
import { openDialog } from './open-dialog.ts';

interface Rows {
  readonly runtime: Runtime;
  readonly entries: readonly Entry[];
}

/** Shows these rows as a report. */
export function openReport(rows: Rows): void {
  openDialog(ReportDialog, { ...rows });
}

/** Shows these rows as a test. */
export function openTest(rows: Rows): void {
  openDialog(TestDialog, { ...rows });
}

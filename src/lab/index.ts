/** The door of the lab room: runs pages on machines. The command line is cli.ts. */

export { readPages } from '../content/index.ts';
export { diagnose, prescription } from './host/doctor.ts';
export { prepareDownload } from './host/downloads.ts';
export { findChromium } from './host/find-chromium.ts';
export { runInWorld, type WorldOptions } from './host/world.ts';
export type { PageResult, StepResult } from './result.ts';
export type { Boots } from './tasks/boots.ts';

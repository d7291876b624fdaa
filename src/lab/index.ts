/** The door of the lab room: runs pages on machines. The command line is cli.ts. */
export { diagnose, prescription } from './host/doctor.ts';
export { runInWorld, type WorldOptions } from './host/world.ts';
export { readPages } from './run/pages.ts';
export type { PageResult, StepResult } from './run/result.ts';

/** The door of the check room: one server, judged through one account. Loaded when somebody checks. */
export { type CheckId, catalogue, checkIds, type Group, groups } from './catalogue.ts';
export { type CheckedServer, type CheckOptions, type CheckResult, checkServer, inOrder } from './check-server.ts';
export { type Access, NotConnected } from './connect.ts';
export { type Failure, whyNot } from './failure.ts';
export { fixes, fixFor } from './fixes.ts';
export { levelWords, type ReportChoices, writtenReport } from './report.ts';
export { knownSoftware, type Software } from './software.ts';
export type * from './types.ts';
export type { Web } from './world.ts';

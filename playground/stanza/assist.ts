/** A second door, for what is needed only once somebody writes: the console loads it then. */
import { advise } from './advice.ts';
import { type CheckOptions, check } from './check.ts';
import type { Finding } from './finding.ts';
import { parse } from './parse.ts';

export { advise } from './advice.ts';
export { type CheckOptions, check } from './check.ts';
export { complete } from './complete.ts';
export type * from './complete-types.ts';
export { applied, type Edit, type Finding, type Fix } from './finding.ts';

/** What is to be told of a text before it is sent: the mistake that keeps it from being XML, or else what a server would not take. */
export function inspect(text: string, options: CheckOptions = {}): readonly Finding[] {
  const result = parse(text);
  if (result.ok) return check(text, result.stanzas, options);
  const { code, line, column, offset, length } = result.error;
  return [{ code, severity: 'error', line, column, offset, length, ...advise(text, result.error) }];
}

/** What the second version has, and `p: 1`: TLS was pretended. Links without it stay of the second version, which older playgrounds read. */
import { readSecondVersion, writeSecondVersion } from './second-version.ts';
import type { Shared } from './types.ts';
import { entriesOf } from './values.ts';

export function writeThirdVersion(shared: Shared): unknown {
  return { ...(writeSecondVersion(shared) as object), p: 1 };
}

/** Null when it is anything else. */
export function readThirdVersion(value: unknown): Omit<Shared, 'first'> | null {
  const entries = entriesOf(value);
  if (entries?.find(([name]) => name === 'p')?.[1] !== 1) return null;
  const read = readSecondVersion(Object.fromEntries(entries.filter(([name]) => name !== 'p')));
  return read?.scene === undefined ? null : { ...read, scene: { ...read.scene, pretendTls: true } };
}

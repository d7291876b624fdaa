import type { ShareLimit } from './limits.ts';
import type { Shared } from './types.ts';

/** What there are limits for, of what a link carries. */
export function sizesOf({
  title = '',
  stanzas,
  replies = [],
  scene,
}: Omit<Shared, 'first'>): Partial<Record<ShareLimit, number>> {
  const texts = [...stanzas, ...replies];
  const longest = (lengths: readonly number[]): number => lengths.reduce((most, one) => Math.max(most, one), 0);
  const lines = Object.values(scene?.changes ?? {}).flatMap((changes) => changes.flatMap(({ come }) => come));
  return {
    title: title.length,
    stanzas: stanzas.length,
    stanza: longest(texts.map(({ xml }) => xml.length)),
    replies: replies.length,
    account: longest(texts.map(({ as = '' }) => as.length)),
    configuration: lines.reduce((sum, line) => sum + line.length + 1, 0),
    dnsRecords: Object.values(scene?.dns ?? {}).reduce((sum, records) => sum + records.length, 0),
    clock: scene?.ahead ?? 0,
  };
}

/** Recorded replies beside those that came now. */
import { type Diff, describe, diff, firstElement } from '../../stanza/index.ts';
import type { SharedReply } from './types.ts';

/** A reply on both sides, or on one alone. */
export interface Compared {
  readonly after: number;
  readonly as: string;
  readonly recorded?: string;
  readonly yours?: string;
  /** Absent when one side is missing or cannot be read. */
  readonly diff?: Diff;
  /** Ids, times and the like do not count. */
  readonly same: boolean;
}

/**
 * Pairs what was recorded with what came: for each account, the ones that are alike before those that differ least. Which of the
 * stanzas was sent last before does not count, because a slower server may answer later.
 */
export function compareReplies(recorded: readonly SharedReply[], yours: readonly SharedReply[]): Compared[] {
  const free = yours.map((reply) => ({ reply, element: firstElement(reply.xml) }));
  const pairs = new Map<SharedReply, Compared>();
  const take = (reply: SharedReply, fits: (found: Diff | undefined, other: SharedReply) => boolean): void => {
    if (pairs.has(reply)) return;
    const element = firstElement(reply.xml);
    let best: { index: number; diff: Diff | undefined; distance: number } | undefined;
    for (const [index, other] of free.entries()) {
      if (other.reply.as !== reply.as) continue;
      const found = element && other.element && diff(element, other.element);
      if (!fits(found, other.reply)) continue;
      const distance = (found?.differences.length ?? 0) * 10 + (other.reply.after === reply.after ? 0 : 1);
      if (best === undefined || distance < best.distance) best = { index, diff: found, distance };
    }
    if (best === undefined) return;
    const [other] = free.splice(best.index, 1);
    const same = best.diff === undefined ? other?.reply.xml === reply.xml : best.diff.same;
    pairs.set(reply, {
      after: reply.after,
      as: reply.as,
      recorded: reply.xml,
      yours: other?.reply.xml,
      diff: best.diff,
      same,
    });
  };
  for (const reply of recorded) take(reply, (found, other) => found?.same ?? other.xml === reply.xml);
  for (const reply of recorded)
    take(reply, (found, other) => found !== undefined && isAnswerToSame(reply.xml, other.xml));
  for (const reply of recorded) take(reply, (found) => found !== undefined && isSameName(found));
  const missing = recorded.map(
    (reply) => pairs.get(reply) ?? { after: reply.after, as: reply.as, recorded: reply.xml, same: false },
  );
  const more = free.map(({ reply }) => ({ after: reply.after, as: reply.as, yours: reply.xml, same: false }));
  return [...missing, ...more].sort((one, other) => one.after - other.after);
}

/** An answer with the same id, be it a result or an error. */
function isAnswerToSame(one: string, other: string): boolean {
  const [left, right] = [describe(one), describe(other)];
  return left.kind === right.kind && left.id !== undefined && left.id === right.id;
}

/** Stanzas of different kinds have nothing to do with each other. */
function isSameName({ tree }: Diff): boolean {
  return tree.length === 1;
}

/**
 * `{ t: title, s: [[xml, account?], ...], e: servers, c: { server: [[at, gone, come], ...] }, d: { record: values }, k: seconds,
 * v: what ran, r: [[after, account, xml], ...] }`. All but `s` may be absent; `e` and `v` come together and make a scene.
 */
import type { DnsTable } from '../../sandbox/types.ts';
import type { LineChange } from '../configuration/line-changes.ts';
import { readStanzas } from './first-version.ts';
import type { Shared, SharedReply, SharedScene } from './types.ts';
import { entriesOf, isAccount, isCount, isHost, isTexts } from './values.ts';

export function writeSecondVersion({ title = '', stanzas, scene, replies = [] }: Shared): unknown {
  return {
    ...(title === '' ? {} : { t: title }),
    s: stanzas.map(({ xml, as }) => (as === undefined ? [xml] : [xml, as])),
    ...(scene === undefined ? {} : writeScene(scene)),
    ...(replies.length === 0 ? {} : { r: replies.map(({ after, as, xml }) => [after, as, xml]) }),
  };
}

function writeScene({ servers, changes, dns, ahead, madeWith }: SharedScene): Record<string, unknown> {
  const changed = Object.entries(changes).filter(([, list]) => list.length > 0);
  const written = changed.map(([name, list]) => [name, list.map(({ at, gone, come }) => [at, gone, come])]);
  return {
    e: servers,
    v: madeWith,
    ...(written.length === 0 ? {} : { c: Object.fromEntries(written) }),
    ...(dns === undefined ? {} : { d: dns }),
    ...(ahead === 0 ? {} : { k: ahead }),
  };
}

/** Null when it is anything else. */
export function readSecondVersion(value: unknown): Omit<Shared, 'first'> | null {
  const entries = entriesOf(value);
  if (entries === null || entries.some(([name]) => !'tsevcdkr'.includes(name) || name.length !== 1)) return null;
  const given = new Map(entries);
  const [title = '', stanzas] = [given.get('t'), readStanzas(given.get('s'))];
  if (typeof title !== 'string' || stanzas === null) return null;
  const scene = readScene(given);
  const replies = readReplies(given.get('r'), stanzas.length);
  if (scene === null || replies === null) return null;
  return {
    ...(title === '' ? {} : { title }),
    stanzas,
    ...(scene === undefined ? {} : { scene }),
    ...(replies.length === 0 ? {} : { replies }),
  };
}

function readScene(given: ReadonlyMap<string, unknown>): SharedScene | undefined | null {
  const [servers, madeWith, ahead = 0] = [given.get('e'), given.get('v'), given.get('k')];
  if (servers === undefined) return ['v', 'c', 'd', 'k'].some((name) => given.has(name)) ? null : undefined;
  if ((servers !== 1 && servers !== 2) || typeof madeWith !== 'string' || !/^[\w .,+~():/-]{0,100}$/.test(madeWith))
    return null;
  const [changes, dns] = [readConfigurations(given.get('c')), readDns(given.get('d'))];
  if (changes === null || dns === null || !isCount(ahead)) return null;
  return { servers, changes, ...(dns === undefined ? {} : { dns }), ahead, madeWith };
}

function readConfigurations(value: unknown = {}): SharedScene['changes'] | null {
  const entries = entriesOf(value);
  if (entries === null) return null;
  const changes: [string, LineChange[]][] = [];
  for (const [name, list] of entries) {
    const read = isHost(name) ? readChanges(list) : null;
    if (read === null) return null;
    changes.push([name, read]);
  }
  return Object.fromEntries(changes);
}

/** In order, and none reaching into the next one. */
function readChanges(list: unknown): LineChange[] | null {
  if (!Array.isArray(list) || list.length === 0) return null;
  const changes: LineChange[] = [];
  let free = 0;
  for (const one of list as unknown[]) {
    if (!Array.isArray(one) || one.length !== 3) return null;
    const [at, gone, come] = one as unknown[];
    if (!isCount(at) || at < free || !isTexts(gone) || !isTexts(come) || gone.length + come.length === 0) return null;
    free = at + gone.length;
    changes.push({ at, gone, come });
  }
  return changes;
}

function readDns(value: unknown): DnsTable | undefined | null {
  if (value === undefined) return undefined;
  const entries = entriesOf(value);
  const isRight = entries?.every(([name, records]) => /^[\w.-]{1,255} [A-Z]{1,10}$/.test(name) && isTexts(records));
  return isRight ? Object.fromEntries(entries as [string, string[]][]) : null;
}

function readReplies(value: unknown, sent: number): SharedReply[] | null {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length === 0) return null;
  const replies: SharedReply[] = [];
  for (const row of value as unknown[]) {
    if (!Array.isArray(row) || row.length !== 3) return null;
    const [after, as, xml] = row as unknown[];
    if (!isCount(after) || after > sent || !isAccount(as) || typeof xml !== 'string') return null;
    replies.push({ after, as, xml });
  }
  return replies;
}

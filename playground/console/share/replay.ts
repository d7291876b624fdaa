/** Plays what a link carries: its servers, its configuration, its clock, and its stanzas in order, each by its sender. */

import { withChanges } from '../configuration/line-changes.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { sceneWith } from '../runtime/scene.ts';
import { senderOf } from '../runtime/senders.ts';
import type { Entry } from '../state/entry.ts';
import type { ConsoleState } from '../state/types.ts';
import { type Compared, compareReplies } from './compare.ts';
import { linesOf } from './from-entries.ts';
import { shippedConfig } from './scene-now.ts';
import type { Shared, SharedReply } from './types.ts';

/** Milliseconds: for an account to sign in, for the recorded replies of a stanza, and for those that nobody recorded. */
const patience = Object.freeze({ online: 30_000, replies: 5_000, quiet: 400, look: 20 });

export type ReplayResult =
  | { readonly ok: true; readonly compared: readonly Compared[] }
  | { readonly ok: false; readonly plain: string };

/** The configurations that the link stands for, by server; or why this playground cannot have them. */
export function configurationsOf({ scene }: Shared): ReadonlyMap<string, string> | { readonly plain: string } {
  const configs = new Map<string, string>();
  for (const [server, changes] of Object.entries(scene?.changes ?? {})) {
    const shipped = shippedConfig(server);
    const config = shipped === undefined ? undefined : withChanges(shipped, changes);
    if (config === undefined) {
      const plain = `The changes do not fit the configuration of ${server} that this playground ships. The link was made with ${scene?.madeWith}.`;
      return { plain };
    }
    configs.set(server, config);
  }
  return configs;
}

/**
 * @param fill what to put in the place of `{password}` and the like
 * @param say told in a few words what is being done
 */
export async function replay(
  runtime: Runtime,
  shared: Shared,
  { fill, say }: { readonly fill: (xml: string) => string; readonly say: (words: string) => void },
): Promise<ReplayResult> {
  const configs = configurationsOf(shared);
  if ('plain' in configs) return { ok: false, plain: configs.plain };
  const receivers = (shared.replies ?? []).map(({ as }) => ({ as, xml: '' }));
  const scene = sceneWith([...shared.stanzas, ...receivers], { least: shared.scene?.servers ?? 1 });
  say('Starting the servers…');
  const { dns = scene.dns, pretendTls = false } = shared.scene ?? {};
  await runtime.play({ ...scene, dns, pretendTls });
  const isUp = await becomes(runtime, ({ boot }) => boot.state !== 'starting');
  if (!isUp || runtime.state.boot.state !== 'ready')
    return { ok: false, plain: 'The servers did not start. Their log says why.' };
  const refused = await signedIn(runtime, scene.signsIn);
  if (refused !== undefined) return { ok: false, plain: refused };
  for (const [server, config] of configs) {
    // Only who is signed in is signed in again.
    const result = await runtime.restart(server, config, true);
    if (!result.ok)
      return { ok: false, plain: `${server} did not start with the link’s configuration: ${result.text}` };
  }
  const refusedAfter = configs.size === 0 ? undefined : await signedIn(runtime, scene.signsIn);
  if (refusedAfter !== undefined) return { ok: false, plain: refusedAfter };
  if (shared.scene !== undefined && shared.scene.ahead > 0) {
    say('Moving the clock…');
    await runtime.advance(shared.scene.ahead);
  }
  return { ok: true, compared: await send(runtime, shared, { fill, say }) };
}

async function send(
  runtime: Runtime,
  shared: Shared,
  { fill, say }: { readonly fill: (xml: string) => string; readonly say: (words: string) => void },
): Promise<readonly Compared[]> {
  // What came while the accounts signed in is nobody's reply.
  await settles(runtime, () => lastId(runtime));
  const yours: SharedReply[] = [];
  const recorded = shared.replies ?? [];
  for (const [index, { xml, as }] of shared.stanzas.entries()) {
    say(`Stanza ${index + 1} of ${shared.stanzas.length}…`);
    const since = lastId(runtime);
    const sender = senderOf(runtime.state.accounts, as)?.name ?? runtime.state.sender;
    await runtime.send([fill(xml)], sender);
    const wanted = recorded.filter(({ after }) => after === index + 1).length;
    const came = (): SharedReply[] => receivedSince(runtime, since, index + 1);
    if (wanted > 0) await becomes(runtime, () => came().length >= wanted, patience.replies);
    await settles(runtime, () => came().length);
    yours.push(...came());
  }
  return compareReplies(recorded, yours);
}

function receivedSince(runtime: Runtime, id: number, after: number): SharedReply[] {
  const fresh: Entry[] = [];
  for (let next = id + 1; ; next += 1) {
    const entry = runtime.journal.entry(next);
    if (entry === undefined) break;
    fresh.push(entry);
  }
  return linesOf(fresh, runtime.state.accounts).flatMap(({ direction, jid, xml }) =>
    direction === 'received' ? [{ after, as: jid, xml }] : [],
  );
}

function lastId(runtime: Runtime): number {
  return runtime.journal.all.at(-1)?.id ?? 0;
}

/** Why an account that has to be online is not; undefined when all are. */
async function signedIn(runtime: Runtime, names: readonly string[]): Promise<string | undefined> {
  const stateOf = (state: ConsoleState, name: string) =>
    state.accounts.find((account) => account.name === name)?.status;
  const isDone = (state: ConsoleState): boolean =>
    names.every((name) => ['online', 'failed'].includes(stateOf(state, name)?.state ?? 'failed'));
  await becomes(runtime, isDone);
  for (const name of names) {
    const status = stateOf(runtime.state, name);
    if (status?.state !== 'online')
      return `${name} could not sign in. ${status?.state === 'failed' ? status.plain : ''}`.trim();
  }
  return undefined;
}

/** Looks again and again: nothing tells a function outside of a component what changes. */
async function becomes(
  runtime: Runtime,
  holds: (state: ConsoleState) => boolean,
  within: number = patience.online,
): Promise<boolean> {
  const deadline = performance.now() + within;
  while (!holds(runtime.state)) {
    if (performance.now() > deadline) return false;
    await pause();
  }
  return true;
}

/** Until nothing has come for a while. */
async function settles(runtime: Runtime, count: () => number): Promise<void> {
  let [before, since] = [count(), performance.now()];
  while (performance.now() - since < patience.quiet && runtime.state.boot.state === 'ready') {
    await pause();
    if (count() === before) continue;
    [before, since] = [count(), performance.now()];
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, patience.look));

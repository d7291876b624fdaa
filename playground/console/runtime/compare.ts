import { clientPort } from '../../cast.ts';
import type { DnsTable, Sandbox, SandboxOptions, ServerConfig } from '../../sandbox/types.ts';
import type { Session } from '../../session/types.ts';
import { type Difference, describe, diff, parse } from '../../stanza/index.ts';
import { wordsOfError } from '../error-words.ts';
import { presenceStanza } from '../state/presence.ts';
import type { Account } from '../state/types.ts';
import { throughPretendTls } from './pretend-tls.ts';
import { signedIn } from './signed-in.ts';

/** Milliseconds that a comparison waits for a reply, and without a word from the server before it takes the rest for nothing. */
const waits = Object.freeze({ reply: 10_000, silence: 700 });

export interface Experiment {
  readonly startSandbox: (options: SandboxOptions) => Promise<Sandbox>;
  readonly servers: readonly ServerConfig[];
  readonly dns: DnsTable;
  readonly pretendTls: boolean;
  /** Those that are online, the sender among them. */
  readonly accounts: readonly Account[];
  readonly sender: string;
  readonly stanza: string;
}

/** A stanza and the account that sent it. */
export interface Sent {
  readonly account: string;
  readonly text: string;
}

/** What one account received. */
export interface Received {
  readonly account: string;
  readonly text: string;
}

export interface Outcome {
  readonly received: readonly Received[];
  /** Why there is nothing to compare: the server did not start, or somebody could not sign in. */
  readonly trouble?: string;
}

/** Sends a stanza to servers of its own, which end after it, and resolves to what came back. */
export async function tryOut(experiment: Experiment): Promise<Outcome> {
  const { startSandbox, servers, dns, pretendTls } = experiment;
  let sandbox: Sandbox;
  try {
    sandbox = await startSandbox({ servers, dns, ...(pretendTls && { pretendTls }) });
  } catch (error) {
    return { received: [], trouble: wordsOfError(error) };
  }
  const sessions: Session[] = [];
  try {
    return await send(sandbox, experiment, sessions);
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
    await sandbox.stop();
  }
}

async function send(sandbox: Sandbox, experiment: Experiment, sessions: Session[]): Promise<Outcome> {
  const { accounts, sender, stanza, pretendTls } = experiment;
  const { open } = await import('./open-session.ts');
  let received: Received[] = [];
  let changed = performance.now();
  for (const { name, jid, password, place } of accounts) {
    if (place.kind !== 'sandbox') continue;
    const connect = () => sandbox.connect(place.server, clientPort);
    const via = {
      kind: 'pipe' as const,
      open: () => (pretendTls ? throughPretendTls(connect, place.server) : connect()),
    };
    const session = open({ via, jid, password, account: name });
    sessions.push(session);
    session.onWire(({ direction, text }) => {
      if (direction !== 'received') return;
      received.push({ account: name, text });
      changed = performance.now();
    });
    const trouble = await signedIn(session);
    if (trouble !== null) return { received: [], trouble: `${name} could not sign in: ${trouble}` };
    await session.send(presenceStanza('available'));
  }
  const quiet = () => performance.now() - changed > waits.silence;
  await until(quiet, waits.reply);
  received = [];
  changed = performance.now();
  const session = sessions.find(({ account }) => account === sender);
  if (session === undefined) return { received: [], trouble: `${sender} is not signed in, so nothing could be sent.` };
  await session.send(stanza);
  const { id } = describe(stanza);
  const isAnswered = () => received.some(({ account, text }) => account === sender && describe(text).id === id);
  const isRequest = /^\s*<iq\b/.test(stanza) && id !== undefined;
  if (isRequest) await until(() => isAnswered() || session.status.state !== 'online', waits.reply);
  await until(quiet, waits.reply);
  return { received: [...received] };
}

async function until(holds: () => boolean, most: number): Promise<void> {
  const end = performance.now() + most;
  while (!holds() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** What came with both configurations, side by side. */
export interface Compared {
  readonly account: string;
  readonly a?: string;
  readonly b?: string;
  /** In plain words; empty when both mean the same. */
  readonly differences: readonly string[];
}

/** Pairs what each account received, in its order. */
export function compareOutcomes(a: Outcome, b: Outcome): readonly Compared[] {
  const accounts = [...new Set([...a.received, ...b.received].map(({ account }) => account))];
  return accounts.flatMap((account) => {
    const [left, right] = [a, b].map(({ received }) => received.filter((each) => each.account === account));
    const length = Math.max(left?.length ?? 0, right?.length ?? 0);
    return Array.from({ length }, (_, at) => comparedTexts(account, left?.[at]?.text, right?.[at]?.text));
  });
}

function comparedTexts(account: string, a: string | undefined, b: string | undefined): Compared {
  if (a === undefined) return { account, ...(b !== undefined && { b }), differences: ['Only with B.'] };
  if (b === undefined) return { account, a, differences: ['Only with A.'] };
  const [left, right] = [parse(a), parse(b)];
  const [one, other] = [left.ok ? left.stanzas[0] : undefined, right.ok ? right.stanzas[0] : undefined];
  if (one === undefined || other === undefined)
    return { account, a, b, differences: a === b ? [] : ['Not the same text.'] };
  return { account, a, b, differences: diff(one, other).differences.map(inWords) };
}

function inWords({ path, left, right }: Difference): string {
  if (left === undefined) return `Only with B: ${path} ${right ?? ''}`.trimEnd();
  if (right === undefined) return `Only with A: ${path} ${left}`.trimEnd();
  return `${path}: A has ${left}, B has ${right}`;
}

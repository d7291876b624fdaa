/** Signs in once, lets every subject ask, and tells each finding as it is made. */
import { ConnectionEnded } from './asker.ts';
import { type CheckId, catalogue } from './catalogue.ts';
import { subjects } from './checks/index.ts';
import { type Access, connect, NotConnected } from './connect.ts';
import { discoOf, servicesOf } from './disco.ts';
import { fixFor } from './fixes.ts';
import { recognise, type Software } from './software.ts';
import type { Finding } from './types.ts';
import { type Opened, type Subject, type Verdict, verdict, type Web, type World } from './world.ts';

export interface CheckOptions {
  readonly access: Access;
  /** As the page's own `fetch`: what it forbids to pages is part of the check. */
  readonly web?: Web;
  readonly onServer?: (server: CheckedServer) => void;
  readonly onFinding?: (finding: Finding) => void;
  /** Ends the check before the next subject, which tidies up behind itself. */
  readonly signal?: AbortSignal;
}

export interface CheckedServer {
  readonly domain: string;
  readonly software: Software | undefined;
  /** As it names itself: `Prosody 13.0.1`. */
  readonly named: string;
}

export interface CheckResult {
  readonly server: CheckedServer;
  readonly findings: readonly Finding[];
  /** What was made on the server and is still there, a sentence each. */
  readonly left: readonly string[];
  /** The check was stopped before its end. */
  readonly isStopped: boolean;
}

/** Milliseconds for one request over HTTP. */
const patience = 15_000;

/**
 * Judges the server of an account. Sends no presence but to a room of its own: contacts see nothing, and messages that wait go on waiting.
 * @throws NotConnected when nobody could sign in
 */
export async function checkServer({
  access,
  web = throughFetch,
  onServer,
  onFinding,
  signal,
}: CheckOptions): Promise<CheckResult> {
  const sessions: Opened[] = [];
  const opened = async (...more: Parameters<typeof connect>): Promise<Opened> => {
    const one = await connect(...more);
    sessions.push(one);
    return one;
  };
  try {
    const left: string[] = [];
    const findings: Finding[] = [];
    const main = await opened(access);
    let world = await survey(main, {
      url: access.via.kind === 'websocket' ? access.via.url : '',
      web,
      connectAgain: (until = 'bound') => opened(access, until),
      asStranger: async (act) => act((await opened(access, 'stream')).asker),
      leave: (what) => left.push(what),
      mark: markOf(),
    });
    const server: CheckedServer = { domain: main.asker.domain, ...world.recognised };
    onServer?.(server);
    for (const subject of subjects) {
      if (signal?.aborted) return { server, findings, left, isStopped: true };
      // A server may end the connection after a question that it does not like: the next subject gets a new one.
      if (sessions[0]?.session.status.state !== 'online') {
        const again = await connect(access);
        sessions.unshift(again);
        world = { ...world, asker: again.asker };
      }
      for (const each of await judged(subject, world)) {
        const finding = findingOf(each, server.software);
        findings.push(finding);
        onFinding?.(finding);
      }
    }
    return { server, findings, left, isStopped: false };
  } finally {
    await Promise.all(sessions.map(({ session }) => session.close()));
  }
}

async function survey(
  { asker, before, after }: Opened,
  means: Pick<World, 'url' | 'web' | 'connectAgain' | 'asStranger' | 'leave' | 'mark'>,
): Promise<World> {
  const server = await discoOf(asker, asker.domain);
  const account = await discoOf(asker, asker.bare);
  const version = await asker.ask('get', '<query xmlns="jabber:iq:version"/>', asker.domain);
  const { list, services } = await servicesOf(asker);
  const recognised = recognise(version, server);
  return { ...means, asker, before, after, server, account, version, recognised, serviceList: list, services };
}

/** What one subject says. When its connection ends, or it cannot be opened, that is what is known about its ids. */
async function judged(subject: Subject, world: World): Promise<readonly Verdict[]> {
  try {
    return await subject.judge(world);
  } catch (error) {
    if (!(error instanceof ConnectionEnded) && !(error instanceof NotConnected)) throw error;
    const evidence = error instanceof ConnectionEnded ? [error.evidence] : [];
    return subject.ids.map((id) => verdict(id, 'unknown', `It could not be found out. ${error.message}`, ...evidence));
  }
}

/** With its title, and for what is not good with what to do on this server. */
export function findingOf({ id, level, says, evidence }: Verdict, software: Software | undefined): Finding {
  const { title, why } = catalogue[id];
  const fix = level === 'good' || level === 'unknown' ? undefined : fixFor(id, software);
  return { id, level, title, says, evidence, why, ...(fix === undefined ? {} : { fix }) };
}

const throughFetch: Web = (address, request) =>
  fetch(address, { ...request, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(patience) });

function markOf(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => (byte % 36).toString(36)).join('');
}

/** In the order of the catalogue, which is that of the page. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const order = Object.keys(catalogue) as readonly CheckId[];
  return [...findings].sort((one, other) => order.indexOf(one.id as CheckId) - order.indexOf(other.id as CheckId));
}

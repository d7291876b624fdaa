/** One service at one address: connected, greeted, secured, greeted again, as a client or another server would. */
import { openConnection, type Place, shown } from './connect.ts';
import { addressesOf, audienceOf, isDirect, type Service, type ServiceName } from './services.ts';
import { type Opening, XmppStream } from './stream.ts';
import { type Handshake, type Shown, shakeHands } from './tls.ts';
import type { Evidence } from './types.ts';

export interface Probe {
  readonly service: ServiceName;
  readonly host: string;
  readonly place: Place;
  readonly connection: { readonly ok: true } | { readonly ok: false; readonly plain: string; readonly isOurs: boolean };
  /** What came before TLS, where TLS comes later. */
  readonly plain?: Opening;
  /** Whether the server went on after `<starttls/>`. */
  readonly proceeds?: boolean;
  readonly tls?: { readonly ok: true; readonly shown: Shown } | { readonly ok: false; readonly plain: string };
  /** What came under TLS. */
  readonly secured?: Opening;
  readonly evidence: ProbeEvidence;
}

/** What was sent and came at each stage. */
export interface ProbeEvidence {
  readonly connect: Evidence;
  readonly plain: readonly Evidence[];
  readonly tls: readonly Evidence[];
  readonly secured: readonly Evidence[];
}

export interface ProbeOptions {
  readonly domain: string;
  readonly timeout: number;
  readonly authorities: readonly string[] | undefined;
}

/** Every address of every target of a service. Never rejects. */
export function probeService(service: Service, options: ProbeOptions): Promise<readonly Probe[]> {
  const places = service.targets.flatMap(({ host, port }) =>
    addressesOf(host).map((address) => ({ host: host.name, place: { address, port } })),
  );
  return Promise.all(places.map(({ host, place }) => probe(service.name, host, place, options)));
}

async function probe(service: ServiceName, host: string, place: Place, options: ProbeOptions): Promise<Probe> {
  const { domain, timeout, authorities } = options;
  const opened = await openConnection(place, timeout);
  const sent = `connect to ${shown(place)} (${host})`;
  const evidence = {
    connect: { sent, came: opened.ok ? 'connected' : opened.plain },
    plain: [] as Evidence[],
    tls: [] as Evidence[],
    secured: [] as Evidence[],
  };
  const base = { service, host, place, evidence };
  if (!opened.ok) return { ...base, connection: { ...opened } };
  const facts = { ...base, connection: { ok: true } as const };
  const kind = audienceOf(service);
  const secure = { domain, authorities, timeout };
  if (isDirect(service)) {
    const tls = await shakeHands(opened.socket, { ...secure, alpn: `xmpp-${kind}` }, evidence.tls);
    return { ...facts, ...(await greetUnderTls(tls, kind, options, evidence.secured)) };
  }
  const stream = new XmppStream(opened.socket, timeout);
  const plain = await stream.open(kind, domain, evidence.plain);
  if (plain.kind !== 'features' || plain.features.starttls === 'missing') {
    stream.end();
    return { ...facts, plain };
  }
  const proceeds = await stream.startTls(evidence.tls);
  if (!proceeds) {
    opened.socket.destroy();
    return { ...facts, plain, proceeds };
  }
  const tls = await shakeHands(opened.socket, secure, evidence.tls);
  return { ...facts, plain, proceeds, ...(await greetUnderTls(tls, kind, options, evidence.secured)) };
}

async function greetUnderTls(
  tls: Handshake,
  kind: 'client' | 'server',
  { domain, timeout }: ProbeOptions,
  evidence: Evidence[],
): Promise<Pick<Probe, 'tls' | 'secured'>> {
  if (!tls.ok) return { tls };
  const stream = new XmppStream(tls.socket, timeout);
  const secured = await stream.open(kind, domain, evidence);
  stream.end();
  return { tls: { ok: true, shown: tls.shown }, secured };
}

export type OldTls = { readonly asked: boolean; readonly accepted?: string; readonly evidence: readonly Evidence[] };

/** Whether a service that speaks TLS also speaks a version that nobody should use any more (RFC 8996). */
export async function askForOldTls({ service, place, host }: Probe, options: ProbeOptions): Promise<OldTls> {
  const { domain, timeout, authorities } = options;
  const opened = await openConnection(place, timeout);
  const evidence: Evidence[] = [
    { sent: `connect to ${shown(place)} (${host})`, came: opened.ok ? 'connected' : opened.plain },
  ];
  if (!opened.ok) return { asked: false, evidence };
  if (!isDirect(service)) {
    const stream = new XmppStream(opened.socket, timeout);
    await stream.open(audienceOf(service), domain, evidence);
    if (!(await stream.startTls(evidence))) {
      opened.socket.destroy();
      return { asked: false, evidence };
    }
  }
  const old = await shakeHands(opened.socket, { domain, authorities, timeout, maxVersion: 'TLSv1.1' }, evidence);
  if (!old.ok) return { asked: true, evidence };
  old.socket.destroy();
  return { asked: true, accepted: old.shown.version, evidence };
}

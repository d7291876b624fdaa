/** The certificates that a server shows: for whom, by whom, until when. */
import { createHash, X509Certificate } from 'node:crypto';
import type { TlsaRecord } from 'node:dns';
import { shown } from '../connect.ts';
import type { Advise } from '../guides.ts';
import type { Answer } from '../names.ts';
import type { Probe } from '../probe.ts';
import { type Audience, audienceOf } from '../services.ts';
import { namesIn, type Shown, validityOf } from '../tls.ts';
import type { Evidence, Finding, Level } from '../types.ts';
import { listed, worst } from './worst.ts';

export interface CertificateOptions {
  readonly domain: string;
  readonly audience: Audience;
  readonly probes: readonly Probe[];
  readonly now: Date;
  /** Fewer days than these are a fault. */
  readonly days: number | undefined;
  readonly advise: Advise;
}

/** One certificate, with all the places that show it. */
interface Seen {
  readonly shown: Shown;
  readonly places: readonly string[];
  readonly evidence: Evidence;
}

interface Note {
  readonly level: Level;
  readonly says: string;
}

/** Name, chain and time of all certificates that clients, or other servers, get to see. */
export function judgeCertificates(options: CertificateOptions): readonly Finding[] {
  const seen = certificatesIn(options.probes.filter(({ service }) => audienceOf(service) === options.audience));
  if (seen.length === 0) return [];
  const { audience, domain, now, days, advise } = options;
  const whom = audience === 'client' ? 'clients' : 'other servers';
  const make = (
    what: string,
    title: string,
    why: string,
    note: (seen: Seen) => Note,
    fix: (worstSeen: Seen) => Finding['fix'],
  ): Finding => {
    const notes = seen.map((one) => ({ one, ...note(one) }));
    const level = worst(notes.map((each) => each.level));
    const telling = notes.filter((each) => each.level === level);
    const says = telling
      .map(({ one, says: said }) => (seen.length === 1 ? said : `${said} (${listed(one.places)})`))
      .join(' ');
    const advice = level === 'good' || telling[0] === undefined ? undefined : fix(telling[0].one);
    return {
      id: `certificate-${what}:${audience}`,
      title: `${title} for ${whom}`,
      level,
      says,
      evidence: seen.map(({ evidence }) => evidence),
      why,
      ...(advice === undefined ? {} : { fix: advice }),
    };
  };
  return [
    make(
      'name',
      'Name in the certificate',
      audience === 'client'
        ? 'A client compares it with the part of the address after the @. If it is another name, the client warns or refuses.'
        : 'Other servers compare it with your domain. If it is another name, they do not believe it, and some refuse to talk.',
      ({ shown: { certificate } }) => noteOfName(certificate, domain),
      () =>
        advise(
          `Get a certificate for ${domain}, the domain itself, not only for the host that the SRV record names.`,
          'certificateNames',
        ),
    ),
    make(
      'chain',
      'Signatures of the certificate',
      'A certificate counts only if signatures lead from it to an authority that the other side knows. Here that is Mozilla’s list.',
      noteOfChain,
      (one) => advise(...adviceOnChain(one.shown.distrust)),
    ),
    make(
      'time',
      'Time of the certificate',
      'When it has expired, clients warn or refuse, and other servers do not talk to yours: all at once, at night.',
      ({ shown: { certificate } }) => noteOfTime(certificate, now, days),
      ({ shown: { certificate } }) =>
        validityOf(certificate)[0] > now
          ? advise('Check the clock of this computer and that of the machine that made the certificate.')
          : advise(
              'Renew it, and see why the renewal did not come by itself. If it was renewed, the server has not loaded the new one.',
              'renewal',
            ),
    ),
  ];
}

function certificatesIn(probes: readonly Probe[]): readonly Seen[] {
  const found = new Map<string, { shown: Shown; places: string[]; evidence: Evidence }>();
  for (const { tls, place, evidence } of probes) {
    if (!tls?.ok) continue;
    // The same certificate with another chain is another thing to the other side.
    const key = `${tls.shown.certificate.fingerprint256} ${tls.shown.distrust}`;
    const known = found.get(key);
    const handshake = evidence.tls.at(-1) ?? {};
    if (known === undefined) found.set(key, { shown: tls.shown, places: [shown(place)], evidence: handshake });
    else known.places.push(shown(place));
  }
  return [...found.values()];
}

function noteOfName(certificate: X509Certificate, domain: string): Note {
  const names = namesIn(certificate);
  const match = names.find((name) => isFor(name, domain));
  if (match !== undefined) return { level: 'good', says: `It is for ${readable(match)}.` };
  if (names.length > 0) return { level: 'fault', says: `It is for ${listed(names.map(readable))}, not for ${domain}.` };
  return {
    level: 'fault',
    says: `It has no names (subjectAltName). A common name alone does not count any more (RFC 9525).`,
  };
}

const readable = (name: string): string => name.replace(/^DNS:/, '').replace(/^othername:/, '');

/**
 * Whether a name of a certificate is for an XMPP domain: RFC 9525 section 6 and RFC 6120 section 13.7.1.2. A wildcard is the
 * whole left-most label and stands for exactly one. XmppAddr and SRVName are seldom; most programs look at the DNS name only.
 * @param name as Node writes it: `DNS:*.example.com`, `othername:SRVName:_xmpp-client.example.com`
 */
export function isFor(name: string, domain: string): boolean {
  const [, kind = '', value = ''] = /^(DNS|othername:SRVName|othername:XmppAddr):+(.*)$/.exec(name) ?? [];
  const wanted = domain.toLowerCase();
  const given = value.toLowerCase();
  if (kind === 'othername:XmppAddr') return given === wanted;
  if (kind === 'othername:SRVName') return /^_xmpp-(client|server)\.(.+)$/.exec(given)?.[2] === wanted;
  if (kind !== 'DNS') return false;
  if (!given.startsWith('*.')) return given === wanted;
  const dot = wanted.indexOf('.');
  return dot > 0 && wanted.slice(dot) === given.slice(1);
}

const selfSigned = 'It is signed by itself, so nobody can know whose it is.';
const distrusts: Partial<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: 'It leads to an authority that is not on the list: a private one.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'The server shows only its own certificate, and the one that signed it is missing: the chain is incomplete, or the authority is a private one.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'The certificate of its authority is neither shown by the server nor on the list: the chain is incomplete, or the authority is a private one.',
  UNABLE_TO_GET_ISSUER_CERT: 'The chain that the server shows has a gap.',
  CERT_SIGNATURE_FAILURE: 'A signature in its chain is wrong.',
  CERT_REVOKED: 'It has been revoked.',
  INVALID_PURPOSE: 'It was made for another purpose than a server’s.',
};

function noteOfChain({ shown: { distrust, certificate } }: Seen): Note {
  const issuer = (certificate.issuer ?? '').trim().replaceAll('\n', ', ');
  // Its time is judged by itself.
  if (distrust === undefined || distrust === 'CERT_HAS_EXPIRED' || distrust === 'CERT_NOT_YET_VALID')
    return isSelfSigned(certificate) && distrust !== undefined
      ? { level: 'fault', says: selfSigned }
      : { level: 'good', says: `Signed by ${issuer}.` };
  return { level: 'fault', says: distrusts[distrust] ?? `It is not believed: ${distrust}.` };
}

const isSelfSigned = (certificate: X509Certificate): boolean =>
  certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);

function adviceOnChain(distrust: string | undefined): [string, 'certificate'] {
  return distrust === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' || distrust === 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'
    ? ['Give the server the whole chain: with certbot that is fullchain.pem, not cert.pem.', 'certificate']
    : ['Get a certificate from an authority that everybody knows, and give it to the server.', 'certificate'];
}

const day = 86_400_000;

/** Renewal programs begin when a third of the time is left, so less than a quarter means that the renewal does not work. */
function noteOfTime(certificate: X509Certificate, now: Date, days: number | undefined): Note {
  const [from, to] = validityOf(certificate);
  const left = to.getTime() - now.getTime();
  const whole = to.getTime() - from.getTime();
  const on = to.toISOString().slice(0, 10);
  if (from > now)
    return {
      level: 'fault',
      says: `It is valid from ${from.toISOString()}, and this computer’s clock says ${now.toISOString()}.`,
    };
  if (left < 0) return { level: 'fault', says: `It expired ${inDays(-left)} ago, on ${on}.` };
  const says = `It is valid for ${inDays(left)} more, until ${on}.`;
  if (days !== undefined && left < days * day)
    return { level: 'fault', says: `${says} That is less than the ${days} that were asked for.` };
  if (left < whole / 10) return { level: 'fault', says: `${says} That is less than a tenth of its time.` };
  if (left < whole / 4)
    return { level: 'warning', says: `${says} That is less than a quarter of its time: it should have been renewed.` };
  return { level: 'good', says };
}

function inDays(milliseconds: number): string {
  const days = Math.floor(milliseconds / day);
  return days === 1 ? '1 day' : days === 0 ? 'less than a day' : `${days} days`;
}

export interface TlsaAsked {
  /** The host and the port for which the records are. */
  readonly host: string;
  readonly port: number;
  readonly answer: Answer<TlsaRecord>;
}

/** TLSA records (DANE, RFC 6698, RFC 7673) compared with the certificates that were shown. */
export function judgeTlsa(asked: readonly TlsaAsked[], probes: readonly Probe[], advise: Advise): readonly Finding[] {
  if (asked.length === 0) return [];
  const base = {
    id: 'tlsa',
    title: 'TLSA records',
    evidence: asked.map(({ answer }) => answer.evidence),
    why: 'Servers that follow DANE refuse a certificate that the record does not allow. The records count only in a zone with DNSSEC, which is not checked here.',
  };
  const published = asked.filter(({ answer }) => answer.state === 'found');
  if (published.length === 0) {
    const unsure = asked.find(({ answer }) => answer.state === 'failed');
    return [
      {
        ...base,
        level: unsure ? 'unknown' : 'good',
        says: unsure ? `Not known: ${unsure.answer.evidence.came}.` : 'There are none, which is usual.',
      },
    ];
  }
  const notes = published.map(({ host, port, answer }): Note => {
    const shownThere = probes.flatMap(({ host: name, place, tls }) =>
      name === host && place.port === port && tls?.ok ? [tls.shown] : [],
    );
    if (shownThere.length === 0)
      return { level: 'unknown', says: `${host}, port ${port}: no certificate was seen to compare with.` };
    const allowed = shownThere.every((one) => answer.records.some((record) => allows(record, one)));
    return allowed
      ? { level: 'good', says: `${host}, port ${port}: the certificate is one that the record allows.` }
      : {
          level: 'fault',
          says: `${host}, port ${port}: the record allows another certificate than the one that the server shows.`,
        };
  });
  const level = worst(notes.map((note) => note.level));
  return [
    {
      ...base,
      level,
      says: notes
        .filter((note) => note.level === level)
        .map(({ says }) => says)
        .join(' '),
      ...(level === 'fault'
        ? {
            fix: advise(
              'Publish the record for the new certificate or key, or take the record away. Keep the key when you renew, or change the record first.',
            ),
          }
        : {}),
    },
  ];
}

/** RFC 6698 section 2.1: usage 1 and 3 mean the server's own certificate, 0 and 2 one that signed it. */
export function allows(
  { certUsage, selector, match, data }: TlsaRecord,
  { certificate, issuers }: Pick<Shown, 'certificate' | 'issuers'>,
): boolean {
  const candidates =
    certUsage === 1 || certUsage === 3 ? [certificate] : issuers.map((der) => new X509Certificate(der));
  return candidates.some((one) => {
    const bytes = selector === 0 ? one.raw : one.publicKey.export({ type: 'spki', format: 'der' });
    const hash =
      match === 0
        ? bytes
        : createHash(match === 1 ? 'sha256' : 'sha512')
            .update(bytes)
            .digest();
    return Buffer.from(data).equals(hash);
  });
}

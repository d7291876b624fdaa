/** What a server says on its streams: whether it serves the domain, how it encrypts, what it offers. */
import { shown } from '../connect.ts';
import type { Features } from '../features.ts';
import type { Advise } from '../guides.ts';
import type { OldTls, Probe } from '../probe.ts';
import { audienceOf, isDirect, type ServiceName } from '../services.ts';
import { type Opening, senderOf } from '../stream.ts';
import type { Finding, Level } from '../types.ts';
import { listed, worst } from './worst.ts';

export interface Asked {
  readonly service: ServiceName;
  readonly domain: string;
  /** Those that could be connected to. */
  readonly probes: readonly Probe[];
  readonly advise: Advise;
}

interface Note {
  readonly level: Level;
  readonly says: string;
}

type Stage = 'plain' | 'tls' | 'secured';

/**
 * One sentence for each thing that was seen, with the addresses where not all are alike, and what was sent and came: where all is
 * well, at one address, as it is the same at the others.
 */
function together(
  probes: readonly Probe[],
  stages: readonly Stage[],
  note: (probe: Probe) => Note | undefined,
): (Note & Pick<Finding, 'evidence'>) | undefined {
  const notes = probes.flatMap((probe) => {
    const found = note(probe);
    return found === undefined ? [] : [{ ...found, at: shown(probe.place), probe }];
  });
  if (notes.length === 0) return undefined;
  const level = worst(notes.map((one) => one.level));
  const telling = notes.filter((one) => one.level === level);
  const sentences = [...new Set(telling.map(({ says }) => says))];
  const says = sentences
    .map((sentence) => {
      const places = telling.filter((one) => one.says === sentence).map(({ at }) => at);
      return places.length === notes.length ? sentence : `${sentence} (${listed(places)})`;
    })
    .join(' ');
  const shownOnes = level === 'good' ? telling.slice(0, 1) : telling;
  return { level, says, evidence: shownOnes.flatMap(({ probe }) => stages.flatMap((stage) => probe.evidence[stage])) };
}

/** Whether an XMPP server answers there, and for this domain. */
export function judgeStream({ service, domain, probes, advise }: Asked): readonly Finding[] {
  const found = together(probes, ['plain', 'secured'], (probe) => {
    const opening = probe.plain?.kind === 'features' ? (probe.secured ?? probe.plain) : (probe.plain ?? probe.secured);
    const note = opening && noteOfOpening(opening, domain, audienceOf(service) === 'server');
    // So does Openfire for its rooms: what it answered first is what it serves.
    return note?.level === 'fault' && opening?.kind === 'features' && namesItBeforeTls(probe, domain)
      ? {
          level: 'warning',
          says: `The server answers for ${domain} before TLS, and under TLS in the name of ${senderOf(opening.header).toLowerCase()}.`,
        }
      : note;
  });
  if (found === undefined) return [];
  return [
    {
      id: `stream:${service}`,
      title: `XMPP on ${service}`,
      ...found,
      why: 'A port that is open may belong to another program, or to a server that does not know your domain.',
      ...(found.level === 'good'
        ? {}
        : {
            fix: advise(
              'Check that the server has this domain in its configuration, spelled as in the address, and that the port is for this service. Its log says more.',
              'domain',
            ),
          }),
    },
  ];
}

const namesItBeforeTls = ({ plain, secured }: Probe, domain: string): boolean =>
  secured !== undefined && plain?.kind === 'features' && senderOf(plain.header).toLowerCase() === domain;

function noteOfOpening(opening: Opening, domain: string, isServer: boolean): Note {
  switch (opening.kind) {
    case 'features': {
      const from = senderOf(opening.header).toLowerCase();
      if (from === '' || from === domain) return { level: 'good', says: `An XMPP server answers for ${domain}.` };
      return { level: 'fault', says: `The server answers for ${from}, not for ${domain}.` };
    }
    case 'refused': {
      const { condition, said } = opening;
      const turnedAway = isServer ? turnsAway(opening) : undefined;
      if (turnedAway !== undefined)
        return {
          level: 'good',
          says: `An XMPP server answers for ${domain}. Under TLS it turns this program away, which has no certificate to show${turnedAway}.`,
        };
      if (condition === 'host-unknown' || condition === 'host-gone')
        return { level: 'fault', says: `An XMPP server answers, and it does not serve ${domain} (${condition}).` };
      const words = [condition, said && `"${said}"`].filter(Boolean).join(', ');
      return { level: 'fault', says: `The server ends the stream${words === '' ? '' : `: ${words}`}.` };
    }
    case 'not-xmpp':
      return { level: 'fault', says: 'What answers does not speak XMPP.' };
    case 'silent':
      return { level: 'fault', says: 'The connection opens, and nothing answers on it.' };
    case 'closed':
      return { level: 'fault', says: 'The server closes the connection without a word.' };
    default:
      return opening satisfies never;
  }
}

/**
 * What Prosody says to another server that has no certificate that it believes: where it wants one (s2s_secure_auth), or where dialback
 * is off. It says nothing against the server.
 */
function turnsAway(opening: Opening | undefined): string | undefined {
  if (opening?.kind !== 'refused') return undefined;
  const { condition, said } = opening;
  if (condition === 'not-authorized' && /certificate/i.test(said)) return `: "${said}"`;
  return said.startsWith('No stream features') ? '' : undefined;
}

const plainFeatures = ({ plain }: Probe): Features | undefined =>
  plain?.kind === 'features' ? plain.features : undefined;
const securedFeatures = ({ secured }: Probe): Features | undefined =>
  secured?.kind === 'features' ? secured.features : undefined;

/** Whether the connection becomes encrypted: by STARTTLS (RFC 6120 section 5), or from the start (XEP-0368). */
export function judgeEncryption({ service, probes, advise }: Asked): readonly Finding[] {
  const found = together(probes, ['plain', 'tls'], (probe) =>
    isDirect(service) ? noteOfDirect(probe) : noteOfStartTls(probe, service),
  );
  if (found === undefined) return [];
  return [
    {
      id: isDirect(service) ? `direct-tls:${service}` : `starttls:${service}`,
      title: `${isDirect(service) ? 'TLS from the start' : 'STARTTLS'} on ${service}`,
      ...found,
      why:
        audienceOf(service) === 'client'
          ? 'Without TLS, anyone on the way can read passwords and messages. A server that only offers it lets a careless client go without.'
          : 'Without TLS, anyone on the way between two servers can read the messages.',
      ...(found.level === 'good'
        ? {}
        : {
            fix: advise(
              found.level === 'fault'
                ? 'Give the server a certificate and its key, and switch TLS on for this port.'
                : 'Make the server require encryption.',
              found.level === 'fault' ? 'certificate' : 'encryption',
            ),
          }),
    },
  ];
}

function noteOfDirect({ tls }: Probe): Note | undefined {
  if (tls === undefined) return undefined;
  if (!tls.ok) return { level: 'fault', says: `The TLS handshake fails: ${tls.plain}.` };
  const { version, alpn } = tls.shown;
  return {
    level: 'good',
    says: `${version}; ${alpn === undefined ? 'the server does not choose an application protocol (ALPN), which it need not' : `ALPN ${alpn}`}.`,
  };
}

function noteOfStartTls(probe: Probe, service: ServiceName): Note | undefined {
  const features = plainFeatures(probe);
  if (features === undefined) return undefined;
  if (features.starttls === 'missing') return { level: 'fault', says: 'The server does not offer STARTTLS.' };
  if (probe.proceeds === false)
    return { level: 'fault', says: 'The server offers STARTTLS and refuses when it is asked.' };
  if (probe.tls?.ok === false) return { level: 'fault', says: `The TLS handshake fails: ${probe.tls.plain}.` };
  if (features.starttls === 'required') return { level: 'good', says: 'Offered, and required.' };
  // On the way between servers the offer is often without <required/> though nothing else is accepted, so that is not held against it.
  if (audienceOf(service) === 'server' || features.mechanisms.length === 0)
    return { level: 'good', says: 'Offered. Nothing else is offered before it.' };
  return { level: 'warning', says: 'Offered, and not required: a client may sign in without it.' };
}

/** The version of TLS, and whether one is accepted that nobody should use (RFC 8996). */
export function judgeTlsVersion({ service, probes, advise }: Asked, old: OldTls | undefined): readonly Finding[] {
  const versions = [...new Set(probes.flatMap(({ tls }) => (tls?.ok ? [tls.shown.version] : [])))];
  if (versions.length === 0) return [];
  const base = {
    id: `tls-version:${service}`,
    title: `TLS version on ${service}`,
    evidence: old?.evidence ?? [],
    why: 'TLS 1.0 and 1.1 have known weaknesses and are not to be used (RFC 8996). Everything in use today knows TLS 1.2 or 1.3.',
  };
  if (old?.accepted !== undefined)
    return [
      {
        ...base,
        level: 'warning',
        says: `${listed(versions)} is agreed on, but ${old.accepted} is accepted too.`,
        fix: advise('Set TLS 1.2 as the oldest version that the server accepts.', 'settings'),
      },
    ];
  return [
    {
      ...base,
      level: 'good',
      says: `${listed(versions)} is agreed on.${old?.asked ? ' TLS 1.1 and older are refused.' : ''}`,
    },
  ];
}

const isScram = (name: string): boolean => name.startsWith('SCRAM-');
/** They need no password, or do not send it. */
const isSafeInPlain = (name: string): boolean => isScram(name) || ['EXTERNAL', 'ANONYMOUS'].includes(name);

/** SASL mechanisms for clients, before TLS and under it (RFC 6120 section 6). */
export function judgeMechanisms(asked: Asked): readonly Finding[] {
  return audienceOf(asked.service) === 'client'
    ? [...beforeTls(asked), ...underTls(asked), ...registration(asked)]
    : [];
}

function beforeTls({ service, probes, advise }: Asked): readonly Finding[] {
  const found = together(probes, ['plain'], (probe) => {
    const features = plainFeatures(probe);
    if (features === undefined) return undefined;
    const { mechanisms } = features;
    if (mechanisms.length === 0) return { level: 'good', says: 'None is offered before TLS.' };
    const bad = mechanisms.filter((name) => !isSafeInPlain(name));
    // As Openfire does, whatever its policy is.
    if (features.starttls === 'required')
      return {
        level: 'warning',
        says: `Encryption is required, and ${listed(mechanisms)} ${mechanisms.length === 1 ? 'is' : 'are'} listed before it all the same.`,
      };
    if (bad.length > 0)
      return { level: 'fault', says: `Without TLS, ${listed(bad)} ${bad.length === 1 ? 'is' : 'are'} offered.` };
    return {
      level: 'warning',
      says: `Without TLS, ${listed(mechanisms)} ${mechanisms.length === 1 ? 'is' : 'are'} offered.`,
    };
  });
  if (found === undefined) return [];
  const isRequired = probes.every((probe) => plainFeatures(probe)?.starttls === 'required');
  return [
    {
      id: `mechanisms-before-tls:${service}`,
      title: `SASL mechanisms before TLS on ${service}`,
      ...found,
      why: 'PLAIN sends the password as it is. Before TLS, anyone on the way can read it. With SCRAM they cannot, but they can read everything that follows.',
      ...(found.level === 'good'
        ? {}
        : isRequired
          ? {
              fix: advise(
                'Use clients that insist on encryption, as today’s do: they never send a password before it. If your server has a setting for this list, take PLAIN out of it before TLS.',
              ),
            }
          : { fix: advise('Make the server require encryption before anybody signs in.', 'encryption') }),
    },
  ];
}

function underTls({ service, probes, advise }: Asked): readonly Finding[] {
  const found = together(probes, ['secured'], (probe) => {
    const features = securedFeatures(probe);
    if (features === undefined) return undefined;
    const { mechanisms } = features;
    if (mechanisms.length === 0) return { level: 'fault', says: 'None is offered under TLS, so nobody can sign in.' };
    if (!mechanisms.some(isScram))
      return { level: 'warning', says: `${listed(mechanisms)}: no SCRAM, so the server gets to see each password.` };
    return { level: 'good', says: `${listed(mechanisms)}.` };
  });
  if (found === undefined) return [];
  return [
    {
      id: `mechanisms:${service}`,
      title: `SASL mechanisms on ${service}`,
      ...found,
      why: 'A client takes the best one that it knows. With SCRAM the password is not sent, and the server proves that it knows it.',
      ...(found.level === 'good'
        ? {}
        : {
            fix: advise(
              'See which mechanisms the configuration switches off, and how passwords are stored: SCRAM needs its own form, or the plain password.',
              'settings',
            ),
          }),
    },
  ];
}

const registrationNotes: Readonly<Record<Features['register'], Note>> = {
  missing: { level: 'good', says: 'The server does not offer accounts to strangers.' },
  open: {
    level: 'warning',
    says: 'The server offers accounts to strangers (XEP-0077). Whether it makes one was not tried; ejabberd offers them also where its settings refuse.',
  },
  'with-invitation': {
    level: 'unknown',
    says: 'The server takes invitations for accounts (XEP-0445). Whether somebody without one gets an account is not known: to find out, one would have to make an account.',
  },
};

function registration({ service, probes, advise }: Asked): readonly Finding[] {
  const found = together(probes, ['plain', 'secured'], (probe) => {
    const features = securedFeatures(probe) ?? plainFeatures(probe);
    if (features === undefined) return undefined;
    return registrationNotes[features.register];
  });
  if (found === undefined) return [];
  return [
    {
      id: `registration:${service}`,
      title: `Registration on ${service}`,
      ...found,
      why: 'Programs look for such servers, make accounts by the thousand and send spam from them. Then other servers block yours.',
      ...(found.level === 'good'
        ? {}
        : {
            fix: advise(
              'Look into the configuration: registration should be off, or with an invitation only. The page that checks through an account asks as a stranger, and sees which it is.',
              'settings',
            ),
          }),
    },
  ];
}

const noProof: Note = {
  level: 'warning',
  says: 'Neither dialback nor SASL EXTERNAL is offered to this program, which has no certificate to show. A server whose certificate is not believed gets in by dialback only.',
};

/** How another server can prove who it is: dialback (XEP-0220) or its certificate (SASL EXTERNAL, XEP-0178). */
export function judgeProof({ service, probes, advise }: Asked): readonly Finding[] {
  if (audienceOf(service) !== 'server') return [];
  const found = together(probes, ['plain', 'secured'], (probe) => {
    const turnedAway = turnsAway(probe.secured);
    if (turnedAway === '') return noProof;
    if (turnedAway !== undefined)
      return {
        level: 'good',
        says: 'The server asks others for a certificate that it believes. Without one nobody gets in, by dialback neither.',
      };
    const features = securedFeatures(probe) ?? plainFeatures(probe);
    if (features === undefined) return undefined;
    const external = features.mechanisms.includes('EXTERNAL');
    if (features.dialback)
      return { level: 'good', says: `Dialback is offered${external ? ', and SASL EXTERNAL' : ''}.` };
    if (external) return { level: 'good', says: 'SASL EXTERNAL is offered; dialback is not.' };
    // So does Openfire: whoever shows a certificate that it believes is offered SASL EXTERNAL.
    if (plainFeatures(probe)?.dialback)
      return {
        level: 'good',
        says: 'Dialback is offered before TLS. Under TLS this program, which has no certificate to show, is offered nothing.',
      };
    return noProof;
  });
  if (found === undefined) return [];
  return [
    {
      id: `proof:${service}`,
      title: `Proof between servers on ${service}`,
      ...found,
      why: 'Two servers talk only when each can prove who it is. With no proof in common, messages fail in one direction or in both.',
      ...(found.level === 'good'
        ? {}
        : { fix: advise('Switch dialback on, unless you keep it off on purpose.', 'proof') }),
    },
  ];
}

/** Looks at a domain's XMPP server from outside, and says what is good and what is not. */

import { softwareNamed } from './features.ts';
import { advisor } from './guides.ts';
import { judgeSignIn } from './judge/account.ts';
import { isFor, judgeCertificates, judgeTlsa, type TlsaAsked } from './judge/certificate.ts';
import { judgeConnections } from './judge/connections.ts';
import { type CaaAnswer, judgeAddresses, judgeCaa, judgeService, judgeTargets } from './judge/dns.ts';
import { judgeEncryption, judgeMechanisms, judgeProof, judgeStream, judgeTlsVersion } from './judge/streams.ts';
import { judgeClock, judgeWeb } from './judge/web.ts';
import { Names } from './names.ts';
import { askForOldTls, type OldTls, type Probe, type ProbeOptions, probeService } from './probe.ts';
import { addressesOf, findService, registeredPorts, type Service, serviceNames } from './services.ts';
import type { SignIn } from './sign-in.ts';
import { namesIn, trusted } from './tls.ts';
import type { CheckOptions, Finding, Level, Report, Software, Verdict } from './types.ts';
import { lookAtWeb } from './web.ts';

/**
 * Rejects in plain words when `resolver` is no address; all else that goes wrong is a finding. Opens some ten connections, sends nothing
 * that is not in the findings' evidence, but for the exchange that signs in.
 */
export async function checkDomain(options: CheckOptions): Promise<Report> {
  const { domain, timeout, account } = options;
  const now = new Date();
  const names = new Names(options.resolver, timeout);
  const ports = options.fallbackPorts ?? registeredPorts;
  const authorities = trusted(options.authorities);
  const probeOptions: ProbeOptions = { domain, timeout, authorities };

  const services = await Promise.all(serviceNames.map((name) => findService(name, domain, names, ports)));
  const [probed, web, caa] = await Promise.all([
    Promise.all(services.map((service) => probeService(service, probeOptions))),
    lookAtWeb({ domain, names, timeout, authorities, port: options.webPort ?? 443 }),
    findCaa(domain, names),
  ]);
  const probes = probed.flat();
  const [old, tlsa, signedIn] = await Promise.all([
    Promise.all(probed.map((some) => oldTlsOf(some, probeOptions))),
    findTlsa(services, names),
    account === undefined ? undefined : signInAs(account, probes, probeOptions),
  ]);

  const software = options.software ?? softwareOf(probes, signedIn);
  const advise = advisor(software);
  const [webClock, serverClock] = [
    web.xml.clock ?? web.json.clock,
    signedIn?.kind === 'signed-in' ? signedIn.clock : undefined,
  ];
  const findings: readonly Finding[] = [
    ...services.map((service) => judgeService(service, services, advise)),
    ...judgeTargets(services, advise),
    ...judgeAddresses(services, advise),
    judgeCaa(caa, advise),
    ...judgeTlsa(tlsa, probes, advise),
    ...services.flatMap(({ name }, at) => {
      const some = probed[at] ?? [];
      const asked = { service: name, domain, advise, probes: some.filter(({ connection }) => connection.ok) };
      return [
        ...judgeConnections(name, some, advise),
        ...judgeStream(asked),
        ...judgeEncryption(asked),
        ...judgeTlsVersion(asked, old[at]),
        ...judgeMechanisms(asked),
        ...judgeProof(asked),
      ];
    }),
    ...(['client', 'server'] as const).flatMap((audience) =>
      judgeCertificates({ domain, audience, probes, now, days: options.days, advise }),
    ),
    ...judgeWeb(web, advise),
    ...(serverClock === undefined
      ? judgeClock(webClock, 'the domain’s web server', advise)
      : judgeClock(serverClock, 'the server', advise)),
    ...(signedIn && account ? [judgeSignIn(signedIn, account.jid, advise)] : []),
  ];
  return {
    schema: 1,
    domain,
    date: now.toISOString(),
    resolver: names.servers,
    ...(software === undefined ? {} : { software }),
    verdict: verdictOf(findings, services, probes),
    counts: countsOf(findings),
    findings,
  };
}

/** Signing in brings a good part of xmpp.js along; most checks do without. */
async function signInAs(
  account: NonNullable<CheckOptions['account']>,
  probes: readonly Probe[],
  options: ProbeOptions,
): Promise<SignIn> {
  const { signIn } = await import('./sign-in.ts');
  const isNamed = ({ tls }: Probe): boolean =>
    tls?.ok === true && namesIn(tls.shown.certificate).some((name) => isFor(name, options.domain));
  return signIn(account, probes, options, isNamed);
}

/** The domain's own records count, or those of the next name above it that has any (RFC 8659 section 3). */
async function findCaa(domain: string, names: Names): Promise<CaaAnswer> {
  const asked: CaaAnswer['asked'][number][] = [];
  const labels = domain.split('.');
  for (let at = 0; ; at += 1) {
    const name = labels.slice(at).join('.');
    const answer = await names.caa(name);
    asked.push(answer.evidence);
    if (answer.state !== 'none' || at >= labels.length - 2) return { at: name, answer, asked };
  }
}

function findTlsa(services: readonly Service[], names: Names): Promise<readonly TlsaAsked[]> {
  const places = services.flatMap(({ targets }) =>
    targets.flatMap(({ host, port }) => (addressesOf(host).length === 0 ? [] : [{ host: host.name, port }])),
  );
  const once = [...new Map(places.map((place) => [`${place.port} ${place.host}`, place])).values()];
  return Promise.all(
    once.map(async ({ host, port }) => ({ host, port, answer: await names.tlsa(`_${port}._tcp.${host}`) })),
  );
}

async function oldTlsOf(probes: readonly Probe[], options: ProbeOptions): Promise<OldTls | undefined> {
  const first = probes.find(({ tls }) => tls?.ok);
  return first && askForOldTls(first, options);
}

function softwareOf(probes: readonly Probe[], signedIn: SignIn | undefined): Software | undefined {
  const said = signedIn?.kind === 'signed-in' ? softwareNamed(signedIn.software) : undefined;
  if (said !== undefined) return said;
  const openings = probes.flatMap(({ plain, secured }) => [secured, plain]);
  return openings
    .map((opening) => (opening?.kind === 'features' ? opening.features.software : undefined))
    .find(Boolean);
}

function countsOf(findings: readonly Finding[]): Readonly<Record<Level, number>> {
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  return { good: count('good'), warning: count('warning'), fault: count('fault'), unknown: count('unknown') };
}

/**
 * Could not be checked: DNS did not say where the services are, or this computer could reach none of their addresses through no
 * fault of theirs.
 */
function verdictOf(findings: readonly Finding[], services: readonly Service[], probes: readonly Probe[]): Verdict {
  if (findings.some(({ level }) => level === 'fault')) return 'fault';
  const isDnsSilent = services.some(
    ({ srv, targets }) => srv.state === 'failed' || targets.some(({ host }) => host.a.state === 'failed'),
  );
  const isCutOff = probes.length > 0 && probes.every(({ connection }) => !connection.ok);
  const isSkipped = findings.some(({ id, level }) => id === 'sign-in' && level === 'unknown');
  return isDnsSilent || isCutOff || isSkipped ? 'unchecked' : 'good';
}

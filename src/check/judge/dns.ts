/** What DNS says about a domain. */
import type { Advise } from '../guides.ts';
import type { Answer } from '../names.ts';
import { audienceOf, type Host, isDirect, type Service } from '../services.ts';
import type { Evidence, Finding } from '../types.ts';
import { listed, worst } from './worst.ts';

const who = (service: Service): string => (audienceOf(service.name) === 'client' ? 'clients' : 'other servers');

/** The SRV records of a service (RFC 2782). */
export function judgeService(service: Service, others: readonly Service[], advise: Advise): Finding {
  const { name, srv, isDeclined, isFallback, targets } = service;
  const base = {
    id: `srv:${name}`,
    title: `SRV record _${name}._tcp`,
    evidence: [srv.evidence],
    why:
      audienceOf(name) === 'client'
        ? 'It leads a client from the domain in an address to the machine and the port. Without it, clients try the domain itself.'
        : 'It leads other servers to yours. If it is wrong, messages from other domains do not arrive.',
  };
  if (srv.state === 'failed')
    return {
      ...base,
      level: 'unknown',
      says: `The name server did not say whether there is one: ${srv.evidence.came}.`,
      fix: advise('Ask again. If it stays so, ask another name server with --resolver, or ask your DNS provider.'),
    };
  if (isDeclined) {
    const level = isDirect(name) ? 'good' : 'warning';
    return {
      ...base,
      level,
      says: `It says "." as the target: this domain does not offer this service to ${who(service)}.`,
      ...(level === 'good'
        ? {}
        : { fix: advise('If that is not meant, publish a record with your host.', 'services') }),
    };
  }
  if (srv.state === 'found')
    return {
      ...base,
      level: 'good',
      says: `Leads to ${listed(targets.map(({ host, port }) => `${host.name}, port ${port}`))}.`,
    };
  if (isDirect(name))
    return {
      ...base,
      level: 'warning',
      says: 'There is none, so nobody tries TLS from the start (XEP-0368).',
      why: 'With it a connection is encrypted from its first byte. Nobody on the way can keep the encryption from beginning.',
      fix: advise('If your server listens on such a port, publish a record for it.', 'services'),
    };
  const hasAddress = isFallback && targets.some(({ host }) => host.a.state === 'found' || host.aaaa.state === 'found');
  const isFoundByTls = others.some(
    (other) => other.name === name.replace('xmpp-', 'xmpps-') && other.srv.state === 'found',
  );
  const port = targets[0]?.port;
  return {
    ...base,
    level: hasAddress || isFoundByTls ? 'warning' : 'fault',
    says: hasAddress
      ? `There is none, so ${who(service)} try the addresses of the domain itself, port ${port} (RFC 6120 section 3.2.2).`
      : isFoundByTls
        ? `There is none, and the domain itself has no address. Only programs that know TLS from the start (XEP-0368) find the server.`
        : `There is none, and the domain itself has no address: ${who(service)} cannot find your server.`,
    fix: advise('Publish the record with the name and the port of your host.', 'services'),
  };
}

/** Whether what the SRV records name can be used: a name, with addresses of its own. */
export function judgeTargets(services: readonly Service[], advise: Advise): readonly Finding[] {
  const hosts = hostsOf(services.filter(({ isFallback }) => !isFallback));
  if (hosts.length === 0) return [];
  const problems = hosts.flatMap((host) => {
    const problem = problemOf(host);
    return problem === undefined ? [] : [problem];
  });
  const level = worst(problems.map((problem) => problem.level));
  const evidence = hosts.flatMap((host) =>
    host.isAddress ? [] : [host.a.evidence, host.aaaa.evidence, host.cname.evidence],
  );
  const base = {
    id: 'srv-targets',
    title: 'Targets of the SRV records',
    level,
    evidence,
    why: 'A record that leads to nothing looks fine by itself, and nobody can connect.',
  };
  if (level === 'good')
    return [
      {
        ...base,
        says: `${listed(hosts.map(({ name }) => name))}: ${hosts.length === 1 ? 'a name' : 'names'} with addresses.`,
      },
    ];
  return [
    {
      ...base,
      says: problems.map(({ says }) => says).join(' '),
      fix: advise(
        listed([...new Set(problems.map(({ fix }) => fix))]),
        problems.some(({ isAlias }) => isAlias) ? 'aliases' : 'services',
      ),
    },
  ];
}

interface Problem {
  readonly level: 'fault' | 'warning' | 'unknown';
  readonly says: string;
  readonly fix: string;
  readonly isAlias?: boolean;
}

function problemOf({ name, isAddress, a, aaaa, cname }: Host): Problem | undefined {
  if (isAddress || /^\d+\.\d+\.\d+\.\d+$/.test(name))
    return {
      level: 'fault',
      says: `${name} is an IP address. The target must be a name (RFC 2782), so most programs find nothing.`,
      fix: 'Give the host a name with A and AAAA records, and put that name into the SRV record.',
    };
  if (cname.state === 'found')
    return {
      level: 'warning',
      says: `${name} is an alias (CNAME) of ${cname.records[0]}. RFC 2782 forbids that for a target; some programs follow it, others do not.`,
      fix: 'Give the target A and AAAA records instead of the CNAME, or name the real host in the SRV record.',
      isAlias: true,
    };
  if (a.state === 'found' || aaaa.state === 'found') return undefined;
  if (a.state === 'failed' || aaaa.state === 'failed')
    return {
      level: 'unknown',
      says: `Whether ${name} has addresses could not be found out: ${(a.state === 'failed' ? a : aaaa).evidence.came}.`,
      fix: 'Ask again, or ask another name server with --resolver.',
    };
  return {
    level: 'fault',
    says: `${name} has no address, neither IPv4 nor IPv6.`,
    fix: 'Check the spelling of the target, or publish its addresses.',
  };
}

/** A (IPv4) and AAAA (IPv6) records of all hosts. */
export function judgeAddresses(services: readonly Service[], advise: Advise): readonly Finding[] {
  const hosts = hostsOf(services).filter(({ isAddress }) => !isAddress);
  return hosts.length === 0 ? [] : [family('ipv4', hosts, advise), family('ipv6', hosts, advise)];
}

function family(kind: 'ipv4' | 'ipv6', hosts: readonly Host[], advise: Advise): Finding {
  const answers = hosts.map((host) => ({ name: host.name, answer: kind === 'ipv4' ? host.a : host.aaaa }));
  const without = answers.filter(({ answer }) => answer.state === 'none').map(({ name }) => name);
  const unsure = answers.filter(({ answer }) => answer.state === 'failed').map(({ name }) => name);
  const [label, type] = kind === 'ipv4' ? ['IPv4', 'A'] : ['IPv6', 'AAAA'];
  const base = {
    id: `addresses:${kind}`,
    title: `${label} addresses`,
    evidence: answers.map(({ answer }) => answer.evidence),
    why:
      kind === 'ipv4'
        ? 'Many networks have IPv4 only. From there a server without it cannot be reached.'
        : 'Some mobile networks have IPv6 only and translate the rest. A server without IPv6 can be reached from almost everywhere; a wrong IPv6 address is worse than none.',
  };
  if (unsure.length > 0)
    return { ...base, level: 'unknown', says: `Not known for ${listed(unsure)}: the name server did not say.` };
  if (without.length === 0)
    return {
      ...base,
      level: 'good',
      says: answers.map(({ name, answer }) => `${name}: ${listed(answer.records)}`).join('; '),
    };
  const none = `${listed(without)}: no ${type} record.`;
  if (kind === 'ipv6')
    return { ...base, level: 'good', says: `${none} That is fine as long as the machine has no IPv6.` };
  return {
    ...base,
    level: 'warning',
    says: none,
    fix: advise('If the host has an IPv4 address, publish it.', 'addresses'),
  };
}

function hostsOf(services: readonly Service[]): readonly Host[] {
  const all = services.flatMap(({ targets }) => targets.map(({ host }) => host));
  return [...new Map(all.map((host) => [host.name, host])).values()];
}

export interface CaaAnswer {
  /** The name at which the records were found: the domain or one above it (RFC 8659 section 3). */
  readonly at: string;
  readonly answer: Answer<{ readonly issue?: string | undefined; readonly issuewild?: string | undefined }>;
  readonly asked: readonly Evidence[];
}

export function judgeCaa({ at, answer, asked }: CaaAnswer, advise: Advise): Finding {
  const base = {
    id: 'caa',
    title: 'CAA records',
    evidence: asked,
    why: 'They name the certificate authorities that may issue certificates for your domain; the others must refuse. Whether the answer is genuine (DNSSEC) is not checked here.',
  };
  if (answer.state === 'failed')
    return {
      ...base,
      level: 'unknown',
      says: `Not known: ${answer.evidence.came}. A certificate authority that gets no answer must refuse to issue.`,
      fix: advise('Ask again. If it stays so, your DNS provider has a problem that will stop your next renewal.'),
    };
  if (answer.state === 'none')
    return {
      ...base,
      level: 'warning',
      says: 'There are none, so every certificate authority may issue for this domain.',
      fix: advise('Publish one with the authority that you use. It costs nothing.', 'authorities'),
    };
  const issuers = answer.records.flatMap(({ issue }) =>
    issue === undefined ? [] : issue.split(';')[0]?.trim() || 'nobody',
  );
  return {
    ...base,
    level: 'good',
    says: `At ${at}: ${issuers.length > 0 ? `only ${listed(issuers)}` : 'no limit on ordinary certificates'}.`,
  };
}

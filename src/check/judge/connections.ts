/** Whether the ports can be reached, by IPv4 and by IPv6. */
import { shown } from '../connect.ts';
import type { Advise } from '../guides.ts';
import type { Probe } from '../probe.ts';
import { audienceOf, type ServiceName } from '../services.ts';
import type { Finding } from '../types.ts';
import { listed } from './worst.ts';

export function judgeConnections(service: ServiceName, probes: readonly Probe[], advise: Advise): readonly Finding[] {
  return (['ipv4', 'ipv6'] as const).flatMap((family) => {
    const some = probes.filter(({ place }) => place.address.includes(':') === (family === 'ipv6'));
    return some.length === 0 ? [] : [judgeFamily(service, family, some, probes, advise)];
  });
}

function judgeFamily(
  service: ServiceName,
  family: 'ipv4' | 'ipv6',
  some: readonly Probe[],
  all: readonly Probe[],
  advise: Advise,
): Finding {
  const label = family === 'ipv4' ? 'IPv4' : 'IPv6';
  const failed = some.filter(({ connection }) => !connection.ok);
  const ours = failed.filter(({ connection }) => !connection.ok && connection.isOurs);
  const base = {
    id: `connect:${service}:${family}`,
    title: `Port of ${service} by ${label}`,
    evidence: some.map(({ evidence }) => evidence.connect),
    why:
      audienceOf(service) === 'client'
        ? 'Through this port your users come in.'
        : 'Through this port messages from other servers come in.',
  };
  if (failed.length === 0)
    return { ...base, level: 'good', says: `Open: ${listed(some.map(({ place }) => shown(place)))}.` };
  const says = failed
    .map(({ place, host, connection }) => `${shown(place)} (${host}): ${connection.ok ? '' : connection.plain}.`)
    .join(' ');
  if (ours.length === failed.length)
    return {
      ...base,
      level: 'unknown',
      says: `${says} This says nothing about the server.`,
      fix: advise(`Run the check from a computer that has ${label}.`),
    };
  const isOnlyIpv6 =
    family === 'ipv6' && all.some(({ place, connection }) => connection.ok && !place.address.includes(':'));
  return {
    ...base,
    level: 'fault',
    says,
    ...(isOnlyIpv6
      ? { why: `${base.why} Programs try IPv6 first: some wait for a long time before they try IPv4, others give up.` }
      : {}),
    fix: isOnlyIpv6
      ? advise('Make the server listen on IPv6 and open the port for IPv6 too, or take the AAAA record away.', 'ipv6')
      : advise(
          'See that the server runs, that it listens on this port and on all addresses, and that the firewall and your provider let it through. If the port is wrong, correct the SRV record.',
          audienceOf(service) === 'client' ? 'ports' : 'reach',
        ),
  };
}

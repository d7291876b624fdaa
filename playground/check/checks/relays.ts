/** Relays for calls (XEP-0215) and for files between two clients (XEP-0065). */
import { attributeOf } from '../../stanza/index.ts';
import { saidOf } from '../asker.ts';
import { findAll } from '../elements.ts';
import { type Subject, type Verdict, verdict, type World } from '../world.ts';

const external = 'urn:xmpp:extdisco:2';

export const relays: Subject = {
  ids: ['external-services', 'proxy'],
  async judge(world) {
    return [await calls(world), proxy(world)];
  },
};

async function calls({ asker }: World): Promise<Verdict> {
  const answer = await asker.ask('get', `<services xmlns="${external}"/>`, asker.domain);
  if (answer.kind !== 'result')
    return verdict('external-services', 'warning', `Asked for relays, the server ${saidOf(answer)}.`, answer.evidence);
  const services = findAll(answer.stanza, 'service', external).map((each) => ({
    type: attributeOf(each, 'type') ?? '',
    host: attributeOf(each, 'host') ?? '',
    opens: ['username', 'password'].every((name) => attributeOf(each, name)),
    // A name and a password come to whoever asks for them (XEP-0215 section 3.3).
    isAskedFor: /^(true|1)$/.test(attributeOf(each, 'restricted') ?? ''),
  }));
  const inside = services.find(({ host }) => isPrivate(host));
  if (inside !== undefined)
    return verdict(
      'external-services',
      'fault',
      `The server offers ${inside.type} at ${inside.host}, which nobody outside its own network can reach.`,
      answer.evidence,
    );
  const turn = services.filter(({ type }) => /^turns?$/.test(type));
  if (turn.length > 0 && turn.every(({ opens, isAskedFor }) => !opens && !isAskedFor))
    return verdict(
      'external-services',
      'warning',
      `The server offers ${turn[0]?.type} at ${turn[0]?.host} without a name and a password. Calls in a browser do not use such a relay (WebRTC).`,
      answer.evidence,
    );
  if (turn.length > 0)
    return verdict(
      'external-services',
      'good',
      `The server offers ${services.map(({ type, host }) => `${type} at ${host}`).join(', ')}. No call was tried.`,
      answer.evidence,
    );
  return verdict(
    'external-services',
    'warning',
    services.length === 0 ? 'The server offers none.' : 'The server offers STUN, but no TURN, which is the relay.',
    answer.evidence,
  );
}

/** Loopback, and addresses of private networks (RFC 1918, RFC 4193). */
export function isPrivate(host: string): boolean {
  const ipv4 = /^(127|10|0|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))(\.\d+){1,3}$/;
  const ipv6 = /^\[?(::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)\]?$/i;
  return host === 'localhost' || ipv4.test(host) || ipv6.test(host);
}

function proxy({ services, serviceList }: World): Verdict {
  const found = services.find((each) => each.is('proxy', 'bytestreams'));
  return found === undefined
    ? verdict('proxy', 'warning', 'The server lists none.', serviceList.evidence)
    : verdict(
        'proxy',
        'good',
        `The server lists ${found.jid}. It was not tried.`,
        serviceList.evidence,
        found.answer.evidence,
      );
}

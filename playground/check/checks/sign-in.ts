/** What the stream features offer before and after signing in (RFC 6120 section 4.3.2). */
import { elementsOf, textOf } from '../../stanza/index.ts';
import { find, findAll } from '../elements.ts';
import { type Features, type Subject, type Verdict, verdict } from '../world.ts';

export const signIn: Subject = {
  ids: ['mechanisms', 'channel-binding', 'guests', 'caps', 'csi'],
  judge: ({ before, after }) => [
    mechanisms(before),
    channelBinding(before),
    guests(before),
    caps(before, after),
    csi(after),
  ],
};

const offered = ({ element }: Features): readonly string[] =>
  findAll(element, 'mechanism', 'urn:ietf:params:xml:ns:xmpp-sasl').map((each) => textOf(each).trim());

function mechanisms(before: Features): Verdict {
  const names = offered(before);
  const old = names.filter((name) => /^(DIGEST-MD5|CRAM-MD5|LOGIN|NTLM)$/.test(name));
  if (!names.some((name) => name.startsWith('SCRAM-')))
    return verdict('mechanisms', 'warning', `The server offers ${list(names)}, and no SCRAM.`, before.evidence);
  if (old.length > 0)
    return verdict(
      'mechanisms',
      'warning',
      `The server offers ${list(names)}. ${list(old)} counts as broken and should be off.`,
      before.evidence,
    );
  return verdict('mechanisms', 'good', `The server offers ${list(names)}.`, before.evidence);
}

/** A page never gets the data that it needs, so servers often offer it only over TCP. */
function channelBinding(before: Features): Verdict {
  const names = offered(before).filter((name) => name.endsWith('-PLUS'));
  if (names.length > 0) return verdict('channel-binding', 'good', `The server offers ${list(names)}.`, before.evidence);
  return verdict(
    'channel-binding',
    'unknown',
    'The server offers none over WebSocket, where clients in a browser could not use it. The check from a terminal sees what it offers on port 5222.',
    before.evidence,
  );
}

function guests(before: Features): Verdict {
  return offered(before).includes('ANONYMOUS')
    ? verdict(
        'guests',
        'warning',
        'The server lets anybody in without an account (ANONYMOUS), on the same domain as your users.',
        before.evidence,
      )
    : verdict('guests', 'good', 'Nobody gets in without an account.', before.evidence);
}

function caps(before: Features, after: Features): Verdict {
  const namespace = 'http://jabber.org/protocol/caps';
  const where = [after, before].find(({ element }) => find(element, 'c', namespace) !== undefined);
  return where === undefined
    ? verdict('caps', 'warning', 'The stream features have no hash of what the server can do.', after.evidence)
    : verdict('caps', 'good', 'The stream features have a hash of what the server can do.', where.evidence);
}

function csi(after: Features): Verdict {
  return find(after.element, 'csi', 'urn:xmpp:csi:0') === undefined
    ? verdict('csi', 'warning', 'A client cannot tell the server that nobody is looking.', after.evidence)
    : verdict('csi', 'good', 'A client can tell the server that nobody is looking.', after.evidence);
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

export const isListed = (features: Features, local: string, namespace: string): boolean =>
  features.element !== undefined &&
  elementsOf(features.element).some((each) => each.local === local && each.namespace === namespace);

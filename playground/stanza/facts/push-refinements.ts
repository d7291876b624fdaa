/** Why push (XEP-0357) could not be turned on or off: three addresses are in play, and reports mix them up. */
import { attributeOf, elementsOf } from '../content.ts';
import { hostOf } from '../jid.ts';
import type { XmlElement } from '../types.ts';
import type { ErrorContext, Refinement } from './refinements.ts';
import { specificationOf } from './specification.ts';

const conditions = ['service-unavailable', 'feature-not-implemented'];

export const pushRefinements: readonly Refinement[] = [
  {
    conditions,
    applies: (context) => asksForPush(context) && isOfServer(context),
    summary: 'Push belongs to the account, and this was asked of the server.',
    why: 'Each account turns it on for itself. So its server lists urn:xmpp:push:0 among what the account can do, not among what the server itself can do, and answers <enable/> in the name of the account.',
    whatToTry:
      'Send it without a "to", or to your own address without a resource. The "jid" in <enable/> is a third address: the push service of the app, which wakes up the phone.',
    specification: specificationOf('0357', 'Push Notifications', '5'),
  },
  {
    conditions,
    applies: asksForPush,
    summary: 'The server has no push for this account.',
    why: 'The part of the server that does it is not loaded: cloud_notify in Prosody, mod_push in ejabberd, the plugin Push Notification in Openfire.',
    whatToTry:
      'Ask your own address without a resource with disco#info: urn:xmpp:push:0 is listed there when the server has it. What is asked of the domain says nothing about it.',
    specification: specificationOf('0357', 'Push Notifications', '4'),
  },
];

function asksForPush({ kind, stanza, request }: ErrorContext): boolean {
  const isPush = (one: XmlElement | undefined): boolean =>
    one !== undefined &&
    elementsOf(one).some(({ local, namespace }) => namespace === 'urn:xmpp:push:0' && /^(en|dis)able$/.test(local));
  return kind === 'stanza-error' && (isPush(request) || isPush(stanza));
}

/** The server's own address answers: a host without a name before it. */
function isOfServer({ stanza, request }: ErrorContext): boolean {
  const address = (request && attributeOf(request, 'to')) ?? attributeOf(stanza, 'from');
  return address !== undefined && hostOf(address) === address;
}

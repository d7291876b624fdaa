/** Stanza error conditions in the order of RFC 6120 section 8.3.3: the n-th is section 8.3.3.n. */
import type { Explanation } from './explanation.ts';

export const stanzaErrors: readonly Explanation[] = [
  {
    name: 'bad-request',
    summary: 'The stanza is well-formed, but not a request that the receiver can process.',
    why: 'A child or attribute that the protocol requires is missing, a value is outside of its list, or an IQ of type get or set has no child, or two.',
    whatToTry:
      'Compare the stanza with an example in the specification of its namespace: names, namespace, required attributes.',
  },
  {
    name: 'conflict',
    summary: 'Something with that name or address is there already.',
    why: 'The account name is registered, the resource is in use, someone has that nickname in the room, or the node exists.',
    whatToTry: 'Choose another name, or use the thing that exists.',
  },
  {
    name: 'feature-not-implemented',
    summary: 'The receiver understands the namespace, but not this part of it.',
    why: 'The element is misspelt, or the receiver has only a part of the protocol: an optional feature is missing or not enabled.',
    whatToTry:
      'Ask the receiver with disco#info which features it has. Check the name of the child element letter by letter.',
  },
  {
    name: 'forbidden',
    summary: 'The receiver knows who asks, and that account may not do this.',
    why: 'The action needs a role that the sender lacks: owner or admin of a room, owner of a node, administrator of the server. A visitor without voice who writes to a moderated room gets it too.',
    whatToTry:
      'Send it from an account that has the right, or let an owner grant it. Sending the same again gives the same answer.',
  },
  {
    name: 'gone',
    summary: 'The receiver was at this address once and is there no longer.',
    why: 'The account moved or the room was destroyed. The element may hold the new address as an XMPP URI.',
    whatToTry: 'Use the new address if one is given, and remove the old one from bookmarks and contacts.',
  },
  {
    name: 'internal-server-error',
    summary: 'The server failed while it handled the stanza.',
    why: 'A fault in a module, a storage that cannot be written or read, or a mistake in the configuration.',
    whatToTry: 'Read the server log at this very time: it names the module. The stanza may be all right.',
  },
  {
    name: 'item-not-found',
    summary: 'The address or the thing that was asked for does not exist.',
    why: 'A misspelt node, room, item or command; a session that can no longer be resumed; or a server that hides from this sender that the thing exists.',
    whatToTry: 'List what there is with disco#items, and compare the spelling: nodes and resources are case-sensitive.',
  },
  {
    name: 'jid-malformed',
    summary: 'An address in the stanza is not a valid JID.',
    why: 'A part is empty or longer than 1023 bytes, or holds a character that is not allowed there. A join without a nickname after the slash gets this too.',
    whatToTry: 'Check the address part by part: name@domain/resource. Spaces and @ are not allowed in the name.',
  },
  {
    name: 'not-acceptable',
    summary: 'The receiver understands the request, but its conditions are not met.',
    why: 'A value breaks a rule of the receiver, a form lacks a field, someone writes to a room without having joined it, or to a contact that their own account blocks.',
    whatToTry:
      'Read the text of the error if there is one; join the room first, fill in all required fields, unblock the contact.',
  },
  {
    name: 'not-allowed',
    summary: 'The receiver allows nobody to do this, or not in this way.',
    why: 'The configuration switches it off for all: registration is closed, creating rooms is restricted, stanzas to that domain are not passed on.',
    whatToTry:
      'Look for the option in the server configuration, or use the way that the service offers. Other credentials do not help.',
  },
  {
    name: 'not-authorized',
    summary: 'Credentials are needed, but none were given, or the wrong ones.',
    why: 'A room requires a password, a component or a gateway requires a login, or the sender must be approved first.',
    whatToTry:
      'Send the credentials in the way of this protocol, for a room as <password/> in the join. Check them for typing mistakes.',
  },
  {
    name: 'policy-violation',
    summary: 'The stanza breaks a rule that the service set for itself.',
    why: 'It is too large, stanzas come too fast, its content is filtered as spam, or the domain is blocked.',
    whatToTry: 'Make it smaller or slower. The text of the error and the server log name the rule.',
  },
  {
    name: 'recipient-unavailable',
    summary: 'The receiver exists, but cannot be reached at the moment.',
    why: 'The device that should answer is offline, or the service behind the address is not connected.',
    whatToTry: 'Try again later, or watch its presence and try when it comes online.',
  },
  {
    name: 'redirect',
    summary: 'Requests for this address go to another one for the time being.',
    why: 'The receiver has moved for a while; the element should hold the other address.',
    whatToTry:
      'Send to the address that is given, after asking the user: do not trust an address from an error blindly.',
  },
  {
    name: 'registration-required',
    summary: 'Only registered users may do this.',
    why: 'The room is members-only, or a gateway requires an account with it first.',
    whatToTry:
      'Register with the service (jabber:iq:register), or let an admin of the room add the address as a member.',
  },
  {
    name: 'remote-server-not-found',
    summary: 'No server can be found for the domain of the receiver.',
    why: 'The domain is misspelt or has no DNS record for servers, nothing answers at port 5269, a certificate was not accepted (some servers say it in this way), or a local subdomain such as conference.… is not configured, so that the server looks for it outside.',
    whatToTry:
      'Check the domain. Look up _xmpp-server._tcp.DOMAIN (SRV), then its A and AAAA records. Check that the component is in the configuration. The log of the server tells a refused certificate.',
  },
  {
    name: 'remote-server-timeout',
    summary: 'The other server was found, but no connection to it could be made in time.',
    why: 'A firewall drops port 5269, the other server is down or slow, or TLS, the certificate or dialback failed on the way.',
    whatToTry:
      'Read the server log for the s2s connection: it says how far it got. Test port 5269 from outside; check both certificates and clocks.',
  },
  {
    name: 'resource-constraint',
    summary: 'The receiver lacks room, memory or time for this.',
    why: 'A quota is used up (offline messages, uploads, items), a limit of connections is reached, or the server is overloaded.',
    whatToTry: 'Try again later. If the error stays, delete old data or let the administrator raise the limit.',
  },
  {
    name: 'service-unavailable',
    summary: 'The receiver does not offer this, or is not there to offer it.',
    why: 'An IQ: no module handles this namespace at that address, the full address is offline, or the account does not exist (servers answer the same, so that nobody can probe for names). A message: the receiver is offline and nothing stores it.',
    whatToTry:
      'Look where the IQ should go: the server (domain), the account (bare address) or a device (full address). Ask that address with disco#info, and check that the module is enabled.',
  },
  {
    name: 'subscription-required',
    summary: 'The sender must subscribe first.',
    why: 'The data is only for those who subscribe to the presence of its owner, or to the node.',
    whatToTry: 'Send presence of type subscribe to the owner and wait for the approval, or subscribe to the node.',
  },
  {
    name: 'undefined-condition',
    summary: 'None of the defined conditions fits; the error says more in an element of its own.',
    why: 'The protocol in use has its own conditions, such as those of publish-subscribe.',
    whatToTry: 'Read the other child elements of <error/> and look them up by their namespace.',
  },
  {
    name: 'unexpected-request',
    summary: 'The request may be right, but not at this moment.',
    why: 'A step was left out or done twice: a second bind on one stream, an answer to a command session that has ended, cancelling a subscription that is not there.',
    whatToTry: 'Compare the order of the stanzas with the flow in the specification, and start the exchange again.',
  },
];

/** What conditions mean in the answer to a join (XEP-0045, table of errors on entering a room). */
export const joinErrors: readonly Explanation[] = [
  {
    name: 'not-authorized',
    summary: 'The room requires a password.',
    why: 'The join had no password, or a wrong one.',
    whatToTry: "Add <password/> to the <x xmlns='http://jabber.org/protocol/muc'/> of the join.",
  },
  {
    name: 'forbidden',
    summary: 'This address is banned from the room.',
    why: 'An admin set its affiliation to outcast.',
    whatToTry: 'Ask an admin of the room to lift the ban.',
  },
  {
    name: 'item-not-found',
    summary: 'The room does not exist, or its owner has not configured it yet.',
    why: 'The name is misspelt, or a new room is still locked until its owner submits the configuration.',
    whatToTry:
      'Check the name with disco#items at the service. Whoever created the room unlocks it by submitting its configuration form.',
  },
  {
    name: 'not-allowed',
    summary: 'Not everyone may create rooms here.',
    why: 'The room does not exist and the service restricts who may create rooms.',
    whatToTry: 'Join a room that exists, or change the option of the service (in Prosody: restrict_room_creation).',
  },
  {
    name: 'not-acceptable',
    summary: 'A nickname is reserved for this account, and the room insists on it.',
    why: 'The account registered a nickname with the room and joined with another.',
    whatToTry: 'Join with the registered nickname.',
  },
  {
    name: 'registration-required',
    summary: 'Only members may enter this room.',
    why: 'The room is members-only and this address is not on its list.',
    whatToTry: 'Ask an admin of the room for membership, or register with the room where it offers that.',
  },
  {
    name: 'conflict',
    summary: 'The nickname is taken.',
    why: 'Another occupant has it, or someone registered it with the room.',
    whatToTry: 'Join with another nickname after the slash.',
  },
  {
    name: 'service-unavailable',
    summary: 'The room is full.',
    why: 'It has as many occupants as its configuration allows.',
    whatToTry:
      'Wait until someone leaves, or let an owner raise the limit. Admins and owners get in where the service keeps places for them.',
  },
  {
    name: 'jid-malformed',
    summary: 'The join has no usable nickname.',
    why: 'The presence went to room@service without /nickname, or the nickname has forbidden characters.',
    whatToTry: 'Send the presence to room@service/nickname.',
  },
];

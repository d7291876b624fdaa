/** Names for accounts: contacts, profiles, registration, blocking, what a server keeps for a user. The format is in ../table.ts. */
export const accounts = `
= RFC 3921 XMPP: Instant Messaging and Presence
urn:ietf:params:xml:ns:xmpp-session | A step of old servers and clients after binding that does nothing today.
= RFC 6121 XMPP: Instant Messaging and Presence
jabber:iq:roster | The list of contacts that the server keeps for an account, with names, groups and subscriptions.
  query | The contact list, or a change of it.
    ver §2.6 | The version of the list; the server sends only what changed since.
  item §2.1.2 | One contact.
    jid §2.1.2.3 | The bare address of the contact.
    name §2.1.2.4 | The name that the user gave to the contact.
    subscription §2.1.2.5 | Who sees whose presence: none, to, from or both.
    subscription=none §2.1.2.5 | Neither sees the presence of the other.
    subscription=to §2.1.2.5 | The user sees the presence of the contact.
    subscription=from §2.1.2.5 | The contact sees the presence of the user.
    subscription=both §2.1.2.5 | Both see the presence of each other.
    subscription=remove §2.5 | The contact is taken off the list.
    ask §2.1.2.2 | The user has asked to see the presence of the contact, and the answer is still to come.
    approved §2.1.2.1 | The user has approved the contact before the contact asked.
  group §2.1.2.6 | A group that the contact is in.
urn:xmpp:features:rosterver | The server can send only what changed in the contact list since the version that the client has.
urn:xmpp:features:pre-approval | The server lets a user approve a contact before that contact asks.
= 0012 Last Activity
jabber:iq:last | Asks how long an account has been offline, a device idle or a server running.
  query | Asks how long ago the last activity was, or tells it.
    seconds | How many seconds ago: since the last sign-out, the last input, or the start of the server.
= 0016 Privacy Lists
jabber:iq:privacy | Rules about who may reach an account; replaced by the blocking command.
  list | A list of rules.
  item | One rule: whom it concerns, and whether it allows or denies.
    action | allow or deny.
    order | The place of the rule: they are tried in this order, from the lowest number.
  active | The list that holds for this session.
  default | The list that holds for all sessions.
= 0049 Private XML Storage
jabber:iq:private | Keeps a piece of XML at the server for clients of the account.
  query | The data to keep or to fetch: its element and namespace are its name.
= 0054 vcard-temp
vcard-temp | The profile of an account in the old vCard format: name, picture, addresses.
  vCard | The whole profile.
  FN | The name as it is shown.
  N | The name in its parts.
  NICKNAME | The nickname.
  PHOTO | The picture.
  TYPE | The media type of the picture.
  BINVAL | The picture, in base64.
  URL | A page on the web.
  BDAY | The birthday.
  EMAIL | A mail address.
  TEL | A telephone number.
  ADR | A postal address.
  ORG | An organisation.
  DESC | A text about the user.
= 0055 Jabber Search
jabber:iq:search | Searches a directory of users with a form.
  query | Asks a directory of users, or lists who was found.
  item | A user that was found.
= 0077 In-Band Registration
jabber:iq:register:cancel | The form that removes an account.
jabber:iq:register:changepassword | The form that changes a password.
jabber:iq:register | Creates an account, changes its password, removes it; also registers with gateways and rooms.
  query | The fields of a registration, empty or filled in.
  registered | The account is registered already.
  remove | Removes the account.
  username | The name of the account, without its domain.
  password | The password, in clear.
  instructions | What the user has to do, in words.
  email | A mail address.
http://jabber.org/features/iq-register | The server lets clients create accounts before signing in.
= 0083 Nested Roster Groups
roster:delimiter | The character that divides nested groups of contacts.
= 0092 Software Version
jabber:iq:version | Asks which software runs at an address, and in which version.
  query | Asks for the name and version of the software, or tells them.
  name | The name of the software.
  version | The version of the software.
  os | The operating system.
= 0144 Roster Item Exchange
http://jabber.org/protocol/rosterx | Suggests contacts to add to or remove from a contact list.
  x | The suggested changes.
  item | One contact.
    action | add, delete or modify.
= 0145 Annotations
storage:rosternotes | Private notes about contacts.
  note | A private note about a contact.
= 0153 vCard-Based Avatars
vcard-temp:x:update | The hash of the picture in the vCard, in presence, so that others know when it changed.
  x | Tells of the picture in the profile.
  photo | The SHA-1 of the picture in hexadecimal digits; empty when there is none.
= 0157 Contact Addresses for XMPP Services
http://jabber.org/network/serverinfo | Whom to write to about a server: administration, abuse, security.
= 0186 Invisible Command
urn:xmpp:invisible:1 | Hides the presence of a session from all contacts.
= 0191 Blocking Command
urn:xmpp:blocking | Lists, blocks and unblocks addresses for an account.
  blocklist | The addresses that the account blocks.
  block | Blocks the addresses inside.
  unblock | Unblocks the addresses inside, or all when there are none.
  item | One address.
    jid | The address: a whole domain, a bare or a full one.
urn:xmpp:blocking:errors | The stanza was refused because the sender blocks that receiver.
= 0209 Metacontacts
storage:metacontacts | Which contacts are the same person.
= 0227 Portable Import/Export Format for XMPP-IM Servers
urn:xmpp:pie:0 | All data of the accounts of a server in one file, for moving to another server.
urn:xmpp:pie:0#scram | The keys of SCRAM passwords in an export of accounts.
urn:xmpp:pie:0#mam | The message archive in an export of accounts.
= 0267 Server Buddies
urn:xmpp:server-presence | Servers subscribe to the presence of each other.
= 0268 Incident Handling
urn:xmpp:jid:0 | An address as part of a report.
urn:xmpp:incident:2 | Servers tell each other of an attack or abuse.
= 0276 Presence Decloaking
urn:xmpp:decloak:0 | Asks somebody who is not a contact to show presence for a while, for a call.
= 0283 Moved
urn:xmpp:moved:1 | Tells contacts that the account has moved to another address.
= 0292 vCard4 Over XMPP
urn:xmpp:vcard4 | The node under which a profile in vCard 4 is published.
urn:ietf:params:xml:ns:vcard-4.0 | The profile of an account as vCard 4 in XML.
= 0309 Service Directories
urn:xmpp:public-server | The server is open to the public and wants to be listed.
urn:xmpp:vcard:registration:1 | Whether and where accounts can be registered, in the profile of a server.
urn:xmpp:vcard:ca:0 | Who made the certificate, in the profile of a server.
urn:xmpp:contacts | The node with the contacts of a server or a user.
= 0321 Remote Roster Management
urn:xmpp:tmp:roster-management:0 | Lets a service change the contact list of a user, with permission.
= 0328 JID Preparation and Validation Service
urn:xmpp:jidprep:1 | Asks a server to bring an address into its normal form.
= 0366 Entity Versioning
urn:xmpp:entityver:0 | Fetches only what changed in lists such as contacts since a version.
= 0376 Pubsub Account Management
urn:xmpp:pam:0 | The own server keeps the subscriptions to nodes for all devices.
= 0379 Pre-Authenticated Roster Subscription
urn:xmpp:pars:0 | A token from an invitation that approves a contact without asking.
  preauth | The token of an invitation.
    token | The token: whoever shows it is approved without asking.
= 0383 Burner JIDs
urn:xmpp:burner:0 | Asks for an address that cannot be traced to the account and is thrown away later.
= 0389 Extensible In-Band Registration
urn:xmpp:register:0 | Registers in steps that the server chooses, or recovers an account.
= 0401 Ad-hoc Account Invitation Generation
urn:xmpp:invite | Makes an invitation to the server or to a contact.
= 0445 Pre-Authenticated In-Band Registration
urn:xmpp:ibr-token:0 | A token from an invitation that permits its holder to create an account.
= 0489 Reporting Account Affiliations
urn:xmpp:raa:0 | A server says whether an account is anonymous, registered or an administrator's.
= 0504 Data Policy
urn:xmpp:data-policy:0 | What a server or gateway does with the data of its users, as a form.
= 0510 End-to-End Encrypted Contacts Metadata
urn:xmpp:contacts:0 | Names and groups of contacts, encrypted for the own devices only.
urn:xmpp:contacts-groups | The node with the encrypted groups of contacts.
= 0516 XMPP Decentralized ID (XID)
urn:xmpp:xid:0 | An address that belongs to a key and not to a server.
`;

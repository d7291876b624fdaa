/** Names for encryption, signatures, trust and security labels. The format is in ../table.ts. */
export const encryption = `
= 0027 Current Jabber OpenPGP Usage
jabber:x:encrypted | A message encrypted with OpenPGP, in the old way.
  x | The encrypted text.
jabber:x:signed | A presence signed with an OpenPGP key, in the old way.
= 0031 A Framework For Securing Jabber Conversations
jabber:security | An early framework for encryption, with its parts session, key, keyTransport and message.
jabber:security:session | A part of an early framework for encryption: the session.
jabber:security:keyTransport | A part of an early framework for encryption: how keys are sent.
jabber:security:message | A part of an early framework for encryption: the message.
jabber:security:key | A part of an early framework for encryption: the key.
= 0102 Security Extensions
xmpp:sec | An early proposal for security extensions.
= 0116 Encrypted Session Negotiation
http://www.xmpp.org/extensions/xep-0116.html | Negotiates an encrypted session between two clients; given up.
= 0155 Stanza Session Negotiation
urn:xmpp:ssn | Negotiates what a chat session is like; used by encrypted sessions that were given up.
= 0187 Offline Encrypted Sessions
http://www.xmpp.org/extensions/xep-0187.html | Keys for encrypted sessions with somebody who is offline; given up.
= 0189 Public Key Publishing
urn:xmpp:pubkey:2 | The public key of a user.
urn:xmpp:revoke:2 | Takes a public key back.
urn:xmpp:attest:2 | Vouches for the key of another user.
= 0200 Stanza Encryption
http://www.xmpp.org/extensions/xep-0200.html | The encrypted stanza of a session that was negotiated; given up.
= 0241 Encryption of Archived Messages
urn:xmpp:tmp:archive | An archive whose messages are encrypted at the server.
= 0250 C2C Authentication Using TLS
urn:xmpp:tmp:c2ctls | Encrypts between two clients with TLS.
= 0258 Security Labels in XMPP
urn:xmpp:sec-label:0 | Says how secret a message is, as a label to show and a label for programs.
urn:xmpp:sec-label:ess:0 | A security label in the form of ESS.
urn:xmpp:sec-label:catalog:2 | The labels that a user may choose from.
= 0262 Use of ZRTP in Jingle RTP Sessions
urn:xmpp:jingle:apps:rtp:zrtp:1 | The fingerprint with which the key of a call is checked (ZRTP).
= 0285 Encapsulating Digital Signatures in XMPP
urn:xmpp:signed:0 | Signs a stanza, which is inside in base64.
urn:ietf:params:xml:xmpp-signed:0 | Why a signed stanza was refused.
= 0290 Encapsulated Digital Signatures in XMPP
urn:xmpp:dsig:0 | Signs a stanza with XML signatures.
= 0314 Security Labels in PubSub
urn:xmpp:sec-label:pubsub:0 | Security labels for nodes and items.
urn:xmpp:sec-label:pubsub:errors:0 | Why a label keeps a node or an item closed.
= 0373 OpenPGP for XMPP
urn:xmpp:openpgp:0 | Encrypts and signs with OpenPGP, and finds keys, in the current way.
  openpgp | An encrypted message, in base64.
  signcrypt | What is inside: signed and encrypted.
  pubkey | A public key.
  secretkey | The secret key of the account, encrypted with a code.
= 0374 OpenPGP for XMPP Instant Messaging
urn:xmpp:openpgp:im:0 | The client can exchange messages that are encrypted with OpenPGP.
= 0378 OTR Discovery
urn:xmpp:otr:0 | The client can encrypt with OTR, in the way before OMEMO.
= 0384 OMEMO Encryption
eu.siacs.conversations.axolotl | End-to-end encryption between devices: messages, device lists and key bundles, in the form most clients use.
  encrypted | An encrypted message.
  header | For whom it is encrypted.
    sid | The id of the device that sent it.
  key | The key of the message, encrypted for one device.
    rid | The id of the device that can decrypt it.
    prekey | The message sets up a new session between the devices.
  iv | The initialization vector, in base64.
  payload | The encrypted text, in base64. Without it the message only sets up keys.
  list | The devices of an account that take part.
  device | One device.
    id | Its number.
  bundle | The public keys of one device, from which a session begins.
urn:xmpp:omemo:2 | End-to-end encryption between devices, in its newer form.
  encrypted | An encrypted message.
  header | For whom it is encrypted.
  keys | The keys for the devices of one account.
  payload | The encrypted envelope, in base64.
  devices | The devices of an account that take part.
  bundle | The public keys of one device.
eu.siacs.conversations.axolotl.devicelist | The node with the list of an account's devices that use OMEMO.
eu.siacs.conversations.axolotl.bundles | The node with the public keys of one device; its number follows after the colon.
eu.siacs.conversations.axolotl.whitelisted | A feature that some servers announce: publish-subscribe is fit for OMEMO.
urn:xmpp:omemo:2:devices | The node with the list of an account's devices, in the newer form.
urn:xmpp:omemo:2:bundles | The node with the public keys of all devices, one item for each.
= 0391 Jingle Encrypted Transports
urn:xmpp:jingle:jet:0 | Encrypts a file end-to-end while Jingle transfers it.
urn:xmpp:jingle:jet-stub:0 | A placeholder for an encryption in the examples of encrypted transfers.
urn:xmpp:encryption:stub:0 | A placeholder for an encryption in examples.
= 0396 Jingle Encrypted Transports - OMEMO
urn:xmpp:jingle:jet-omemo:0 | Encrypts a file with OMEMO while Jingle transfers it.
= 0418 DNS Queries over XMPP (DoX)
urn:xmpp:dox:0 | Asks for DNS records over XMPP.
= 0420 Stanza Content Encryption
urn:xmpp:sce:1 | The envelope around the part of a stanza that is encrypted.
  envelope | What was encrypted.
  content | The part of the stanza that nobody else should see.
  rpad | Random characters that hide the length.
= 0434 Trust Messages (TM)
urn:xmpp:tm:1 | Tells devices of the user and contacts which keys to trust.
  trust-message | Which keys are to be trusted or not.
= 0448 Encryption for stateless file sharing
urn:xmpp:esfs:0 | A shared file that is encrypted, with its key.
= 0450 Automatic Trust Management (ATM)
urn:xmpp:atm:1 | Trusts new keys by itself once one key was checked by hand.
= 0473 OpenPGP for XMPP Pubsub
urn:xmpp:openpgp:pubsub:0 | Encrypts the items of a node with OpenPGP.
= 0476 Pubsub Signing: OpenPGP Profile
urn:xmpp:pubsub-signing:openpgp:0 | Signs an item with OpenPGP.
= 0477 Pubsub Targeted Encryption
urn:xmpp:pte:0 | Encrypts an item of a node for certain people.
`;

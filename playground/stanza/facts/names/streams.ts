/** Names for the stream itself: opening it, encryption, signing in, binding, keeping it alive; components; servers among themselves. The format is in ../table.ts. */
export const streams = `
= RFC 6120 XMPP: Core
jabber:client | Stanzas between a client and its server.
  iq §8.2.3 | A question or an order with exactly one answer: the same id comes back in a result or an error.
    type §8.1.4 | What the iq is: get asks, set changes, result and error answer.
    type=get §8.2.3 | Asks for something and changes nothing.
    type=set §8.2.3 | Changes, creates or removes something.
    type=result §8.2.3 | The answer to a get or set that succeeded.
    type=error §8.3 | The answer to a get or set that failed; the error element says why.
  message §8.2.1 | Text or an event that is pushed to somebody, without an answer that must come.
    type §8.1.4 | How the message is to be shown and delivered; normal when it is missing.
    type=chat §8.1.4 | Part of a conversation of two.
    type=groupchat §8.1.4 | Said to all in a room, or what the room passes on.
    type=normal §8.1.4 | A single message that stands for itself.
    type=headline §8.1.4 | News for whoever is online: no answer is expected, and nothing is kept for later.
    type=error §8.3 | An earlier message could not be delivered; the error element says why.
  presence §8.2.2 | Says that a device is there, in which mood, or asks to see that of somebody else.
    type §8.1.4 | What the presence is; without a type it says: available.
    type=unavailable | The device goes offline, or an occupant leaves the room.
    type=subscribe | Asks to see the presence of a contact.
    type=subscribed | Allows a contact to see the own presence.
    type=unsubscribe | Gives up seeing the presence of a contact.
    type=unsubscribed | Takes back the permission to see the own presence, or refuses it.
    type=probe | A server asks another one for the present state of a contact. Clients do not send it.
    type=error §8.3 | An earlier presence could not be delivered; the error element says why.
  error §8.3 | Why a stanza failed: a type that says what to do, and a condition that says what happened.
    type §8.3.2 | What the sender should do: cancel, modify, wait, auth or continue.
    type=cancel §8.3.2 | Do not send it again: the answer would be the same.
    type=modify §8.3.2 | Change what is wrong and send it again.
    type=wait §8.3.2 | Wait and send it again.
    type=auth §8.3.2 | Send it again with the credentials that are needed.
    type=continue §8.3.2 | Only a warning: go on.
    by §8.3.1 | Who found the error, if it is not the address that the stanza went to.
    code | The number of the error from the time before RFC 3920. Only very old software looks at it.
  body | The text of the message, as plain text.
  subject | The subject of the message; in a room, a message with a subject and no body changes the subject of the room.
  thread | The name of a conversation that several messages belong to.
    parent | The conversation that this one began in.
  show | How available the device is, in one word; without it, available.
    =chat | Wants to talk.
    =away | Away for a short while.
    =xa | Away for a longer time (extended away).
    =dnd | Does not want to be disturbed.
  status | A sentence of the user about being there, for others to read.
  priority | Which device gets messages to the bare address: the one with the highest number, from -128 to 127. A negative one gets none.
http://etherx.jabber.org/streams | The stream that carries all stanzas: its opening, its features, its errors.
  stream §4.2 | The stream: it opens the connection, holds all stanzas, and its end tag closes the connection.
    version §4.7.5 | The version of XMPP; 1.0 stands for everything since RFC 3920.
    id §4.7.3 | The name that the server gave to this stream; it is in its log too.
    to §4.7.2 | The domain that is wanted, which need not be the name of the machine.
    from §4.7.1 | Who opens the stream.
  features §4.3.2 | What can be negotiated at this moment: encryption, signing in, binding and more.
  error §4.9 | Why the stream ends. After it comes nothing more.
urn:ietf:params:xml:ns:xmpp-streams | Says why a stream was closed.
  text §4.9.2 | The error in words, for a person who reads logs.
urn:ietf:params:xml:ns:xmpp-stanzas | Says why one stanza could not be processed.
  text §8.3.2 | The error in words, for a person who reads logs.
urn:ietf:params:xml:ns:xmpp-tls | Turns a plain connection into an encrypted one (STARTTLS).
  starttls §5.4.2 | The server offers to encrypt the connection, or the client asks for it.
  required §5.4.2 | Without encryption the server lets nobody in.
  proceed §5.4.2.3 | Encryption begins now: the next bytes are the TLS handshake.
  failure §5.4.2.2 | Encryption cannot begin, and the connection is closed.
urn:ietf:params:xml:ns:xmpp-sasl | Signs in: the server lists mechanisms, the client picks one and proves who it is.
  mechanisms §6.4.1 | The ways of signing in that the server offers.
  mechanism §6.4.1 | One way of signing in, by its name.
  auth §6.4.2 | The client chooses a mechanism and may send its first data, in base64.
    mechanism §6.4.2 | The chosen way of signing in.
  challenge §6.4.3 | A question of the server, in base64.
  response §6.4.3 | The answer of the client to a challenge, in base64.
  success §6.4.6 | Signed in. A new stream follows, and mechanisms such as SCRAM prove here that the server knows the password too.
  failure §6.4.5 | Not signed in; the condition says why. Another try may follow on the same stream.
  abort §6.4.4 | The client gives up this try.
  text §6.5 | The reason in words, for a person.
urn:ietf:params:xml:ns:xmpp-bind | Gives this connection its resource, and so its full address.
  bind §7.6 | Asks for a resource, or tells the full address of this connection.
  resource §7.6.1 | The resource that the client wishes. The server may choose another one.
  jid §7.6.1 | The full address of this connection from now on.
jabber:server | Stanzas between two servers.
= RFC 7395 XMPP Subprotocol for WebSocket
urn:ietf:params:xml:ns:xmpp-framing | Opens and closes a stream where each WebSocket message is one whole element.
  open §3.3.2 | Opens the stream over a WebSocket, as a whole element.
  close §3.6 | Closes the stream over a WebSocket.
    see-other-uri §3.6.1 | Where to connect instead.
= 0034 SASL Integration
http://www.iana.org/assignments/sasl-mechanisms | An early way of signing in with SASL, before RFC 3920.
= 0035 SSL/TLS Integration
http://www.ietf.org/rfc/rfc2595.txt | An early way of turning on TLS, before RFC 3920.
= 0078 Non-SASL Authentication
http://jabber.org/features/iq-auth | The server still allows the way of signing in from before SASL.
jabber:iq:auth | Signed in before SASL existed; obsolete.
= 0114 Jabber Component Protocol
jabber:component:accept | Stanzas between a server and an external component that serves a domain of its own.
  handshake | Proves that the component knows the secret: SHA-1 over the id of the stream and the secret, in hexadecimal digits.
jabber:component:connect | Stanzas between a server and a component that the server connects to.
= 0124 Bidirectional-streams Over Synchronous HTTP (BOSH)
http://jabber.org/protocol/httpbind | Carries a stream over HTTP requests that wait for the answer.
  body | One HTTP request or answer of a stream, with the stanzas that go with it.
    rid | The number of the request; each is one higher than the last.
    sid | The name of the session.
    wait | How many seconds the server may hold a request that has no answer yet.
    hold | How many requests the server may hold at once.
    type=terminate | The session ends here.
    condition | Why the session ends.
= 0138 Stream Compression
http://jabber.org/protocol/compress | Compresses a stream; obsolete for security reasons.
  compress | The client asks to compress the stream with a method.
  compressed | Compression begins now.
http://jabber.org/features/compress | The server offers to compress the stream; obsolete for security reasons.
  method | A method of compression that the server has, such as zlib.
= 0156 Discovering Alternative XMPP Connection Methods
http://docs.oasis-open.org/ns/xri/xrd-1.0 | A list of links about a domain (host-meta): among them the addresses for WebSocket and BOSH.
urn:xmpp:alt-connections:websocket | The link in host-meta that gives the WebSocket of a domain.
urn:xmpp:alt-connections:xbosh | The link in host-meta that gives the BOSH address of a domain.
= 0198 Stream Management
urn:xmpp:sm:3 | Counts and confirms stanzas, so that a broken connection is resumed and nothing is lost.
  sm | The server offers stream management.
  enable | Counting begins: both sides count the stanzas that they have handled.
    resume | The client would like to resume this session after a broken connection.
    max | For how many seconds at most the session should wait.
  enabled | The server counts from now on.
    id | With this id the session can be resumed.
    resume | Whether the session can be resumed.
    max | How many seconds the session waits for the client after a broken connection.
    location | The address at which to resume.
  r | Asks the other side how many stanzas it has handled.
  a | Says how many stanzas were handled.
    h | The count of stanzas that were handled since counting began, modulo 2^32.
  resume | The client comes back to its session.
    previd | The id of the session, from <enabled/>.
    h | How many stanzas the client had handled when the connection broke.
  resumed | The session goes on; what was not confirmed is sent again.
    h | How many stanzas the server had handled.
  failed | Stream management could not be enabled, or the session could not be resumed.
    h | How many stanzas of the old session the server had handled.
= 0206 XMPP Over BOSH
urn:xmpp:xbosh | What XMPP adds to BOSH, such as restarting the stream.
= 0220 Server Dialback
jabber:server:dialback | A server proves its domain by a callback to the address that DNS gives for it.
  result | The key with which a server claims a domain, or the verdict on it.
    type=valid | The domain is proved.
    type=invalid | The domain is not proved.
  verify | Asks the server of the domain whether it made this key.
urn:xmpp:features:dialback | The server can do dialback and reports its errors.
= 0225 Component Connections
urn:xmpp:component:0 | Connects components with SASL and several domains on one stream; never in wide use.
= 0233 XMPP Server Registration for use with Kerberos V5
urn:xmpp:domain-based-name:1 | Names the host for signing in with Kerberos.
= 0257 Client Certificate Management for SASL EXTERNAL
urn:xmpp:saslcert:1 | Keeps client certificates at the server, for signing in without a password.
= 0288 Bidirectional Server-to-Server Connections
urn:xmpp:bidi | Asks to use a connection between servers in both directions.
  bidi | This connection between two servers is used in both directions.
urn:xmpp:features:bidi | Two servers may use one connection in both directions.
= 0304 Whitespace Keepalive Negotiation
urn:xmpp:keepalive:0 | Agrees how often white space is sent to keep a connection open.
= 0305 XMPP Quickstart
urn:xmpp:features:pipelining | The server takes several steps of the negotiation at once, without waiting.
= 0322 Efficient XML Interchange (EXI) Format
http://jabber.org/protocol/compress/exi | Compresses a stream as EXI, a binary form of XML.
= 0352 Client State Indication
urn:xmpp:csi:0 | A client says whether its user looks at it, so that the server may hold back what can wait.
  csi | The server listens to what clients say about their state.
  active | The user looks at the client: everything should come at once.
  inactive | The user does not look: the server may hold back what can wait.
= 0386 Bind 2
urn:xmpp:bind:0 | Binds a resource and turns on carbons and stream management in one step with signing in.
  bind | Binds a resource while signing in.
  tag | The name of the software, which becomes a part of the resource.
  inline | What can be turned on in the same step.
  bound | The resource is bound; details of what was turned on are inside.
urn:xmpp:bind2:1 | A draft name of Bind 2, still in some examples.
= 0388 Extensible SASL Profile
urn:xmpp:sasl:2 | Signs in with fewer round trips and room for more steps, as SASL2.
  authentication | What SASL2 offers here: mechanisms, and what can be done in the same step.
  authenticate | Signs in with a mechanism.
    mechanism | The chosen way of signing in.
  inline | Features that can be negotiated in the same step.
  initial-response | The first data of the mechanism, in base64.
  user-agent | Which software on which device signs in.
    id | A UUID that stays the same for this installation of the software.
  software | The name of the software.
  device | The name of the device.
  challenge | A question of the server, in base64.
  response | The answer of the client, in base64.
  success | Signed in, without a new stream.
  authorization-identifier | The account that is signed in, as bare or full address.
  additional-data | The last data of the mechanism, in base64: the proof of the server.
  continue | One more step is needed, such as a second factor.
  tasks | The steps that are possible or needed.
  failure | Not signed in; the condition says why.
  abort | The client gives up this try.
  text | The reason in words.
= 0397 Instant Stream Resumption
https://xmpp.org/extensions/isr/0 | Resumes a session with a token in one step.
= 0409 IM Routing-NG
urn:xmpp:im-ng:0 | Newer rules of how messages reach the devices of an account.
= 0417 E2E Authentication in XMPP: Certificate Issuance and Revocation
urn:xmpp:x509:0 | Asks for a certificate for end-to-end encryption, and takes it back.
= 0440 SASL Channel-Binding Type Capability
urn:xmpp:sasl-cb:0 | The ways in which signing in can be tied to the TLS connection.
  channel-binding | A way of tying the sign-in to the TLS connection.
    type | Its name, such as tls-exporter or tls-server-end-point.
= 0464 Cookies
urn:xmpp:tmp:cookies | Sends cookies along (published on 1 April).
= 0474 SASL SCRAM Downgrade Protection
urn:xmpp:ssdp:0 | Signs the list of mechanisms within SCRAM, so that nobody in between can remove the strong ones.
= 0478 Stream Limits Advertisement
urn:xmpp:stream-limits:0 | How large a stanza may be here, and after how many idle seconds the connection is closed.
  limits | The limits of this stream.
  max-bytes | The largest stanza that is accepted, in bytes.
  idle-seconds | After so many silent seconds the stream is closed.
= 0480 SASL Upgrade Tasks
urn:xmpp:scram-upgrade:0 | Lets the server store the password for a newer SCRAM mechanism while signing in.
urn:xmpp:sasl:upgrade:0 | Gives the server what it needs to store the password for a newer mechanism.
= 0484 Fast Authentication Streamlining Tokens
urn:xmpp:fast:0 | A token with which the same device signs in again in one round trip.
  fast | The server gives tokens for faster signing in, or the client signs in with one.
  request-token | Asks for a token, for a certain mechanism.
  token | The token and until when it is valid. It is as good as a password.
    expiry | Until when the token is valid.
= 0494 Client Access Management
urn:xmpp:cam:0 | Lists the clients that may use the account, and takes access away from one.
= 0509 Initial Authentication Pipelining
urn:xmpp:iap:0 | Sends the first steps of signing in at once, from what was learnt the last time.
`;

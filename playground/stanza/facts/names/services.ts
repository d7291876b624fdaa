/** Names for services: push, gateways, things, telephones. The format is in ../table.ts. */
export const services = `
= 0009 Jabber-RPC
jabber:iq:rpc | Calls a procedure at another address, in the manner of XML-RPC.
= 0070 Verifying HTTP Requests via XMPP
http://jabber.org/protocol/http-auth | A web site asks a user over XMPP whether a request came from them.
= 0097 iCal Envelope
http://jabber.org/protocol/gw/ical | Exchanges calendar data.
= 0100 Gateway Interaction
jabber:iq:gateway | Turns an address of another network into a JID at the gateway.
= 0110 Generic Maps
http://jabber.org/protocol/map | Places on a map.
= 0113 Simple Whiteboarding
http://jabber.org/protocol/swb | Draws on one whiteboard together.
= 0120 Infobits
http://jabber.org/protocol/infobits | Descriptions of anything, as pairs of name and value.
= 0124 Bidirectional-streams Over Synchronous HTTP (BOSH)
http://json.org/ | JSON in the place of XML in an example of BOSH.
= 0127 Common Alerting Protocol (CAP) Over XMPP
http://www.incident.com/cap/1.0 | A public warning, in the format of the Common Alerting Protocol.
= 0130 Waiting Lists
http://jabber.org/protocol/waitinglist | Waits until somebody with a telephone number or mail address has an account.
= 0136 Message Archiving
urn:xmpp:archive | The archive before Message Archive Management; it could store what clients send to it.
= 0142 Workgroup Queues
http://jabber.org/protocol/workgroup | Queues of customers who wait for an agent.
= 0151 Virtual Presence
http://jabber.org/protocol/avatar | Figures that meet on web pages.
= 0158 CAPTCHA Forms
urn:xmpp:captcha | A small test to tell people from spam robots.
  captcha | The test.
= 0159 Spim-Blocking Control
http://www.xmpp.org/extensions/xep-0159.html | Settings against spam in messages.
= 0161 Abuse Reporting
urn:xmpp:tmp:abuse | Reports abuse to the server of the sender.
= 0168 Resource Application Priority
urn:xmpp:rap:0 | Which device is the best for a certain use.
urn:xmpp:raproute:0 | The server sends to the device that is the best for a certain use.
= 0204 Collaborative Data Objects
http://www.xmpp.org/extensions/xep-0204.html | Objects that several people change together.
= 0205 Best Practices to Discourage Denial of Service Attacks
urn:xmpp:errors | Names the limit of the server that a stanza broke.
= 0215 External Service Discovery
urn:xmpp:extdisco:2 | Names other services of the operator with credentials, above all STUN and TURN for calls.
  services | The services of the operator, or the wish to know them.
  service | One service.
    type | stun, turn and others.
    host | Its address.
    port | Its port.
    username | The name for signing in there.
    password | The password for signing in there.
    expires | Until when they are valid.
  credentials | Asks for credentials.
= 0235 OAuth Over XMPP
urn:xmpp:oauth:0 | Lets a program act for a user, by OAuth.
= 0268 Incident Handling
urn:ietf:params:xml:ns:iodef-1.0 | A report of an incident, in the format of RFC 5070.
= 0275 Entity Reputation
urn:xmpp:reputation:0 | How well somebody is thought of.
= 0279 Server IP Check
urn:xmpp:sic:1 | Asks the server for the own address on the internet.
= 0291 Service Delegation
urn:xmpp:tmp:delegate | Hands a service to somebody else.
= 0323 Internet of Things - Sensor Data
urn:xmpp:iot:sensordata | Reads sensors.
= 0324 Internet of Things - Provisioning
urn:xmpp:iot:provisioning | Who may talk to which thing.
= 0325 Internet of Things - Control
urn:xmpp:iot:control | Sets the switches of a thing.
= 0326 Internet of Things - Concentrators
urn:xmpp:iot:concentrators | Many things behind one address.
= 0327 Rayo
urn:xmpp:rayo:1 | Controls telephone calls at a server.
urn:xmpp:rayo:call:1 | A call that is controlled.
urn:xmpp:rayo:output:1 | Plays sound or speech in a call.
urn:xmpp:rayo:output:complete:1 | The sound has ended.
urn:xmpp:rayo:input:1 | Listens for keys or speech in a call.
urn:xmpp:rayo:input:complete:1 | Keys or speech were heard.
urn:xmpp:rayo:prompt:1 | Plays something and waits for an answer.
urn:xmpp:rayo:record:1 | Records a call.
urn:xmpp:rayo:record:complete:1 | The recording has ended.
urn:xmpp:rayo:ext:1 | Common parts of what acts on a call.
urn:xmpp:rayo:ext:complete:1 | An action on a call has ended.
urn:xmpp:rayo:client:1 | Who controls calls.
urn:xmpp:rayo:mixer:1 | Several calls that hear each other.
= 0332 HTTP over XMPP transport
urn:xmpp:http | HTTP requests and answers inside stanzas.
= 0337 Event Logging over XMPP
urn:xmpp:eventlog | Sends what would stand in a log.
= 0341 Rayo CPA
urn:xmpp:rayo:cpa:1 | Finds out what answers a call: a person, a machine, a fax.
= 0342 Rayo Fax
urn:xmpp:rayo:fax:1 | Sends and receives faxes.
urn:xmpp:rayo:fax:complete:1 | The fax has ended.
= 0347 Internet of Things - Discovery
urn:xmpp:iot:discovery | Finds and claims a thing.
= 0349 Rayo Clustering
urn:xmpp:rayo:node:1 | Several servers that control calls as one.
= 0355 Namespace Delegation
urn:xmpp:delegation:2 | A server lets a component answer requests of a namespace.
= 0356 Privileged Entity
urn:xmpp:privilege:2 | A server grants a component rights over rosters, messages or presence.
  perm | A right that the component has.
    access | roster, message, presence or iq.
    type | How far it goes: get, set, both, none, outgoing and others.
= 0357 Push Notifications
urn:xmpp:push:0 | A client names a service that wakes it up when something arrives.
  enable | Turns push on.
    jid | The service that wakes the client up.
    node | The name of this device at the service.
  disable | Turns push off.
  notification | Something came.
urn:xmpp:push:summary | What a push tells: how many messages, from whom.
= 0362 Raft over XMPP
urn:xmpp:raft | Several programs agree on one state (Raft).
= 0377 Blocking Command Reports
urn:xmpp:reporting:1 | Reports spam or abuse to the server of the user while blocking.
  report | The report.
    reason | Spam or abuse.
= 0451 Stanza Multiplexing
urn:xmpp:mux:0 | Several stanza streams in one stream.
`;

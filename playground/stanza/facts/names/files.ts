/** Names for files and calls: Jingle, bytestreams, upload. The format is in ../table.ts. */
export const files = `
= 0047 In-Band Bytestreams
http://jabber.org/protocol/ibb | Carries bytes inside stanzas, in base64: slow, but gets through everywhere.
  open | Opens a bytestream inside stanzas.
    block-size | The largest block, in bytes before base64.
    sid | The name of the bytestream.
    stanza | iq or message.
  data | One block, in base64.
    seq | The number of the block, from 0.
    sid | The name of the bytestream.
  close | Ends the bytestream.
= 0065 SOCKS5 Bytestreams
http://jabber.org/protocol/bytestreams | Sets up a direct or proxied connection for bytes outside of XMPP.
  query | The addresses to connect to, or which one was used.
    sid | The name of the bytestream.
  streamhost | An address at which the bytes can be had: a client or a proxy.
    host | The address.
    port | The port.
  streamhost-used | The address that worked.
  activate | The proxy shall begin.
= 0095 Stream Initiation
http://jabber.org/protocol/si | Negotiated a transfer between two clients; replaced by Jingle.
= 0096 SI File Transfer
http://jabber.org/protocol/si/profile/file-transfer | Offered a file in the way before Jingle.
= 0103 URL Address Information
http://jabber.org/protocol/url-data | A file or page by its address, with details of how to fetch it.
= 0105 Tree Transfer Stream Initiation Profile
http://jabber.org/profile/si/profile/tree-transfer | Offers a whole folder of files.
= 0129 WebDAV File Transfers
http://www.xmpp.org/extensions/xep-0129.html | Shares files by way of a WebDAV server.
http://www.xmpp.org/extensions/xep-0129 | Shares files by way of a WebDAV server.
= 0135 File Sharing
http://jabber.org/protocol/files | Lists the files that somebody shares.
= 0166 Jingle
urn:xmpp:jingle:1 | Sets up a session between two clients: a call or a file transfer.
  jingle | One step of a session.
    action | What this step does.
    action=session-initiate | Offers a session.
    action=session-accept | Accepts the session.
    action=session-terminate | Ends or refuses the session.
    action=session-info | Tells something about the session, such as ringing.
    action=transport-info | More about the network path, such as another address to try.
    action=transport-replace | Another way of transport is offered.
    action=transport-accept | The other way of transport is accepted.
    action=content-add | One more content is offered, such as video.
    action=content-accept | The added content is accepted.
    action=content-remove | A content ends.
    action=content-modify | The direction of a content changes.
    sid | The name of the session.
    initiator | Who has begun.
    responder | Who has answered.
  content | One thing that the session carries.
    creator | Who added it: initiator or responder.
    name | Its name within the session.
    senders | Who sends: both, initiator, responder or none.
  reason | Why the session ends.
  success | The session has done what it was for.
  decline | The user does not want the session.
  cancel | Who offered the session takes it back.
  busy | The user is in another session.
  gone | The other side is not there any longer.
  timeout | It took too long.
  failed-application | The content could not be started.
  failed-transport | No network path was found.
  alternative-session | Another session goes on in its place.
  connectivity-error | The network path broke.
  expired | The offer is too old.
  general-error | Something went wrong, and nobody says what.
  incompatible-parameters | The two sides have no parameters in common.
  media-error | The media were interrupted or could not be played.
  security-error | The two sides could not agree on security, or a check of it failed.
  unsupported-applications | The other side has none of the applications that were offered.
  unsupported-transports | The other side has none of the transports that were offered.
urn:xmpp:jingle:apps:stub:0 | A placeholder for an application in the examples of Jingle.
urn:xmpp:jingle:transports:stub:0 | A placeholder for a transport in the examples of Jingle.
urn:xmpp:jingle:security:stub:0 | A placeholder for a security precondition in the examples of Jingle.
urn:xmpp:jingle:security:xtls:0 | Encrypts what Jingle transfers with TLS between the clients; given up.
urn:xmpp:jingle:errors:1 | Names the exact reason why a Jingle request failed.
= 0167 Jingle RTP Sessions
urn:xmpp:jingle:apps:rtp:1 | Describes the audio or video of a call: codecs and parameters.
  description | What the call carries.
    media | audio or video.
  payload-type | A codec that can be used.
    id | Its number in the packets.
    name | Its name.
    clockrate | Its sampling rate.
    channels | How many channels it has.
  parameter | A parameter of the codec.
  encryption | How the media are encrypted (SDES).
  rtcp-mux | RTP and RTCP share one port.
urn:xmpp:jingle:apps:rtp:info:1 | Tells what happens in a call: ringing, on hold, muted.
  ringing | The device rings.
  hold | The call is on hold.
  unhold | The call goes on.
  mute | A side is silent.
  active | The call takes place.
urn:xmpp:jingle:apps:rtp:errors:1 | Names the exact reason why the media of a call failed.
urn:xmpp:jingle:apps:rtp:audio | The client can make calls with sound.
urn:xmpp:jingle:apps:rtp:video | The client can make calls with pictures.
= 0176 Jingle ICE-UDP Transport Method
urn:xmpp:jingle:transports:ice-udp:1 | Finds a network path for a call through NATs and firewalls.
  transport | What is needed for finding a network path.
    ufrag | The name for the checks.
    pwd | The password for the checks.
  candidate | One address at which the device may be reached.
    ip | The address.
    port | The port.
    type | host, srflx (as STUN saw it), prflx or relay (by TURN).
    priority | Which candidate is tried first.
  remote-candidate | The path that was chosen.
urn:ietf:rfc:3264 | The client can offer and answer calls as SIP does.
= 0177 Jingle Raw UDP Transport Method
urn:xmpp:jingle:transports:raw-udp:1 | Sends the media of a call straight to an address.
= 0179 Jingle IAX Transport Method
http://jabber.org/protocol/jingle/transport/iax | A transport of calls by IAX; given up.
http://jabber.org/protocol/jingle | An early name of Jingle.
= 0183 Jingle Telepathy Transport
http://jabber.org/protocol/jingle/transport/telepathy | Published on 1 April.
= 0214 File Repository and Sharing
http://jabber.org/protocol/fileshare | A store of files, made of publish-subscribe nodes.
http://jabber.org/protocol/si/profile/fileshare | Fetches a file from such a store.
= 0231 Bits of Binary
urn:xmpp:bob | Small pieces of data, named by their hash and sent inline or on request.
  data | The data in base64, or a request for it.
    cid | The name of the data, made from its hash.
    type | Its media type.
    max-age | For how many seconds it may be kept.
= 0234 Jingle File Transfer
urn:xmpp:jingle:apps:file-transfer:5 | Offers a file in a Jingle session.
  description | The file that is offered.
  file | The file that is offered, with its name, size and hash.
  name | Its name.
  size | Its size in bytes.
  media-type | Its media type.
  checksum | The hash of the file, sent afterwards.
  received | The file has arrived.
urn:xmpp:jingle:apps:file-transfer:errors:0 | Names the exact reason why a file transfer failed.
= 0247 Jingle XML Streams
urn:xmpp:jingle:apps:xmlstream:0 | An XML stream straight between two clients.
= 0251 Jingle Session Transfer
urn:xmpp:jingle:transfer:0 | Hands a call to somebody else.
= 0260 Jingle SOCKS5 Bytestreams Transport Method
urn:xmpp:jingle:transports:s5b:1 | Carries a file directly or by way of a proxy.
= 0261 Jingle In-Band Bytestreams Transport Method
urn:xmpp:jingle:transports:ibb:1 | Carries a file inside stanzas when no direct path is found.
= 0264 Jingle Content Thumbnails
urn:xmpp:thumbs:1 | A small picture of a file that is offered.
= 0265 Out-of-Band Stream Data
urn:xmpp:jingle:apps:out-of-band:0 | A stream of data from an address on the web.
= 0278 Jingle Relay Nodes
http://jabber.org/protocol/jinglenodes | Finds relays for calls among contacts and servers.
= 0284 Shared XML Editing
urn:xmpp:sxe:0 | Edits one XML document together.
urn:xmpp:jingle:transports:sxe | Carries the edits of a shared document.
urn:xmpp:jingle:apps:xhtml | A page of XHTML that is edited together.
= 0293 Jingle RTP Feedback Negotiation
urn:xmpp:jingle:apps:rtp:rtcp-fb:0 | Which feedback the sides of a call give each other, such as: a picture was lost.
  rtcp-fb | One kind of feedback.
  rtcp-fb-trr-int | How often feedback may be sent at most, in milliseconds.
= 0294 Jingle RTP Header Extensions Negotiation
urn:xmpp:jingle:apps:rtp:rtp-hdrext:0 | Which additions to the packets of a call are understood.
  rtp-hdrext | One addition.
= 0298 Delivering Conference Information to Jingle Participants (Coin)
urn:xmpp:coin:1 | Tells the participants of a call who takes part.
= 0300 Use of Cryptographic Hash Functions in XMPP
urn:xmpp:hashes:2 | A hash with the name of its algorithm.
  hash | A hash, in base64.
    algo | The algorithm: sha-256 and others.
  hash-used | The hash will follow; this is its algorithm.
= 0301 In-Band Real Time Text
urn:xmpp:rtt:0 | Sends text while it is written, letter by letter.
= 0320 Use of DTLS-SRTP in Jingle Sessions
urn:xmpp:jingle:apps:dtls:0 | The fingerprint of the key that encrypts a call.
  fingerprint | The hash of the certificate.
    hash | The algorithm of the hash.
    setup | Who begins: active, passive or actpass.
= 0329 File Information Sharing
urn:xmpp:fis:0 | Looks at the files that somebody shares.
= 0338 Jingle Grouping Framework
urn:ietf:rfc:5888 | Several contents of a call share one network path.
urn:xmpp:jingle:apps:grouping:0 | Which contents of a call belong together.
= 0339 Source-Specific Media Attributes in Jingle
urn:ietf:rfc:5576 | Tells the sources of a call apart by their numbers.
urn:xmpp:jingle:apps:rtp:ssma:0 | The sources of the media in a call.
= 0340 COnferences with LIghtweight BRIdging (COLIBRI)
http://jitsi.org/protocol/colibri | Asks a bridge for channels of a conference.
= 0343 Signaling WebRTC datachannels in Jingle
urn:xmpp:jingle:transports:dtls-sctp:1 | Data channels of WebRTC, beside a call.
urn:xmpp:jingle:transports:webrtc-datachannel:0 | A data channel of WebRTC as a way of transport.
= 0353 Jingle Message Initiation
urn:xmpp:jingle-message:0 | Rings all devices of a user by messages before a call is set up with one.
  propose | Somebody would like to call.
  ringing | A device rings.
  proceed | This device takes the call.
  reject | The call is refused.
  retract | The caller gives up.
  finish | The call is over.
  accept | Another device has taken the call (in an older form).
= 0358 Publishing Available Jingle Sessions
urn:xmpp:jinglepub:1 | Publishes an offer of Jingle, for others to take it up.
= 0363 HTTP File Upload
urn:xmpp:http:upload:0 | Asks for a place to upload a file, and the address under which others fetch it.
  request | Asks for a place for a file.
    filename | The name of the file.
    size | The size of the file in bytes.
    content-type | The media type of the file.
  slot | A place for the file.
  put | Where the file is uploaded, by HTTP PUT.
    url | The address.
  header | A header that the upload must have.
  get | Where the file can be fetched afterwards.
    url | The address.
  file-too-large | The file is larger than the service accepts.
  max-file-size | The largest file in bytes.
  retry | The quota is used up for now.
    stamp | When to try again, in UTC.
urn:xmpp:http:upload:purpose:0 | What an uploaded file is for: a message, a profile, something that passes.
= 0370 Jingle HTTP Transport Method
urn:xmpp:jingle:transports:http:0 | Transfers by HTTP.
urn:xmpp:jingle:transports:http:upload:0 | Transfers by uploading to a web server.
= 0371 Jingle ICE Transport Method
urn:xmpp:jingle:transports:ice:0 | Finds a network path for a call with ICE, in a newer form.
= 0385 Stateless Inline Media Sharing (SIMS)
urn:xmpp:sims:1 | Shares a file inside a message, with its description and where to get it.
= 0446 File metadata element
urn:xmpp:file:metadata:0 | Name, size, type and hash of a file.
  file | A file.
  name | Its name.
  size | Its size in bytes.
  media-type | Its media type.
  width | The width of the picture in pixels.
  height | The height of the picture in pixels.
  length | How long it plays, in milliseconds.
  desc | What it shows, in words.
= 0447 Stateless file sharing
urn:xmpp:sfs:0 | Shares a file with its description and the places from which it can be fetched.
  file-sharing | A shared file.
  sources | From where it can be fetched.
= 0482 Call Invites
urn:xmpp:call-invites:0 | Invites people or a room to a call.
  invite | An invitation to a call.
= 0507 Jingle Content Category
urn:xmpp:jingle:apps:rtp:category:0 | What a picture in a call is: a camera, a screen.
urn:xmpp:jingle:content-category:0 | What a content of a call is: a camera, a screen.
= 0517 Jingle Synchronized Real-Time Text
urn:xmpp:jingle:apps:rtt-sync:0 | Sends text while it is written, in step with the sound of a call.
`;

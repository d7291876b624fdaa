/** Names for what is old, was rejected, or was a joke. The format is in ../table.ts. */
export const old = `
= 0003 Proxy Accept Socket Service (PASS)
jabber:iq:pass | A connection by way of a proxy; replaced by SOCKS5 bytestreams.
= 0004 Data Forms
jabber:bot | The form of a program in the examples of data forms.
= 0008 IQ-Based Avatars
jabber:iq:avatar | Asked for the picture of a user; replaced by User Avatar.
jabber:x:avatar | Told of the picture of a user; replaced by User Avatar.
storage:client:avatar | Kept the picture of a user at the server; replaced by User Avatar.
= 0011 Jabber Browsing
jabber:iq:browse | Asked what an address has; replaced by service discovery.
= 0014 Message Tone
jabber:x:tone | The tone of a message; rejected.
= 0015 Account Transfer
jabber:iq:accountxfer | Moved an account to another server; rejected.
= 0021 Jabber Event Notification Service (ENS)
http://xml.cataclysm.cx/jabber/ens/ | Subscribed to events of others; replaced by publish-subscribe.
= 0022 Message Events
jabber:x:event | Told what happened to a message; replaced by receipts and chat states.
= 0023 Message Expiration
jabber:x:expire | Until when a message is worth delivering; replaced by Advanced Message Processing.
= 0024 Publish/Subscribe
jabber:iq:pubsub | An early form of publish-subscribe.
= 0037 DSPS - Data Stream Proxy Service
jabber:iq:dsps | A proxy for streams of data; rejected.
= 0038 Icon Styles
http://jabber.org/protocol/icon-styles | A set of icons for emoticons, in a file.
= 0039 Statistics Gathering
http://jabber.org/protocol/stats | Asked for figures such as how many users are online.
= 0041 Reliable Entity Link
http://jabber.org/protocol/rel | An early way of agreeing on a bytestream.
= 0042 Jabber OOB Broadcast Service (JOBS)
http://jabber.org/protocol/jobs | An early proxy for bytestreams.
= 0043 Jabber Database Access
http://openaether.org/projects/jabber_database.html | Asked databases over XMPP.
= 0046 DTCP
http://jabber.org/protocol/dtcp | An early direct connection between two clients.
= 0051 Connection Transfer
urn:xmpp:cxfr | Sent a connection to another server; RFC 6120 has see-other-host.
= 0052 File Transfer
http://www.jabber.org/protocol/filexfer | An early file transfer.
= 0056 Business Data Interchange
http://jabber.org/protocol/ebxml | Business data in the format ebXML.
http://jabber.org/protocol/ansi_x.12 | Business data in the format ANSI X.12.
http://jabber.org/protocol/sap_idoc | Business data in the format SAP IDoc.
= 0057 Extended Roster
jabber:x:roster:item | More details of a contact; retracted.
= 0058 Multi-User Text Editing
http://jabber.org/protocol/mute | Several people edit one text.
= 0061 Shared Notes
http://www.jabber.org/protocol/sharednote | Notes that several people share.
= 0062 Packet Filtering
http://jabber.org/protocol/filter | Rules about stanzas at the server.
= 0063 Basic Filtering Operations
http://jabber.org/protocol/filter/basic | Simple conditions for rules at the server.
= 0064 XPath Filtering
http://jabber.org/protocol/filter/xpath | Conditions for rules at the server, as XPath.
= 0067 Stock Data Transmission
http://www.jabber.org/jeps/jep-0067.html | Prices of stocks.
= 0068 Field Standardization for Data Forms
http://jabber.org/protocol/shakespeare | The form in the examples of how fields are registered.
= 0074 Simple Access Control
http://jabber.org/protocol/sac | Lists of who may do what; retracted.
= 0075 Jabber Object Access Protocol (JOAP)
jabber:iq:joap | Calls objects at another address.
= 0076 Malicious Stanzas
http://jabber.org/protocol/evil | Marks a malicious stanza (published on 1 April).
= 0087 Stream Initiation
http://jabber.org/protocol/si/profile/profile-name | A placeholder for a kind of transfer in examples.
= 0088 Client Webtabs
http://jabber.org/protocol/webtab | Pages on the web that a client shows in tabs.
webtab:prefs | The pages that a user keeps as tabs.
= 0089 Generic Alerts
http://jabber.org/protocol/alert | A message with buttons.
= 0090 Legacy Entity Time
jabber:iq:time | Asked for the time in an old format; replaced by Entity Time.
= 0091 Legacy Delayed Delivery
jabber:x:delay | Told when a delayed stanza was sent, in an old format; replaced by Delayed Delivery.
= 0093 Roster Item Exchange
jabber:x:roster | Suggested contacts; replaced by Roster Item Exchange.
= 0094 Agent Information
jabber:iq:agents | Listed the services of a server; replaced by service discovery.
= 0098 Enhanced Private XML Storage
http://jabber.org/protocol/private-xml | Keeps XML at the server, for others to read.
= 0101 HTTP Authentication using Jabber Tickets
http://jabber.org/protocol/ticket | Tickets for signing in to web sites.
= 0111 A Transport for Initiating and Negotiating Sessions (TINS)
http://jabber.org/protocol/tins | Sent SIP and SDP inside stanzas; retracted.
= 0121 Dublin Core Infobits Mapping
http://jabber.org/protocol/tunes | An early form of telling which music one hears.
= 0132 Presence Obtained via Kinesthetic Excitation (POKE)
http://jabber.org/protocol/poke | Sends a poke (published on 1 April).
= 0148 Instant Messaging Intelligence Quotient (IM IQ)
jabber:iq:iq | Asks for the intelligence of a user (published on 1 April).
= 0164 vCard Filtering
vcard-temp-filter | Fetches only parts of a profile.
= 0180 Jingle Video via RTP
urn:xmpp:tmp:jingle | An early name of Jingle and its video.
= 0208 Bootstrapping Implementation of Jingle
http://www.xmpp.org/extensions/xep-0208.html | Keys for calls in the way of before ICE; retracted.
http://www.xmpp.org/extensions/xep-0166.html | A temporary name of Jingle.
http://www.xmpp.org/extensions/xep-0177.html | A temporary name of Jingle's Raw UDP.
http://www.xmpp.org/extensions/xep-0084.html | A temporary name of User Avatar.
= 0219 Hop Check
http://www.xmpp.org/extensions/xep-0219.html | Asks whether each hop on the way is encrypted; retracted.
= 0390 Entity Capabilities 2.0
jabber:iq:dtcp | An early direct connection between two clients.
jabber:iq:filexfer | An early file transfer.
jabber:iq:ibb | An early name of In-Band Bytestreams.
jabber:iq:inband | An early way of sending bytes inside stanzas.
jabber:iq:jidlink | An early way of agreeing on a bytestream.
http://jabber.org/protocol/iqibb | An early form of In-Band Bytestreams.
urn:xmpp:caps:gratuitous | An invented feature in an example.
`;

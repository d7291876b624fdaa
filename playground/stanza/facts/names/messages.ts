/** Names for messages: their parts, their archive, their state. The format is in ../table.ts. */
export const messages = `
= 0013 Flexible Offline Message Retrieval
http://jabber.org/protocol/offline | Lists messages that came while offline and fetches or deletes them one by one.
= 0066 Out of Band Data
jabber:x:oob | Points at a file by its address on the web; clients show it as an attachment.
  x | A file on the web that belongs to the message.
  url | The address of the file.
  desc | What the file is, in words.
jabber:iq:oob | Asks another client to fetch a file from an address on the web.
= 0071 XHTML-IM
http://jabber.org/protocol/xhtml-im | A formatted version of a message, as a small part of XHTML; deprecated.
  html | The formatted version of the text.
http://www.w3.org/1999/xhtml | The formatted text itself, as XHTML.
= 0085 Chat State Notifications
http://jabber.org/protocol/chatstates | Says that someone is typing, paused, active or gone.
  active | Takes part in the conversation.
  composing | Is writing a message.
  paused | Was writing and stopped.
  inactive | Has not looked for a while.
  gone | Has ended the conversation.
= 0160 Best Practices for Handling Offline Messages
msgoffline | The server keeps messages for accounts that are offline.
= 0171 Language Translation
urn:xmpp:langtrans | Translates a message into other languages.
urn:xmpp:langtrans:items | The languages that a translator has.
= 0172 User Nickname
http://jabber.org/protocol/nick | The name by which a user likes to be shown.
  nick | The nickname.
= 0181 Jingle DTMF
urn:xmpp:jingle:dtmf:0 | The tones of a telephone's keys during a call.
= 0184 Message Delivery Receipts
urn:xmpp:receipts | Asks for a receipt when a message arrives at a device, and gives it.
  request | Asks for a receipt from the device that gets the message.
  received | The receipt: the message has arrived at a device, which does not mean that it was read.
    id | The id of the message that arrived.
= 0203 Delayed Delivery
urn:xmpp:delay | Says when a stanza was really sent that was kept on the way.
  delay | The stanza was sent earlier, and kept on the way.
    stamp | When it was sent, in UTC.
    from | Who kept it: a server, or a room.
= 0224 Attention
urn:xmpp:attention:0 | Asks for the attention of the receiver, by a sound or a shake.
  attention | The receiver should look now.
= 0249 Direct MUC Invitations
jabber:x:conference | Invites someone to a room in a message of its own, not by way of the room.
  x | An invitation to a room, straight to the person.
    jid | The address of the room.
    password | The password of the room.
    reason | Why they are invited.
= 0259 Message Mine-ing
urn:xmpp:tmp:mine:0 | One device says that it takes care of a message which several devices got.
= 0273 Stanza Interception and Filtering Technology (SIFT)
urn:xmpp:sift:2 | Tells the server which stanzas a session does not want to get.
= 0280 Message Carbons
urn:xmpp:carbons:2 | Copies of messages to the other devices of the same account, both sent and received ones.
  enable | From now on this device gets copies of what other devices of the account send and receive.
  disable | No more copies.
  sent | A copy of a message that another device of the account has sent.
  received | A copy of a message that another device of the account has received.
  private | This message must not be copied to other devices.
= 0287 Spim Markers and Reports
urn:xmpp:spim-marker:0 | Marks a message as likely spam.
urn:xmpp:spim-report:0 | Reports a message as spam.
= 0297 Stanza Forwarding
urn:xmpp:forward:0 | One stanza inside another, as carbons and archives send them.
  forwarded | A whole stanza inside another one.
= 0308 Last Message Correction
urn:xmpp:message-correct:0 | Replaces a message that was sent before.
  replace | This message replaces an earlier one.
    id | The id of the message that is replaced.
= 0313 Message Archive Management
urn:xmpp:mam:2 | Searches and fetches the messages that the server keeps for an account or a room.
  query | Asks the archive, with a filter as a form and a page of the result.
    queryid | A name for the question, which comes back with each result.
    node | The node whose archive is asked.
  result | One archived message.
    id | The id of the message in the archive: with it one pages on.
    queryid | The question that this answers.
  fin | The end of a page.
    complete | Whether this was the last page in this direction.
  prefs | What is archived for the account: always, never, or contacts only.
    default | What holds for addresses that are in no list.
  metadata | The first and the last message of the archive.
  flip-page | The page is wanted in reverse order.
= 0333 Displayed Markers
urn:xmpp:chat-markers:0 | Says up to which message a user has seen a conversation.
  markable | The sender would like to know how far the receiver has read.
  received | The message has arrived.
  displayed | Everything up to this message was shown to the user.
    id | The id of the message.
= 0334 Message Processing Hints
urn:xmpp:hints | Hints to servers about a message: do not store, do not copy, store.
  no-store | Do not keep this message.
  no-permanent-store | Do not archive this message for good.
  no-copy | Do not copy this message to other devices.
  store | Keep this message, though it has no body.
= 0335 JSON Containers
urn:xmpp:json:0 | JSON inside a stanza.
= 0354 Customizable Message Routing
urn:xmpp:cmr:0 | Rules about which device gets which messages.
= 0359 Unique and Stable Stanza IDs
urn:xmpp:sid:0 | An id that an archive or the sender gave to a message and that stays the same everywhere.
  stanza-id | The id that an archive gave to the message; only the one whose "by" is trusted counts.
    by | Who gave the id: the own account, or the room.
    id | The id, the same for all who see this message.
  origin-id | The id that the sender gave to the message.
= 0367 Message Attaching
urn:xmpp:message-attaching:1 | Attaches a message to an earlier one, such as a preview of a link.
= 0372 References
urn:xmpp:reference:0 | Points at a person, a message or a file from a place in the text.
  reference | Points at something.
    type | mention or data.
    begin | Where in the text it begins, counted in code points from 0.
    end | Where in the text it ends.
    uri | What is meant, as an address.
= 0380 Explicit Message Encryption
urn:xmpp:eme:0 | Names the encryption of a message, so that a client without it can say so.
  encryption | How the message is encrypted.
    namespace | The namespace of the encryption.
    name | Its name for people.
= 0382 Spoiler messages
urn:xmpp:spoiler:0 | The text is shown only after a click.
  spoiler | The text is hidden until the reader asks for it; the element may hold a warning.
= 0393 Message Styling
urn:xmpp:styling:0 | Plain text with *bold*, _emphasis_ and quotes is shown styled, or must not be.
  unstyled | The text must be shown as it is, without styling.
= 0394 Message Markup
urn:xmpp:markup:0 | Formatting of a text by places in it, apart from the text itself.
= 0422 Message Fastening
urn:xmpp:fasten:0 | Attaches something to an earlier message.
= 0424 Message Retraction
urn:xmpp:message-retract:1 | Takes back a message that was sent.
  retract | Takes a message back.
    id | The id of the message.
  retracted | Here was a message that was taken back.
= 0425 Moderated Message Retraction
urn:xmpp:message-moderate:1 | A moderator removes a message in a room.
  moderate | A moderator removes a message.
  moderated | A moderator has removed the message.
= 0428 Fallback Indication
urn:xmpp:fallback:0 | Marks text that is only there for clients that lack the feature.
  fallback | This text is only for clients that lack the feature.
    for | The namespace of the feature.
  body | The part of the body that is meant.
= 0431 Full Text Search in MAM
urn:xmpp:fulltext:0 | Searches the archive for words.
= 0435 Reminders
urn:xmpp:reminders:0 | Reminds the user of something at a certain time.
= 0444 Message Reactions
urn:xmpp:reactions:0 | Emoji as a reaction to a message.
  reactions | All reactions of this user to one message; they replace the ones before.
    id | The id of the message.
  reaction | One emoji.
= 0449 Stickers
urn:xmpp:stickers:0 | A sticker, or a pack of stickers.
= 0452 MUC Mention Notifications
urn:xmpp:mmn:0 | A room tells those who are mentioned while they are not there.
= 0456 Content Rating Labels
urn:xmpp:crl:0 | For which age or taste the content of a room or message is.
= 0461 Message Replies
urn:xmpp:reply:0 | Says to which message this one is the answer.
  reply | This message answers another one.
    id | The id of the message that is answered.
    to | Who wrote that message.
= 0481 Content Types in Messages
urn:xmpp:content | A message in another format than plain text, such as Markdown.
= 0490 Message Displayed Synchronization
urn:xmpp:mds:displayed:0 | Keeps the devices of a user in step about what has been read.
  displayed | How far a conversation has been read.
urn:xmpp:mds:server-assist:0 | The server keeps the devices in step about what has been read.
= 0491 WebXDC
urn:xmpp:webxdc:0 | A small application inside a chat, and its updates.
= 0492 Chat notification settings
urn:xmpp:notification-settings:0 | Which chats may notify, the same on all devices.
  notify | When this chat notifies.
  never | Never.
  always | For each message.
  on-mention | Only when the user is mentioned.
= 0511 Link Metadata
https://ogp.me/ns# | The title, picture and description of a page that a message links to.
= 0513 Explicit Mentions
urn:xmpp:mentions:0 | Names who is mentioned in a message.
= 0514 Emoji Markup
urn:xmpp:markup:emoji:0 | A picture in the place of an emoji in the text.
`;

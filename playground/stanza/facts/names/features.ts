/** Names for features: what disco#info lists and is no namespace of an element. The format is in ../table.ts. */
export const features = `
= 0045 Multi-User Chat
muc_hidden | The room cannot be found in the list of rooms.
muc_public | The room is in the list of rooms.
muc_open | Anybody may join the room.
muc_membersonly | Only members may join the room.
muc_temporary | The room ends when the last occupant leaves.
muc_persistent | The room stays when the last occupant leaves.
muc_moderated | In the room only those with voice may speak.
muc_unmoderated | In the room everybody may speak.
muc_passwordprotected | The room requires a password.
muc_unsecured | The room requires no password.
muc_nonanonymous | Everybody in the room sees real addresses.
muc_semianonymous | Only moderators of the room see real addresses.
muc_rooms | The old name of the node that lists the rooms of a user.
http://jabber.org/protocol/muc#stable_id | Messages of the room keep the id that their sender gave them.
http://jabber.org/protocol/muc#register | Occupants can register with the room.
http://jabber.org/protocol/muc#request | Visitors can ask for voice.
http://jabber.org/protocol/muc#roominfo | The form in disco#info that describes a room.
http://jabber.org/protocol/muc#roomconfig | The form with which an owner configures a room.
= 0060 Publish-Subscribe
http://jabber.org/protocol/pubsub#access-authorize | Nodes whose owner approves each subscription.
http://jabber.org/protocol/pubsub#access-open | Nodes that are open to everybody.
http://jabber.org/protocol/pubsub#access-presence | Nodes for the contacts of the owner.
http://jabber.org/protocol/pubsub#access-roster | Nodes for certain groups of contacts.
http://jabber.org/protocol/pubsub#access-whitelist | Nodes for those on a list.
http://jabber.org/protocol/pubsub#auto-create | Publishing to a node that is not there creates it.
http://jabber.org/protocol/pubsub#auto-subscribe | Contacts are subscribed by their presence, without asking.
http://jabber.org/protocol/pubsub#collections | Nodes can be put into collections.
http://jabber.org/protocol/pubsub#config-node | Owners can configure their nodes.
http://jabber.org/protocol/pubsub#config-node-max | A node can ask for as many items as the service allows (max_items=max).
http://jabber.org/protocol/pubsub#create-and-configure | A node can be created and configured in one step.
http://jabber.org/protocol/pubsub#create-nodes | Nodes can be created.
http://jabber.org/protocol/pubsub#delete-any | Any publisher can delete any item.
http://jabber.org/protocol/pubsub#delete-items | Publishers can delete items.
http://jabber.org/protocol/pubsub#delete-nodes | Nodes can be deleted.
http://jabber.org/protocol/pubsub#filtered-notifications | News goes only to devices that ask for it with +notify.
http://jabber.org/protocol/pubsub#get-pending | Owners can list the subscriptions that wait for approval.
http://jabber.org/protocol/pubsub#instant-nodes | The service can make up the name of a new node.
http://jabber.org/protocol/pubsub#item-ids | Items can have an id that the publisher chooses.
http://jabber.org/protocol/pubsub#last-published | Subscribers get the last item when they subscribe or come online.
http://jabber.org/protocol/pubsub#leased-subscription | Subscriptions can end at a certain time.
http://jabber.org/protocol/pubsub#manage-subscriptions | Owners can change subscriptions.
http://jabber.org/protocol/pubsub#member-affiliation | There are members, for nodes with a list.
http://jabber.org/protocol/pubsub#meta-data | disco#info about a node tells its title, owner and more.
http://jabber.org/protocol/pubsub#modify-affiliations | Owners can change who may do what.
http://jabber.org/protocol/pubsub#multi-collection | A node can be in several collections.
http://jabber.org/protocol/pubsub#multi-items | A node can hold several items.
http://jabber.org/protocol/pubsub#multi-subscribe | One address can have several subscriptions to a node.
http://jabber.org/protocol/pubsub#outcast-affiliation | Addresses can be shut out.
http://jabber.org/protocol/pubsub#persistent-items | Nodes keep their items.
http://jabber.org/protocol/pubsub#presence-notifications | News can depend on whether the subscriber is online.
http://jabber.org/protocol/pubsub#presence-subscribe | Contacts are subscribed by their presence, without asking.
http://jabber.org/protocol/pubsub#publish | Items can be published.
http://jabber.org/protocol/pubsub#publish-options | A publisher can demand how the node must be configured.
http://jabber.org/protocol/pubsub#publish-only-affiliation | There are publishers who may not read.
http://jabber.org/protocol/pubsub#publisher-affiliation | There are publishers besides the owner.
http://jabber.org/protocol/pubsub#purge-nodes | Owners can remove all items at once.
http://jabber.org/protocol/pubsub#retract-items | Publishers can take items back.
http://jabber.org/protocol/pubsub#retrieve-affiliations | One can ask what one is to which nodes.
http://jabber.org/protocol/pubsub#retrieve-default | One can ask how a new node would be configured.
http://jabber.org/protocol/pubsub#retrieve-default-sub | One can ask which options a new subscription would have.
http://jabber.org/protocol/pubsub#retrieve-items | Items can be fetched.
http://jabber.org/protocol/pubsub#retrieve-subscriptions | One can ask for the own subscriptions.
http://jabber.org/protocol/pubsub#rsm | Long lists come page by page.
http://jabber.org/protocol/pubsub#shim | News carries headers.
http://jabber.org/protocol/pubsub#subscribe | One can subscribe to nodes.
http://jabber.org/protocol/pubsub#subscription-notifications | Owners are told of new subscriptions.
http://jabber.org/protocol/pubsub#subscription-options | Subscriptions can have options.
http://jabber.org/protocol/pubsub#node_config | The form with which an owner configures a node.
http://jabber.org/protocol/pubsub#subscribe_options | The form with the options of a subscription.
http://jabber.org/protocol/pubsub#subscribe_authorization | The form with which an owner approves a subscription.
= 0079 Advanced Message Processing
http://jabber.org/protocol/amp?action=alert | Rules about a message can end in an alert to the sender.
http://jabber.org/protocol/amp?action=drop | Rules about a message can end in dropping it.
http://jabber.org/protocol/amp?action=error | Rules about a message can end in an error to the sender.
http://jabber.org/protocol/amp?action=notify | Rules about a message can end in a notice to the sender.
http://jabber.org/protocol/amp?condition=deliver | Rules can depend on how the message would be delivered.
http://jabber.org/protocol/amp?condition=expire-at | Rules can depend on the time.
http://jabber.org/protocol/amp?condition=match-resource | Rules can depend on the device that gets the message.
http://jabber.org/features/amp | The server follows rules about messages.
http://jabber.org/protocol/amp | Tells the server what to do with a message under conditions, such as dropping it when the receiver is offline.
= 0106 JID Escaping
jid\\20escaping | The service understands addresses in which forbidden characters are escaped, such as \\20 for a space.
= 0136 Message Archiving
urn:xmpp:archive:auto | The server archives by itself, in the way before Message Archive Management.
urn:xmpp:archive:manage | The archive can be listed and deleted, in the way before Message Archive Management.
urn:xmpp:archive:manual | Clients can store messages in the archive, in the way before Message Archive Management.
urn:xmpp:archive:pref | The user can say what is archived, in the way before Message Archive Management.
= 0273 Stanza Interception and Filtering Technology (SIFT)
urn:xmpp:sift:stanzas:iq | The server can hold back iq stanzas from a session.
urn:xmpp:sift:stanzas:message | The server can hold back messages from a session.
urn:xmpp:sift:stanzas:presence | The server can hold back presence from a session.
urn:xmpp:sift:stanzas:sub | The server can hold back requests of contacts from a session.
urn:xmpp:sift:recipients:all | The server looks at all stanzas to the account when it holds some back.
urn:xmpp:sift:senders:all | The server can hold back stanzas of anybody.
urn:xmpp:sift:senders:others | The server can hold back stanzas of people who are not contacts.
= 0280 Message Carbons
urn:xmpp:carbons:rules:0 | The server copies messages by the rules that the specification recommends.
= 0300 Use of Cryptographic Hash Functions in XMPP
urn:xmpp:hash-function-text-names:sha-256 | Hashes of SHA-256 are understood.
urn:xmpp:hash-function-text-names:sha3-256 | Hashes of SHA3-256 are understood.
= 0313 Message Archive Management
urn:xmpp:mam:2#extended | The archive can also be searched by message id, and pages flipped.
urn:xmpp:mam:2#groupchat-field | The search can include or leave out what was said in rooms.
= 0354 Customizable Message Routing
urn:xmpp:cmr:hints:0 | Messages can say which devices they are for.
= 0398 User Avatar to vCard-Based Avatars Conversion
urn:xmpp:pep-vcard-conversion:0 | The server keeps both kinds of avatar the same.
= 0402 PEP Native Bookmarks
urn:xmpp:bookmarks:1#compat | The server keeps the old bookmarks in step with the new ones.
urn:xmpp:bookmarks:1#compat-pep | The server keeps bookmarks in the old node in step with the new ones.
= 0405 Mediated Information eXchange (MIX): Participant Server Requirements
urn:xmpp:mix:pam:2#archive | The own server archives what is said in channels.
= 0410 MUC Self-Ping (Schrödinger's Chat)
http://jabber.org/protocol/muc#self-ping-optimization | The room answers a ping that an occupant sends to itself.
= 0483 HTTP Online Meetings
urn:xmpp:http:online-meetings:initiate:0 | The service can start meetings on the web.
urn:xmpp:http:online-meetings:invite:0 | The client understands invitations to meetings on the web.
= 0516 XMPP Decentralized ID (XID)
urn:xmpp:xid:server-mapping:0 | The server knows which address belongs to which key.
= 0517 Jingle Synchronized Real-Time Text
urn:xmpp:jingle:apps:rtt-sync:rtp-t140:0 | Text while it is written goes along with the sound, as RTP.
urn:xmpp:jingle:apps:rtt-sync:dc-t140:0 | Text while it is written goes through a data channel.
`;

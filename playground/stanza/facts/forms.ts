/** Forms by their FORM_TYPE (XEP-0068), with their fields. The format is in ./table.ts. */
export const forms = `
= 0045 Multi-User Chat
http://jabber.org/protocol/muc#roomconfig | The configuration of a room.
  muc#maxhistoryfetch | How many earlier messages a newcomer gets at most.
  muc#roomconfig_allowpm | Who may write to single occupants.
  muc#roomconfig_allowinvites | Whether occupants may invite others.
  muc#roomconfig_changesubject | Whether occupants may change the subject.
  muc#roomconfig_enablelogging | Whether what is said is logged for others to read.
  muc#roomconfig_getmemberlist | Who may fetch the list of members.
  muc#roomconfig_lang | The language of the room.
  muc#roomconfig_pubsub | A publish-subscribe node that belongs to the room.
  muc#roomconfig_maxusers | How many occupants there may be.
  muc#roomconfig_membersonly | Whether only members may join.
  muc#roomconfig_moderatedroom | Whether only those with voice may speak.
  muc#roomconfig_passwordprotectedroom | Whether a password is required.
  muc#roomconfig_persistentroom | Whether the room stays when the last occupant leaves.
  muc#roomconfig_presencebroadcast | The presence of which roles is shown.
  muc#roomconfig_publicroom | Whether the room is in the list of rooms.
  muc#roomconfig_roomadmins | The admins.
  muc#roomconfig_roomdesc | What the room is for.
  muc#roomconfig_roomname | The name of the room for people.
  muc#roomconfig_roomowners | The owners.
  muc#roomconfig_roomsecret | The password.
  muc#roomconfig_whois | Who sees real addresses: moderators or anyone.
  muc#roomconfig_defaultparticipationstatus | Whether newcomers have voice in a moderated room.
  muc#roomconfig_slow_mode_duration | How many seconds an occupant waits between two messages.
http://jabber.org/protocol/muc#roominfo | What a room tells about itself in disco#info.
  muc#maxhistoryfetch | How many earlier messages a newcomer gets at most.
  muc#roominfo_contactjid | Whom to write to about the room.
  muc#roominfo_description | What the room is for.
  muc#roominfo_lang | The language of the room.
  muc#roominfo_ldapgroup | The group of a directory that decides who may join.
  muc#roominfo_logs | Where the log can be read.
  muc#roominfo_occupants | How many occupants there are.
  muc#roominfo_subject | The subject.
  muc#roominfo_subjectmod | Whether occupants may change the subject.
  muc#roominfo_avatarhash | The hash of the room's picture.
  muc#roominfo_slow_mode_duration | How many seconds an occupant waits between two messages.
http://jabber.org/protocol/muc#register | Registers a nickname with a room.
  muc#register_allow | Whether the registration is approved.
  muc#register_email | The mail address.
  muc#register_faqentry | A text for the questions and answers.
  muc#register_first | The first name.
  muc#register_last | The last name.
  muc#register_roomnick | The nickname.
  muc#register_url | A page on the web.
http://jabber.org/protocol/muc#request | Asks for voice in a moderated room.
  muc#role | The role that is asked for.
  muc#jid | Who asks.
  muc#roomnick | The nickname of who asks.
  muc#request_allow | Whether a moderator grants it.
= 0060 Publish-Subscribe
http://jabber.org/protocol/pubsub#node_config | The configuration of a node.
  pubsub#access_model | Who may subscribe and read: open, presence, roster, authorize or whitelist.
  pubsub#body_xslt | A style sheet that makes a text of the payload.
  pubsub#contact | Whom to write to about the node.
  pubsub#dataform_xslt | A style sheet that makes a form of the payload.
  pubsub#deliver_notifications | Whether subscribers are told of news.
  pubsub#deliver_payloads | Whether the news holds the data.
  pubsub#description | What the node is for.
  pubsub#item_expire | After how many seconds items are removed.
  pubsub#itemreply | Whether answers go to the owner or the publisher.
  pubsub#language | The language of the node.
  pubsub#max_items | How many items are kept.
  pubsub#max_payload_size | How large an item may be, in bytes.
  pubsub#node_type | leaf for a node with items, collection for a node with nodes.
  pubsub#notification_type | The type of the messages with news.
  pubsub#notify_config | Whether subscribers are told when the configuration changes.
  pubsub#notify_delete | Whether subscribers are told when the node is deleted.
  pubsub#notify_retract | Whether subscribers are told when items are removed.
  pubsub#notify_sub | Whether owners are told of new subscribers.
  pubsub#persist_items | Whether items are kept.
  pubsub#presence_based_delivery | Whether only those who are online get news.
  pubsub#publish_model | Who may publish: publishers, subscribers or open.
  pubsub#publish_node_full | What happens when the node is full.
  pubsub#purge_offline | Whether items are removed when the publisher goes offline.
  pubsub#roster_groups_allowed | Which groups of contacts may subscribe.
  pubsub#send_last_published_item | When the last item is sent to a subscriber: never, on_sub, on_sub_and_presence.
  pubsub#tempsub | Whether subscriptions end when the subscriber goes offline.
  pubsub#subscribe | Whether one can subscribe.
  pubsub#title | The name of the node for people.
  pubsub#type | The namespace of the payload.
  pubsub#collection | The collection that the node is in.
  pubsub#children | The nodes in the collection.
  pubsub#children_association_policy | Who may put nodes into the collection.
  pubsub#children_association_whitelist | The addresses that may put nodes into the collection.
  pubsub#children_max | How many nodes the collection may hold.
http://jabber.org/protocol/pubsub#publish-options | What the node must be like for an item to be published.
  pubsub#access_model | Who may read the node, or nothing is published.
  pubsub#persist_items | Whether the node keeps items, or nothing is published.
  pubsub#max_items | How many items the node keeps, or nothing is published.
  pubsub#send_last_published_item | When the last item is sent, or nothing is published.
http://jabber.org/protocol/pubsub#subscribe_authorization | The approval of a subscription by an owner.
  pubsub#allow | Whether the subscription is approved.
  pubsub#node | The node.
  pubsub#subscriber_jid | Who wants to subscribe.
  pubsub#subid | The name of the subscription.
http://jabber.org/protocol/pubsub#subscribe_options | The options of a subscription.
  pubsub#deliver | Whether news is wanted.
  pubsub#digest | Whether news is wanted in bundles.
  pubsub#digest_frequency | How many milliseconds lie between two bundles.
  pubsub#expire | When the subscription ends.
  pubsub#include_body | Whether the message should have a body.
  pubsub#show-values | For which presence news is wanted.
  pubsub#subscription_type | Whether news is about items or nodes.
  pubsub#subscription_depth | How deep in a collection news is wanted.
http://jabber.org/protocol/pubsub#meta-data | What disco#info tells about a node.
  pubsub#contact | Whom to write to about the node.
  pubsub#creation_date | When the node was created.
  pubsub#creator | Who created the node.
  pubsub#description | What the node is for.
  pubsub#language | The language of the node.
  pubsub#access_model | Who may subscribe and read.
  pubsub#publish_model | Who may publish.
  pubsub#num_subscribers | How many subscribers there are.
  pubsub#owner | The owners.
  pubsub#publisher | The publishers.
  pubsub#title | The name of the node for people.
  pubsub#type | The namespace of the payload.
  pubsub#max_items | How many items are kept.
= 0013 Flexible Offline Message Retrieval
http://jabber.org/protocol/offline | What came while the account was offline.
  number_of_messages | How many messages wait.
= 0055 Jabber Search
jabber:iq:search | The search in a directory of users.
  first | The first name.
  last | The last name.
  nick | The nickname.
  email | The mail address.
= 0077 In-Band Registration
jabber:iq:register | The registration of an account.
  username | The name of the account, without its domain.
  nick | The nickname.
  password | The password.
  name | The full name.
  first | The first name.
  last | The last name.
  email | The mail address.
  address | The street and number.
  city | The town.
  state | The state or region.
  zip | The postal code.
  phone | The telephone number.
  url | A page on the web.
  date | A date.
  misc | Anything else.
  text | Some text.
  key | A key, from very old servers.
jabber:iq:register:cancel | The removal of an account.
  password | The password.
  username | The name of the account.
jabber:iq:register:changepassword | The change of a password.
  old_password | The password up to now.
  password | The new password.
  username | The name of the account.
= 0133 Service Administration
http://jabber.org/protocol/admin | A command of the administration.
  accountjid | The account.
  accountjids | The accounts.
  activeuserjids | Who is active.
  activeusersnum | How many are active.
  adminjids | The administrators.
  announcement | The text for all.
  blacklistjids | The blocked addresses.
  delay | After how many seconds it happens.
  disableduserjids | The disabled accounts.
  disabledusersnum | How many accounts are disabled.
  email | The mail address.
  given_name | The first name.
  idleusersnum | How many are idle.
  ipaddresses | From which addresses the account is connected.
  lastlogin | When the account signed in last.
  loginsperminute | How many sign in in a minute.
  max_items | How many results are wanted.
  motd | The message of the day.
  onlineresources | The devices that are online.
  onlineuserjids | Who is online.
  onlineusersnum | How many are online.
  password | The password.
  password-verify | The password again.
  registereduserjids | The accounts.
  registeredusersnum | How many accounts there are.
  rostersize | How many contacts the account has.
  stanzaspersecond | How many stanzas pass in a second.
  surname | The last name.
  welcome | The text for new accounts.
  whitelistjids | The allowed addresses.
  peerjid | The other server.
= 0157 Contact Addresses for XMPP Services
http://jabber.org/network/serverinfo | Whom to write to about a server.
  abuse-addresses | About abuse.
  admin-addresses | The administrators.
  feedback-addresses | About the service itself.
  sales-addresses | About buying something.
  security-addresses | About security.
  status-addresses | Where the state of the service can be read.
  support-addresses | Who helps.
  serverinfo-pubsub-node | The node that tells with which servers this one is connected.
  external-status-addresses | Where to read about an outage, outside of the server.
= 0158 CAPTCHA Forms
urn:xmpp:captcha | A test to tell people from spam robots.
  answers | How many questions have to be answered.
  challenge | The id of the stanza that is tested.
  from | To whom that stanza went.
  sid | The id of the stanza that is tested.
  ocr | The text in the picture.
  qa | The answer to the question.
  SHA-256 | A text whose hash has a given beginning.
  audio_recog | What can be heard.
  picture_q | The answer to the question about the picture.
  picture_recog | What can be seen.
  speech_q | The answer to the spoken question.
  speech_recog | What is said.
  video_q | The answer to the question in the film.
  video_recog | What the film shows.
= 0232 Software Information
urn:xmpp:dataforms:softwareinfo | Which software runs there.
  icon | Its picture.
  os | The operating system.
  os_version | The version of the operating system.
  software | The name of the software.
  software_version | The version of the software.
= 0313 Message Archive Management
urn:xmpp:mam:2 | Which messages of the archive are wanted.
  with | Only messages from or to this address.
  start | Only messages since this time, in UTC.
  end | Only messages until this time, in UTC.
  before-id | Only messages before this one.
  after-id | Only messages after this one.
  ids | Only these messages.
  include-groupchat | Whether messages of rooms are wanted too.
= 0317 Hats
urn:xmpp:hats:commands | A title in a room.
  hats#jid | Who wears it.
  hats#title | What it says.
  hats#uri | Its name for programs.
  hats#hue | Its colour.
= 0357 Push Notifications
urn:xmpp:push:summary | What a push tells.
  message-count | How many messages wait.
  pending-subscription-count | How many want to be contacts.
  last-message-sender | Who wrote last.
  last-message-body | What was written last.
= 0363 HTTP File Upload
urn:xmpp:http:upload:0 | What the upload service accepts, in its disco#info.
  max-file-size | The largest file in bytes.
= 0401 Ad-hoc Account Invitation Generation
urn:xmpp:invite#invitation | An invitation that was made.
  uri | The invitation as an XMPP address.
  landing-url | The invitation as a page on the web.
  expiry | Until when it is valid.
= 0455 Service Outage Status
urn:xmpp:sos:0 | The state of a server during an outage.
  external-status-addresses | Where to read about it.
`;

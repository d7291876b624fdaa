/** Names for rooms and channels, and what belongs to them. The format is in ../table.ts. */
export const rooms = `
= 0033 Extended Stanza Addressing
http://jabber.org/protocol/address | Sends one stanza to many addresses, with to, cc and bcc.
  addresses | All who get this stanza.
  address | One address that gets the stanza.
    type | to, cc, bcc, or the address for answers.
    jid | The address.
= 0045 Multi-User Chat
http://jabber.org/protocol/muc | Marks a presence that joins a room, with a password or how much history is wanted.
  x | The wish to join: without it, some rooms take the presence for that of somebody who is there already.
  password | The password of the room.
  history | How much of the earlier conversation should be sent.
    maxstanzas | At most so many messages.
    maxchars | At most so many characters in all.
    seconds | Only messages of the last seconds.
    since | Only messages since this time, in UTC.
http://jabber.org/protocol/muc#user | Tells about an occupant: affiliation, role, real address, and status codes; also carries invitations.
  x | What the room tells about an occupant, or an invitation.
  item | Role and affiliation of an occupant.
    affiliation | The lasting standing in the room.
    affiliation=owner | Owns the room: may configure and destroy it.
    affiliation=admin | May ban, and make members and moderators.
    affiliation=member | Is on the list of members.
    affiliation=none | No standing of its own.
    affiliation=outcast | Is banned.
    role | What the occupant may do during this visit.
    role=moderator | May kick, and give and take voice.
    role=participant | May speak.
    role=visitor | May listen only, if the room is moderated.
    role=none | Is not in the room any longer.
    jid | The real address of the occupant, for those who may see it.
    nick | The nickname, or the new one when it changes.
  status | What this stanza says beyond its content, as a number.
    code | The number.
  actor | Who did it.
    nick | The nickname of who did it.
  reason | Why, in words.
  invite | An invitation by way of the room.
    to | Who is invited.
    from | Who invites.
  decline | The invitation is declined.
  destroy | The room is gone.
    jid | The room to go to instead.
  password | The password that the invited person needs.
  continue | The room continues a conversation of two.
http://jabber.org/protocol/muc#admin | Changes roles and affiliations in a room: kick, ban, voice, membership.
  query | Lists or changes of roles and affiliations.
  item | One occupant or address.
    affiliation | The affiliation to give, or the list that is asked for.
    role | The role to give, or the list that is asked for. The role none kicks.
    jid | The address, for affiliations.
    nick | The nickname, for roles.
  reason | Why, in words.
http://jabber.org/protocol/muc#owner | Reads and changes the configuration of a room, or destroys it.
  query | The configuration of the room, or its end.
  destroy | Destroys the room.
    jid | The room to go to instead.
http://jabber.org/protocol/muc#unique | Asks the service for a room name that nobody uses.
http://jabber.org/protocol/muc#rooms | In which rooms a user is, as a node of disco#items.
http://jabber.org/protocol/muc#traffic | Which namespaces a room lets through, as a node of disco#info.
= 0048 Bookmarks
storage:bookmarks | The rooms that a user keeps, in one list; replaced by bookmarks in single items.
  storage | All bookmarks in one.
  conference | One room.
    jid | The address of the room.
    name | How the room is called for this user.
    autojoin | Whether devices join the room by themselves.
  nick | The nickname in the room.
= 0272 Multiparty Jingle (Muji)
urn:xmpp:jingle:muji:0 | Calls of several people, arranged in a room.
= 0281 DMUC1: Distributed Multi-User Chat
urn:xmpp:dmuc:0 | A room that is spread over servers (first attempt).
= 0282 DMUC2: Distributed MUC
urn:xmpp:tmp:dmuc:0 | A room that is spread over servers (second attempt).
= 0289 Federated MUC for Constrained Environments
http://isode.com/protocol/fmuc | Rooms on several servers that follow each other, for bad connections.
= 0306 Extensible Status Conditions for Multi-User Chat
urn:xmpp:muc:conditions:1 | Names beside the status codes of a room.
= 0311 MUC Fast Reconnect
urn:xmpp:presence-session:0 | Comes back into rooms without all presences being sent again.
= 0316 MUC Eventing Protocol
urn:ietf:params:xml:ns:conference-info | The state of a conference, in the format of RFC 4575.
= 0317 Hats
urn:xmpp:hats:0 | Titles that occupants of a room wear, such as host or speaker.
urn:xmpp:hats:commands | Commands that create, give and take titles in a room.
urn:xmpp:hats:commands:create | The command that creates a title.
urn:xmpp:hats:commands:destroy | The command that removes a title.
urn:xmpp:hats:commands:assign | The command that gives a title to an occupant.
urn:xmpp:hats:commands:unassign | The command that takes a title from an occupant.
urn:xmpp:hats:commands:list | The command that lists the titles.
urn:xmpp:hats:commands:list-assigned | The command that lists who wears which title.
= 0369 Mediated Information eXchange (MIX)
urn:xmpp:mix:core:1 | Group chat on top of publish-subscribe, a possible successor of rooms.
  join | Joins a channel.
  leave | Leaves a channel.
  subscribe | The node of the channel that is wanted.
urn:xmpp:mix:nodes:messages | The node with what was said in the channel.
urn:xmpp:mix:nodes:participants | The node with the participants of the channel.
urn:xmpp:mix:nodes:info | The node with name and description of the channel.
urn:xmpp:mix:nodes:config | The node with the configuration of the channel.
urn:xmpp:mix:nodes:presence | The node with the presence of participants.
= 0402 PEP Native Bookmarks
urn:xmpp:bookmarks:1 | The rooms that a user keeps, one item for each.
  conference | One room.
    name | How the room is called for this user.
    autojoin | Whether devices join the room by themselves.
  nick | The nickname in the room.
  password | The password of the room.
  extensions | What clients keep with the bookmark.
= 0403 Mediated Information eXchange (MIX): Presence Support
urn:xmpp:mix:presence:0 | Presence in a channel.
= 0404 Mediated Information eXchange (MIX): JID Hidden Channels
urn:xmpp:mix:anon:0 | Channels that hide the addresses of participants.
urn:xmpp:mix:nodes:jidmap | The node that maps hidden participants to addresses.
= 0405 Mediated Information eXchange (MIX): Participant Server Requirements
urn:xmpp:mix:pam:2 | The own server joins channels for all devices.
urn:xmpp:mix:roster:0 | Marks the channels in a contact list.
= 0406 Mediated Information eXchange (MIX): MIX Administration
urn:xmpp:mix:admin:0 | Manages a channel.
urn:xmpp:mix:nodes:allowed | The node with those who may join the channel.
urn:xmpp:mix:nodes:banned | The node with those who are banned from the channel.
= 0407 Mediated Information eXchange (MIX): Miscellaneous Capabilities
urn:xmpp:mix:misc:0 | Nicknames, invitations and more in channels.
= 0408 Mediated Information eXchange (MIX): Co-existence with MUC
urn:xmpp:mix:muc:0 | A channel that has a room as its mirror.
= 0411 Bookmarks Conversion
urn:xmpp:bookmarks-conversion:0 | The server keeps both kinds of bookmarks the same.
= 0413 Order-By
urn:xmpp:order-by:1 | Asks for a result in another order.
  order | The order in which results are wanted.
    field | By which field.
= 0421 Occupant identifiers for semi-anonymous MUCs
urn:xmpp:occupant-id:0 | An id that a room gives to an occupant and that stays the same when the nickname changes.
  occupant-id | The occupant, by an id that stays the same when the nickname changes.
    id | The id.
= 0433 Extended Channel Search
urn:xmpp:channel-search:0:search | Searches public rooms and channels.
urn:xmpp:channel-search:0:search-params | How public rooms and channels are searched.
urn:xmpp:channel-search:0:error | Why the search for rooms failed.
= 0436 MUC presence versioning
urn:xmpp:muc-presence-versioning:0 | A room sends only the presences that changed since a version.
= 0437 Room Activity Indicators
urn:xmpp:rai:0 | A room tells that something was said, to those who are not in it.
= 0455 Service Outage Status
urn:xmpp:sos:0 | Where to read about an outage of the server.
= 0463 MUC Affiliations Versioning
urn:xmpp:muc:affiliations | Fetches only the changes in the lists of members, admins and bans.
= 0483 HTTP Online Meetings
urn:xmpp:http:online-meetings:0 | Asks for the address of a meeting on the web.
urn:xmpp:http:online-meetings#jitsi | The service can start meetings of Jitsi.
urn:xmpp:http:online-meetings#galene | The service can start meetings of Galene.
= 0503 Server-side spaces
urn:xmpp:spaces:0 | Groups rooms and nodes in a space, kept at the server.
urn:xmpp:bookmarks-pinning:0 | Marks a bookmark as pinned.
= 0508 Forums
urn:xmpp:forums:0 | A forum with subjects and answers, made of publish-subscribe nodes.
`;

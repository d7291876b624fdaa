/** Names for publish-subscribe and what is published with it. The format is in ../table.ts. */
export const pubsub = `
= 0060 Publish-Subscribe
http://jabber.org/protocol/pubsub | Publishes items to nodes, subscribes to nodes and reads items.
  pubsub | One request to publish-subscribe, or its answer.
  publish | Puts items on a node.
    node | The name of the node.
  publish-options | What the node must be like, or nothing is published.
  items | The items of a node that are wanted or given.
    node | The name of the node.
    max_items | At most so many of the newest.
  item | One piece of data on a node.
    id | The name of the item; publishing with the same id replaces it.
    publisher | Who published it.
  retract | Removes items from a node.
    notify | Whether subscribers are told.
  create | Makes a node.
    node | The name of the node.
  configure | The options of the node that is made.
  subscribe | Subscribes an address to a node.
    jid | The address that is subscribed.
    node | The name of the node.
  unsubscribe | Ends a subscription.
    jid | The address whose subscription ends.
    subid | Which of several subscriptions.
  subscription | A subscription and its state.
    subscription | none, pending, unconfigured or subscribed.
    subid | The name of the subscription, where an address can have several.
  subscriptions | All subscriptions of the sender.
  options | The options of a subscription.
  affiliations | What the sender is to the nodes.
  affiliation | What the sender is to one node.
    affiliation | owner, publisher, publish-only, member, none or outcast.
  default | The options that a new node would have.
http://jabber.org/protocol/pubsub#event | Tells a subscriber that items were published or removed.
  event | News of a node.
  items | What was published, or retracted.
    node | The name of the node.
  item | An item that was published.
    id | The name of the item.
  retract | An item that was removed.
  delete | The node is gone.
  purge | All items of the node are gone.
  configuration | The options of the node have changed.
  collection | A node was put into a collection, or taken out.
  subscription | A subscription has changed.
http://jabber.org/protocol/pubsub#owner | Manages a node that one owns: configuration, affiliations, subscribers, deletion.
  pubsub | A request of the owner of a node, or its answer.
  configure | The options of the node.
    node | The name of the node.
  delete | Deletes the node.
  purge | Removes all items.
  subscriptions | All subscriptions to the node.
  affiliations | All affiliations with the node.
  default | The options that a new node would have.
http://jabber.org/protocol/pubsub#errors | Names the exact reason why a request to publish-subscribe failed.
= 0080 User Location
http://jabber.org/protocol/geoloc | Where a user is.
  geoloc | The place; empty when it is no longer told.
  lat | Degrees north.
  lon | Degrees east.
  accuracy | How exact it is, in metres.
= 0084 User Avatar
urn:xmpp:avatar:metadata | Which picture a user has: its hash, size and type.
  metadata | The pictures of the user; empty when there is none any longer.
  info | One picture.
    id | The SHA-1 of the picture, which is also the name of its item.
    type | Its media type.
    bytes | Its size in bytes.
    width | Its width in pixels.
    height | Its height in pixels.
urn:xmpp:avatar:data | The picture of a user, in base64, as an item that is fetched when needed.
  data | The picture in base64.
= 0107 User Mood
http://jabber.org/protocol/mood | How a user feels.
  mood | How the user feels: one element names it.
= 0108 User Activity
http://jabber.org/protocol/activity | What a user is doing.
= 0109 Out-of-Office Messages
urn:xmpp:ooo:0 | Until when a user is away, and who stands in.
= 0112 User Physical Location
http://jabber.org/protocol/physloc | Where a user is, in an old form.
= 0118 User Tune
http://jabber.org/protocol/tune | What music a user listens to.
  tune | The piece; empty when the music has stopped.
  title | The title of the piece.
  artist | Who plays.
= 0152 Reachability Addresses
urn:xmpp:reach:0 | Other ways to reach a user, such as a telephone number.
= 0154 User Profile
urn:xmpp:tmp:profile | The profile of a user as a form; never in wide use.
= 0163 Personal Eventing Protocol
http://jabber.org/protocol/pubsub#pep | Publish-subscribe at each account: personal eventing.
= 0173 Pubsub Subscription Storage
storage:pubsubs | The nodes that a user is subscribed to.
= 0194 User Chatting
urn:xmpp:chatting:0 | In which rooms a user is.
= 0195 User Browsing
urn:xmpp:browsing:0 | Which page a user looks at.
= 0196 User Gaming
urn:xmpp:gaming:0 | Which game a user plays.
= 0197 User Viewing
urn:xmpp:viewing:0 | What a user watches.
= 0222 Persistent Storage of Public Data via PubSub
urn:xmpp:tmp:pubkey | The public key of a user, in an early form.
= 0253 PubSub Chaining
http://jabber.org/protocol/pubsub#chaining | One node passes on what another one publishes.
= 0254 PubSub Queueing
urn:xmpp:pubsub:queueing:0 | A node hands each item to one of several workers.
urn:xmpp:queueing:0 | A worker takes or gives back an item of a queue.
= 0255 Location Query
urn:xmpp:locationquery:0 | Asks a service where one is, from the radio cells and networks around.
= 0277 Microblogging over XMPP
urn:xmpp:microblog:0 | The node with the posts of a user.
urn:xmpp:microblog:0:comments/ | The node with the comments on a post.
= 0303 Commenting
http://activitystrea.ms/spec/1.0/ | What somebody did, in the format of Activity Streams.
= 0310 Presence State Annotations
urn:xmpp:psa | Remarks on the presence of a contact, such as: server not reachable.
= 0312 PubSub Since
urn:xmpp:ago:0 | Asks only for items of the last seconds or hours.
= 0319 Last User Interaction in Presence
urn:xmpp:idle:1 | Since when a user has not touched a device, as a part of presence.
  idle | The user has not touched the device for a while.
    since | Since when, in UTC.
= 0330 Pubsub Subscription
urn:xmpp:pubsub:subscription:0 | The nodes that a user follows, for others to see.
urn:xmpp:pubsub:subscription | The node that lists what a user follows.
= 0395 Atomically Compare-And-Publish PubSub Items
urn:xmpp:pubsub:cap:0 | Publishes only if nobody else has published in between.
= 0460 Pubsub Caching Hints
urn:xmpp:pubsub-caching:0 | Says how long items may be kept by clients.
= 0462 PubSub Type Filtering
urn:xmpp:pubsub-filter:0 | Lists only the nodes of a certain type.
= 0465 Pubsub Public Subscriptions
urn:xmpp:pps:0 | Makes the subscriptions of a user public.
urn:xmpp:pps:subscriptions:0 | The node with what a user follows.
urn:xmpp:pps:subscribers:0 | The node with who follows a node.
= 0470 Pubsub Attachments
urn:xmpp:pubsub-attachments:1 | Attaches something to an item of a node, such as a mark or a reaction.
urn:xmpp:pubsub-attachments:summary:1 | Sums up what is attached to the items of a node.
= 0471 Calendar Events
urn:xmpp:calendar-events:0 | An event in a calendar, with place, time and guests.
urn:xmpp:calendar-events:rsvp:0 | The answer to an invitation.
urn:xmpp:calendar-events:extra:0 | More fields of an event.
urn:xmpp:calendar-events:invitees:0 | The node with who is invited.
= 0472 Pubsub Social Feed
urn:xmpp:pubsub-social-feed:1 | A node that holds posts.
urn:xmpp:pubsub-social-feed:gallery:1 | A node that holds pictures.
= 0475 Pubsub Signing
urn:xmpp:pubsub-signing:0 | Signs an item, so that its author is known wherever it is.
= 0485 PubSub Server Information
urn:xmpp:serverinfo:0 | A server publishes which servers it is connected with.
= 0496 Pubsub Node Relationships
urn:xmpp:pubsub-relationships:0 | Says to which node or item another node belongs.
= 0497 Pubsub Extended Subscriptions
urn:xmpp:pubsub-ext-sub:0 | Subscribes to a node and all that belongs to it.
= 0498 Pubsub File Sharing
urn:xmpp:pubsub-file-sharing:0 | Shares files in folders, as nodes.
= 0499 Pubsub Extended Discovery
urn:xmpp:pubsub-ext-disco:0 | Lists nodes and items with filters, and their relations.
urn:xmpp:pubsub-ext-disco | Lists nodes and items with filters, and their relations.
= 0501 Pubsub Stories
urn:xmpp:pubsub-social-feed:stories:0 | Posts that vanish after a while.
`;

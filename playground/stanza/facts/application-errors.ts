/**
 * Conditions that extensions add to an error beside the general one of RFC 6120: they name the exact reason, so they come first.
 * The version at the end of a namespace is left out.
 */
import type { Explanation } from './explanation.ts';

export interface ApplicationErrors {
  readonly namespace: string;
  /** `RFC 6120`, or the number of a XEP. */
  readonly document: string;
  readonly title: string;
  readonly conditions: readonly (Explanation & { readonly section?: string })[];
}

type Row = readonly [name: string, section: string, summary: string, why: string, whatToTry: string];

const errors = (namespace: string, document: string, title: string, rows: readonly Row[]): ApplicationErrors => ({
  namespace,
  document,
  title,
  conditions: rows.map(([name, section, summary, why, whatToTry]) => ({
    name,
    summary,
    why,
    whatToTry,
    ...(section !== '' && { section }),
  })),
});

const pubsub = errors('http://jabber.org/protocol/pubsub#errors', '0060', 'Publish-Subscribe', [
  [
    'closed-node',
    '6.1.3.4',
    'Only those on the list of the node may do this.',
    'The access model of the node is whitelist, and this address is not on it.',
    'Ask the owner of the node to add the address as a member (affiliations of pubsub#owner).',
  ],
  [
    'configuration-required',
    '6.1.5',
    'The subscription must be configured before it counts.',
    'The node wants options with the subscription.',
    'Fetch the form with <options/>, fill it in, and send it with the subscription.',
  ],
  [
    'invalid-jid',
    '6.1.3.1',
    'The address to subscribe is not one of the sender.',
    'The bare address in "jid" differs from the one that sends the request.',
    'Subscribe your own address: the bare one, or one with the resource of this connection.',
  ],
  [
    'invalid-options',
    '6.3.5',
    'A subscription option has a value that is not possible here.',
    'The form has a field or a value that this service does not know.',
    'Fetch the form again with <options/>, and use the values that it lists.',
  ],
  [
    'invalid-payload',
    '7.1.3.6',
    'The item does not hold what the node is for.',
    'The payload has another namespace than the node demands, or there is more than one payload element.',
    'Put exactly one element into the item, in the namespace that the type of the node names.',
  ],
  [
    'invalid-subid',
    '6.2.3.5',
    'There is no subscription with this id.',
    'The subid is misspelt or belongs to a subscription that has ended.',
    'Fetch the subscriptions and use the subid that is listed.',
  ],
  [
    'item-forbidden',
    '7.1.3.7',
    'The node takes no items with content.',
    'It only notifies and keeps nothing.',
    'Publish without an item, or let the owner change the node so that it keeps or delivers payloads.',
  ],
  [
    'item-required',
    '7.1.3.7',
    'The request lacks an item.',
    'The node keeps items or delivers payloads, so each publication needs one. A retraction needs the item with its id.',
    'Add <item/>, with an id if you retract.',
  ],
  [
    'jid-required',
    '6.3.4.3',
    'The request does not say whose subscription is meant.',
    'The attribute "jid" is missing.',
    'Add jid with the address that is subscribed.',
  ],
  [
    'max-items-exceeded',
    '12',
    'The node would hold more items than it may.',
    'The owner or the service limits the number of items.',
    'Delete older items, or let the owner raise pubsub#max_items.',
  ],
  [
    'max-nodes-exceeded',
    '12',
    'No more nodes may be created.',
    'The service or the collection has reached its limit.',
    'Delete nodes that are no longer needed, or ask the administrator for a higher limit.',
  ],
  [
    'node-full',
    '7.1.3.4',
    'The node is full.',
    'It holds as many items as it may, and does not drop old ones.',
    'Retract items, or let the owner raise pubsub#max_items.',
  ],
  [
    'nodeid-required',
    '7.2.3.3',
    'The request does not name a node.',
    'This service does not make up names for new nodes, or the request needs one.',
    'Add the attribute "node".',
  ],
  [
    'not-in-roster-group',
    '6.1.3.3',
    'Only contacts of certain groups may do this.',
    'The access model of the node is roster, and the sender is in none of the groups that it allows.',
    'Ask the owner to put you into an allowed group, or to open the node.',
  ],
  [
    'not-subscribed',
    '6.2.3.2',
    'This address is not subscribed to the node.',
    'The subscription never existed, has ended, or belongs to another address (bare and full addresses differ here).',
    'Fetch the subscriptions and compare the address. Subscribe first if the request needs it.',
  ],
  [
    'payload-required',
    '7.1.3.7',
    'The item is empty.',
    'The node delivers or keeps payloads.',
    'Put the data into the item.',
  ],
  [
    'payload-too-big',
    '7.1.3.5',
    'The item is larger than the node accepts.',
    'The limit is in pubsub#max_payload_size, or the service has one of its own.',
    'Publish less at once, or put the data elsewhere (HTTP upload) and publish its address.',
  ],
  [
    'pending-subscription',
    '6.1.3.7',
    'The subscription waits for the approval of an owner.',
    'The access model of the node is authorize, and nobody has approved yet.',
    'Wait for the owner, or ask them.',
  ],
  [
    'precondition-not-met',
    '7.1.5',
    'The node is there, and its options are not those that the publisher demands.',
    'The publish-options ask for a value that differs from the configuration of the node, most often pubsub#access_model. The text of the server may name the field.',
    'Fetch the configuration of the node and set the option there (XEP-0060 section 8.2), then publish again. Or leave publish-options out to publish to the node as it is.',
  ],
  [
    'presence-subscription-required',
    '6.1.3.2',
    'Only contacts of the owner may do this.',
    'The access model of the node is presence: it is for those who may see the presence of its owner.',
    'Ask the owner to be a contact (presence of type subscribe), or let the owner set the access model to open.',
  ],
  [
    'subid-required',
    '6.2.3.1',
    'The request must name the subscription by its id.',
    'The address has several subscriptions to this node.',
    'Add the subid of the one that is meant.',
  ],
  [
    'too-many-subscriptions',
    '6.1.3.9',
    'This address has as many subscriptions as it may have.',
    'The service limits them.',
    'End subscriptions that are no longer needed.',
  ],
  [
    'unsupported',
    '12',
    'The service lacks this optional part of publish-subscribe.',
    'The attribute "feature" names the part, as disco#info would list it.',
    'Ask the service with disco#info which of the features it has, and take another way.',
  ],
  [
    'unsupported-access-model',
    '8.1.2',
    'The service does not have this access model.',
    'The value of pubsub#access_model is not one that it offers.',
    'Fetch the configuration form: it lists the models that are possible.',
  ],
]);

const transfers = [
  errors('urn:xmpp:http:upload', '0363', 'HTTP File Upload', [
    [
      'file-too-large',
      '6',
      'The file is larger than the service accepts.',
      'The element holds the limit in bytes (max-file-size), which disco#info of the service shows too.',
      'Make the file smaller, or let the administrator raise the limit.',
    ],
    [
      'retry',
      '6',
      'The quota is used up for now.',
      'The attribute "stamp" says when it can be tried again, if the service knows.',
      'Wait until then, or upload less.',
    ],
  ]),
  errors('urn:xmpp:jingle:errors', '0166', 'Jingle', [
    [
      'out-of-order',
      '10',
      'The request does not fit into the state of the session.',
      'For instance a session was accepted that has not been offered yet, or was accepted before.',
      'Compare the order of the actions with the states of a session in the specification.',
    ],
    [
      'tie-break',
      '7.2.16',
      'Both sides asked for the same thing at once, and the other one wins.',
      'Two clients offered the same session or change at the same time.',
      'Drop your own request and answer the other one.',
    ],
    [
      'unknown-session',
      '10',
      'There is no session with this sid.',
      'It was ended, the client was restarted, or the sid is misspelt.',
      'Start a new session.',
    ],
    [
      'unsupported-info',
      '10',
      'The receiver does not understand this kind of session-info.',
      'The payload is optional, and this client does not have it.',
      'Go on without it: the session is not affected.',
    ],
    [
      'security-required',
      '9',
      'The receiver demands an encrypted session.',
      'The offer had no <security/>, and the other side insists on one.',
      'Offer the session again with a security precondition that both sides have.',
    ],
  ]),
  errors('urn:xmpp:jingle:apps:rtp:errors', '0167', 'Jingle RTP Sessions', [
    [
      'invalid-crypto',
      '7',
      'The offered encryption of the media cannot be used.',
      'The suite is unknown to the receiver, or its parameters are wrong.',
      'Offer another suite, or DTLS-SRTP.',
    ],
    [
      'crypto-required',
      '7',
      'The receiver demands encrypted media.',
      'The offer had no <encryption/>.',
      'Offer the call again with encryption.',
    ],
  ]),
  errors('urn:xmpp:jingle:apps:file-transfer:errors', '0234', 'Jingle File Transfer', [
    [
      'file-not-available',
      '9.1',
      'The file is not there any more.',
      'It was moved or deleted at the sender.',
      'Ask the sender for it again.',
    ],
    [
      'file-too-large',
      '9.2',
      'The file is larger than the receiver takes.',
      'The receiver has a limit of its own.',
      'Send a smaller file, or use HTTP upload.',
    ],
  ]),
  errors('http://jabber.org/protocol/si', '0095', 'Stream Initiation', [
    [
      'bad-profile',
      '4.2',
      'The receiver does not know this kind of transfer.',
      'The profile is misspelt or not supported.',
      'Ask the receiver with disco#info which profiles it has. Newer clients use Jingle.',
    ],
    [
      'no-valid-streams',
      '4.2',
      'No way of transfer fits both sides.',
      'None of the offered stream methods is available at the receiver.',
      'Offer In-Band Bytestreams too: nearly every client has them.',
    ],
  ]),
];

const others = [
  errors('http://jabber.org/protocol/commands', '0050', 'Ad-Hoc Commands', [
    [
      'bad-action',
      '4.4',
      'The command has no such action at this stage.',
      'The action is not among those that <actions/> of the last answer lists.',
      'Use one of the listed actions, or "execute" for the default.',
    ],
    [
      'bad-locale',
      '4.4',
      'The command is not available in this language.',
      'The xml:lang of the request is not supported.',
      'Leave xml:lang out.',
    ],
    [
      'bad-payload',
      '4.4',
      'The form is not what the command expects.',
      'A field is missing, has a wrong value, or the form has another type than submit.',
      'Compare the form with the one of the last answer: each required field, type="submit".',
    ],
    [
      'bad-sessionid',
      '4.4',
      'The session of the command is not known.',
      'The sessionid is misspelt or belongs to another sender.',
      'Copy the sessionid from the last answer, or begin again without one.',
    ],
    [
      'malformed-action',
      '4.4',
      'The action is not one that commands know.',
      'Known are execute, prev, next, complete and cancel.',
      'Check the spelling.',
    ],
    [
      'session-expired',
      '4.4',
      'The session of the command has ended.',
      'It was completed or cancelled, or waited too long.',
      'Begin again without a sessionid.',
    ],
  ]),
  errors('urn:xmpp:sm', '0198', 'Stream Management', [
    [
      'handled-count-too-high',
      '6',
      'More stanzas were confirmed than were ever sent.',
      'The attribute "h" counts the stanzas that one side has handled; send-count says how many the other has sent. The stream cannot be trusted any longer.',
      'Count only iq, message and presence that came in since <enabled/>, from 0, modulo 2^32. Do not count <r/> and <a/>.',
    ],
  ]),
  errors('urn:xmpp:blocking:errors', '0191', 'Blocking Command', [
    [
      'blocked',
      '3.2',
      'The sender blocks this receiver.',
      'The own server stopped the stanza, because the address is on the block list of the account.',
      'Take the address off the block list (<unblock/>), then send again.',
    ],
  ]),
  errors('http://jabber.org/protocol/amp', '0079', 'Advanced Message Processing', [
    [
      'invalid-rules',
      '6.1',
      'A rule about the delivery of the message is not valid.',
      'A condition or action lacks an attribute, or has a value that is not possible.',
      'Compare each <rule/> with the specification.',
    ],
    [
      'unsupported-actions',
      '6.1',
      'The server does not have the action that a rule demands.',
      'Actions are optional: alert, drop, error, notify.',
      'Ask the server with disco#info which ones it has.',
    ],
    [
      'unsupported-conditions',
      '6.1',
      'The server does not have the condition that a rule demands.',
      'Conditions are optional: deliver, expire-at, match-resource.',
      'Ask the server with disco#info which ones it has.',
    ],
  ]),
  errors('http://jabber.org/protocol/amp#errors', '0079', 'Advanced Message Processing', [
    [
      'failed-rules',
      '3.4.3',
      'A rule applied, and its action is to answer with an error.',
      'The element repeats the rule: for instance the message would have been stored, and the sender did not want that.',
      'Change the rule, or send the message without it.',
    ],
  ]),
  errors('urn:xmpp:errors', '0205', 'Best Practices to Discourage Denial of Service Attacks', [
    [
      'stanza-too-big',
      '4.5',
      'The stanza is larger than the server takes.',
      'Each server has a limit, often 256 kB for clients and 512 kB between servers; stream features may name it.',
      'Send less in one stanza; files belong into HTTP upload.',
    ],
    [
      'too-many-stanzas',
      '4.6',
      'Stanzas come faster than the server allows.',
      'A loop sends without a pause, or two clients answer each other without end.',
      'Send more slowly, and find out what sends so much.',
    ],
    [
      'resource-limit-exceeded',
      '4.4',
      'The account or the address uses more than its share.',
      'Too many connections or too much traffic from one account or address.',
      'Close connections that are not needed, and try again later.',
    ],
  ]),
  errors('http://jabber.org/protocol/url-data', '0103', 'URL Address Information', [
    [
      'malformed-url',
      '5.3',
      'The address on the web is not valid.',
      'The text is not a URL of the scheme that is used.',
      'Check the address in a browser.',
    ],
    [
      'transfer-failed',
      '5.3',
      'The file could not be fetched.',
      'The web server did not answer, or answered with an error.',
      'Open the address in a browser.',
    ],
    [
      'transfer-refused',
      '5.3',
      'The receiver does not want the file.',
      'Its user said no, or its settings do.',
      'Ask before sending again.',
    ],
  ]),
  errors('urn:xmpp:sec-label:pubsub:errors', '0314', 'Security Labels in PubSub', [
    [
      'insufficient-clearance',
      '',
      'The clearance does not reach for this label.',
      'The node or the item has a security label above the clearance of the requester.',
      'Ask the owner of the node.',
    ],
  ]),
  errors('urn:xmpp:pubsub:cap', '0395', 'Atomically Compare-And-Publish PubSub Items', [
    [
      'compare-and-publish-failed',
      '3.3',
      'Somebody else has published in between.',
      'The last item of the node is not the one that the request names as its predecessor.',
      'Fetch the last item, merge, and publish again with its id.',
    ],
  ]),
  errors('urn:xmpp:cam', '0494', 'Client Access Management', [
    [
      'password-reset-required',
      '3.2',
      'The access of this client can only be taken away by a new password.',
      'The client signed in with the password and knows it.',
      'Change the password of the account.',
    ],
  ]),
  errors('xmpp:prosody.im/protocol/component', '0114', 'Jabber Component Protocol', [
    [
      'not-connected',
      '',
      'Nobody is connected as this component.',
      'The configuration of the server names the component, but its program (a gateway, a bot) is not running or cannot sign in.',
      "Start the program and read its log. Compare its address, port (5347) and secret with the component's section in the server configuration.",
    ],
  ]),
];

export const applicationErrors: readonly ApplicationErrors[] = [pubsub, ...transfers, ...others];

/**
 * Stanzas to begin with, for romeo to send: grouped, in an order in which each is answered as it says when they are sent one after the other
 * (tests/console/templates.test.ts does). `{name}` is a field; `{id}` is new each time.
 */

import { uploadHost } from './configuration/uploads.ts';

/** What comes back: a result, an error with this condition, something else (a presence, a message), or nothing to the sender. */
export type Answer = 'result' | 'something' | 'nothing' | { readonly error: string };

export interface Template {
  readonly group: string;
  readonly title: string;
  readonly text: string;
  readonly answer: Answer;
  /** What the configuration has to have for that, beyond what it is shipped with. */
  readonly needs?: 'uploads';
}

/** What the fields mean, and what they hold until the reader changes it. */
export interface Field {
  readonly label: string;
  readonly value: string;
}

/** @param juliet her bare JID, which says whether she lives on romeo's server or on the other one */
export function fieldsFor(juliet: string): Readonly<Record<string, Field>> {
  return {
    server: { label: 'Server', value: 'montague.example' },
    contact: { label: 'Contact', value: juliet },
    device: { label: 'Full address', value: `${juliet}/balcony` },
    nobody: { label: 'Address', value: 'tybalt@montague.example' },
    room: { label: 'Room', value: 'verona@conference.montague.example' },
    nick: { label: 'Nickname', value: 'romeo' },
    service: { label: 'Service', value: 'pubsub.montague.example' },
    node: { label: 'Node', value: 'news' },
    own: { label: 'Own address', value: 'romeo@montague.example' },
    text: { label: 'Text', value: 'But, soft! what light through yonder window breaks?' },
    message: { label: 'Id of the message', value: 'message-1' },
    name: { label: 'Name', value: 'Romeo' },
    uploads: { label: 'Upload service', value: uploadHost('montague.example') },
    file: { label: 'Name of the file', value: 'sonnet.txt' },
    size: { label: 'Its bytes', value: '1200' },
    media: { label: 'Its type', value: 'text/plain' },
  };
}

/** The names of the fields in a text, each once, without `{id}`. */
export function fieldsOf(text: string): readonly string[] {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => name !== 'id');
}

/** The stanzas with their fields filled in. Values are text, and become no markup. */
export function filled(text: string, values: Readonly<Record<string, string>>, freshId: () => string): string {
  const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (name === 'id') return freshId();
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : value.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
  });
}

const get = (to: string, payload: string): string =>
  `<iq type="get"${to && ` to="${to}"`} id="{id}">\n  ${payload}\n</iq>`;
const set = (to: string, payload: string): string =>
  `<iq type="set"${to && ` to="${to}"`} id="{id}">\n  ${payload}\n</iq>`;
const message = (content: string, type = 'chat', to = '{contact}'): string =>
  `<message type="${type}" to="${to}" id="{id}">\n  ${content}\n</message>`;
const query = (namespace: string, content = ''): string =>
  content === '' ? `<query xmlns="${namespace}"/>` : `<query xmlns="${namespace}">\n    ${content}\n  </query>`;
const pubsub = (content: string, part = ''): string =>
  `<pubsub xmlns="http://jabber.org/protocol/pubsub${part}">\n    ${content}\n  </pubsub>`;
const entry = `<item id="{id}">
        <entry xmlns="http://www.w3.org/2005/Atom">
          <title>{text}</title>
        </entry>
      </item>`;

type Row = readonly [title: string, text: string, answer: Answer, needs?: Template['needs']];

const upload = (file: string): string => `<request xmlns="urn:xmpp:http:upload:0" ${file}/>`;

const groups: Readonly<Record<string, readonly Row[]>> = {
  'Ask the server': [
    ['What can this server do?', get('{server}', query('http://jabber.org/protocol/disco#info')), 'result'],
    ['What else is there? (services)', get('{server}', query('http://jabber.org/protocol/disco#items')), 'result'],
    ['Ping the server', get('{server}', '<ping xmlns="urn:xmpp:ping"/>'), 'result'],
    ['Which software is it?', get('{server}', query('jabber:iq:version')), 'result'],
    ['What time does it have?', get('{server}', '<time xmlns="urn:xmpp:time"/>'), 'result'],
    ['How long has it been up?', get('{server}', query('jabber:iq:last')), 'result'],
    [
      'Which commands may I run?',
      get(
        '{server}',
        '<query xmlns="http://jabber.org/protocol/disco#items" node="http://jabber.org/protocol/commands"/>',
      ),
      'result',
    ],
    [
      'Run a command (uptime)',
      set('{server}', '<command xmlns="http://jabber.org/protocol/commands" node="uptime" action="execute"/>'),
      'result',
    ],
    ['Ping somebody’s client', get('{device}', '<ping xmlns="urn:xmpp:ping"/>'), 'nothing'],
  ],
  'Write to somebody': [
    ['Write to juliet', message('<body>{text}</body>'), 'nothing'],
    ['Ask for a receipt', message('<body>{text}</body>\n  <request xmlns="urn:xmpp:receipts"/>'), 'nothing'],
    ['Show that you are typing', message('<composing xmlns="http://jabber.org/protocol/chatstates"/>'), 'nothing'],
    [
      'Correct a message',
      message('<body>{text}</body>\n  <replace xmlns="urn:xmpp:message-correct:0" id="{message}"/>'),
      'nothing',
    ],
    [
      'React with an emoji',
      message(
        '<reactions xmlns="urn:xmpp:reactions:0" id="{message}">\n    <reaction>🌹</reaction>\n  </reactions>\n  <store xmlns="urn:xmpp:hints"/>',
      ),
      'nothing',
    ],
    [
      'Answer a message',
      message('<body>{text}</body>\n  <reply xmlns="urn:xmpp:reply:0" to="{contact}" id="{message}"/>'),
      'nothing',
    ],
    ['Say that you have read it', message('<displayed xmlns="urn:xmpp:chat-markers:0" id="{message}"/>'), 'nothing'],
    [
      'Write without a trace in archives',
      message('<body>{text}</body>\n  <no-store xmlns="urn:xmpp:hints"/>'),
      'nothing',
    ],
    [
      'An error on purpose',
      message('<body>Nobody has this address.</body>', 'chat', '{nobody}'),
      { error: 'service-unavailable' },
    ],
  ],
  'Presence and contacts': [
    [
      'Be away, with a status text',
      '<presence>\n  <show>away</show>\n  <status>{text}</status>\n</presence>',
      'something',
    ],
    ['Do not disturb', '<presence>\n  <show>dnd</show>\n  <priority>0</priority>\n</presence>', 'something'],
    ['Be available again', '<presence/>', 'something'],
    ['Who is in my roster?', get('', query('jabber:iq:roster')), 'result'],
    [
      'Add or rename a contact',
      set(
        '',
        query('jabber:iq:roster', '<item jid="{contact}" name="Juliet">\n      <group>Verona</group>\n    </item>'),
      ),
      'result',
    ],
    ['Ask juliet to be a contact', '<presence type="subscribe" to="{contact}"/>', 'something'],
    ['Remove a contact', set('', query('jabber:iq:roster', '<item jid="{contact}" subscription="remove"/>')), 'result'],
    ['Whom do I block?', get('', '<blocklist xmlns="urn:xmpp:blocking"/>'), 'result'],
    ['Block somebody', set('', '<block xmlns="urn:xmpp:blocking">\n    <item jid="{nobody}"/>\n  </block>'), 'result'],
    [
      'Unblock somebody',
      set('', '<unblock xmlns="urn:xmpp:blocking">\n    <item jid="{nobody}"/>\n  </unblock>'),
      'result',
    ],
  ],
  Rooms: [
    [
      'Enter a room',
      '<presence to="{room}/{nick}" id="{id}">\n  <x xmlns="http://jabber.org/protocol/muc"/>\n</presence>',
      'something',
    ],
    [
      'Open a new room to others',
      set('{room}', query('http://jabber.org/protocol/muc#owner', '<x xmlns="jabber:x:data" type="submit"/>')),
      'result',
    ],
    ['Write to a room', message('<body>{text}</body>', 'groupchat', '{room}'), 'something'],
    ['Set the subject', message('<subject>{text}</subject>', 'groupchat', '{room}'), 'something'],
    ['What is this room like?', get('{room}', query('http://jabber.org/protocol/disco#info')), 'result'],
    [
      'Who owns this room?',
      get('{room}', query('http://jabber.org/protocol/muc#admin', '<item affiliation="owner"/>')),
      'result',
    ],
    [
      'Make somebody a member',
      set('{room}', query('http://jabber.org/protocol/muc#admin', '<item jid="{contact}" affiliation="member"/>')),
      'result',
    ],
    [
      'Invite somebody',
      `<message to="{room}" id="{id}">
  <x xmlns="http://jabber.org/protocol/muc#user">
    <invite to="{contact}">
      <reason>{text}</reason>
    </invite>
  </x>
</message>`,
      'nothing',
    ],
    ['Which settings does it have?', get('{room}', query('http://jabber.org/protocol/muc#owner')), 'result'],
    ['Leave a room', '<presence type="unavailable" to="{room}/{nick}"/>', 'something'],
  ],
  'Archive and devices': [
    [
      'What was said last?',
      set(
        '',
        `<query xmlns="urn:xmpp:mam:2">
    <set xmlns="http://jabber.org/protocol/rsm">
      <max>10</max>
      <before/>
    </set>
  </query>`,
      ),
      'result',
    ],
    [
      'What was said with juliet?',
      set(
        '',
        `<query xmlns="urn:xmpp:mam:2">
    <x xmlns="jabber:x:data" type="submit">
      <field var="FORM_TYPE" type="hidden">
        <value>urn:xmpp:mam:2</value>
      </field>
      <field var="with">
        <value>{contact}</value>
      </field>
    </x>
  </query>`,
      ),
      'result',
    ],
    ['What does the archive keep?', get('', '<prefs xmlns="urn:xmpp:mam:2"/>'), 'result'],
    ['Get copies on all devices (carbons)', set('', '<enable xmlns="urn:xmpp:carbons:2"/>'), 'result'],
  ],
  'Profile and own data': [
    ['Read a profile (vCard)', get('{contact}', '<vCard xmlns="vcard-temp"/>'), 'result'],
    ['Change my profile (vCard)', set('', '<vCard xmlns="vcard-temp">\n    <FN>{name}</FN>\n  </vCard>'), 'result'],
    [
      'Keep a room as a bookmark',
      set(
        '',
        pubsub(`<publish node="urn:xmpp:bookmarks:1">
      <item id="{room}">
        <conference xmlns="urn:xmpp:bookmarks:1" name="Verona" autojoin="true">
          <nick>{nick}</nick>
        </conference>
      </item>
    </publish>`),
      ),
      'result',
    ],
    ['Which bookmarks do I have?', get('', pubsub('<items node="urn:xmpp:bookmarks:1"/>')), 'result'],
    ['Which nodes do I have?', get('{own}', query('http://jabber.org/protocol/disco#items')), 'result'],
  ],
  'Publish and subscribe': [
    ['Create a node', set('{service}', pubsub('<create node="{node}"/>')), 'result'],
    ['Subscribe to a node', set('{service}', pubsub('<subscribe node="{node}" jid="{own}"/>')), 'result'],
    ['Publish', set('{service}', pubsub(`<publish node="{node}">\n      ${entry}\n    </publish>`)), 'result'],
    ['Read what was published', get('{service}', pubsub('<items node="{node}" max_items="5"/>')), 'result'],
    ['Which settings does a node have?', get('{service}', pubsub('<configure node="{node}"/>', '#owner')), 'result'],
    ['Delete a node', set('{service}', pubsub('<delete node="{node}"/>', '#owner')), 'result'],
  ],
  'Send a file': [
    [
      'What may be uploaded here?',
      get('{uploads}', query('http://jabber.org/protocol/disco#info')),
      'result',
      'uploads',
    ],
    [
      'Ask for a place to upload a file (a slot)',
      get('{uploads}', upload('filename="{file}" size="{size}" content-type="{media}"')),
      'result',
      'uploads',
    ],
    [
      'Ask for a slot for a file that is far too large',
      get('{uploads}', upload('filename="{file}" size="9000000000" content-type="{media}"')),
      { error: 'not-acceptable' },
      'uploads',
    ],
  ],
};

export const templates: readonly Template[] = Object.entries(groups).flatMap(([group, rows]) =>
  rows.map(([title, text, answer, needs]) => ({ group, title, text, answer, ...(needs && { needs }) })),
);

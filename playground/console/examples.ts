export interface Example {
  readonly title: string;
  readonly text: string;
}

/**
 * Stanzas to begin with, for romeo to send. Each gets an answer from the servers in the tab (tests/console checks that).
 * @param juliet her bare JID, which says whether she lives on romeo's server or on the other one
 */
export const examplesFor = (juliet: string): readonly Example[] => [
  {
    title: 'What can this server do?',
    text: `<iq type="get" to="montague.example" id="what-1">
  <query xmlns="http://jabber.org/protocol/disco#info"/>
</iq>`,
  },
  {
    title: 'Ping the server',
    text: `<iq type="get" to="montague.example" id="ping-1">
  <ping xmlns="urn:xmpp:ping"/>
</iq>`,
  },
  {
    title: 'Write to juliet',
    text: `<message type="chat" to="${juliet}" id="greeting-1">
  <body>But, soft! what light through yonder window breaks?</body>
</message>`,
  },
  {
    title: 'Who is in my roster?',
    text: `<iq type="get" id="roster-1">
  <query xmlns="jabber:iq:roster"/>
</iq>`,
  },
  {
    title: 'Ask juliet to be a contact',
    text: `<presence type="subscribe" to="${juliet}"/>`,
  },
  {
    title: 'Enter a room, and say something there',
    text: `<presence to="verona@conference.montague.example/romeo">
  <x xmlns="http://jabber.org/protocol/muc"/>
</presence>

<message type="groupchat" to="verona@conference.montague.example" id="room-1">
  <body>Is anybody here?</body>
</message>`,
  },
  {
    title: 'What was said earlier? (archive)',
    text: `<iq type="set" id="archive-1">
  <query xmlns="urn:xmpp:mam:2"/>
</iq>`,
  },
  {
    title: 'An error on purpose',
    text: `<message type="chat" to="tybalt@montague.example" id="error-1">
  <body>Nobody has this address.</body>
</message>`,
  },
];

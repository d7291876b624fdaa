/** Stanzas that the start page offers, each answered at once by the server itself. */
export interface Example {
  readonly label: string;
  readonly xml: string;
}

export const examples: readonly [Example, ...Example[]] = [
  {
    label: 'Who are you?',
    xml: '<iq type="get" id="hello" to="montague.example">\n  <query xmlns="jabber:iq:version"/>\n</iq>',
  },
  {
    label: 'What can you do?',
    xml: '<iq type="get" id="can" to="montague.example">\n  <query xmlns="http://jabber.org/protocol/disco#info"/>\n</iq>',
  },
  {
    label: 'Write to nobody',
    xml: '<message type="chat" id="lost" to="nobody@montague.example">\n  <body>Is anybody there?</body>\n</message>',
  },
  {
    label: 'Ask for nonsense',
    xml: '<iq type="get" id="odd" to="montague.example">\n  <tea xmlns="urn:example:kitchen"/>\n</iq>',
  },
];

/** What consoles for XMPP do, as far as it was looked at: the page "How this console compares" shows it, a test checks our own column. */

export type Mark = 'yes' | 'partly' | 'no';

export interface Cell {
  readonly mark: Mark;
  /** A few words where the mark alone would mislead. */
  readonly note?: string;
}

/** A test of this repository that fails when the claim is no longer true. */
export interface Proof {
  readonly file: string;
  readonly name: string;
}

export const others = ['gajim', 'psi', 'xmppConsole', 'fluux', 'openfire'] as const;
export type Other = (typeof others)[number];

/** Which version was looked at, in its own source. */
export const tools: Readonly<
  Record<Other, { readonly name: string; readonly version: string; readonly source: string }>
> = {
  gajim: {
    name: 'Gajim, debug console',
    version: '2.5.0, August 2026',
    source: 'https://github.com/gajim/gajim/blob/master/gajim/gtk/debug_console.py',
  },
  psi: {
    name: 'Psi and Psi+, XMPP console',
    version: '1.5 development, August 2026',
    source: 'https://github.com/psi-im/psi/blob/master/src/xmlconsole.cpp',
  },
  xmppConsole: {
    name: '@xmpp/console, web interface',
    version: '0.3.0, February 2021',
    source: 'https://github.com/xmppjs/console',
  },
  fluux: {
    name: 'Fluux, XMPP console',
    version: '0.17.2, August 2026',
    source: 'https://github.com/processone/fluux-messenger/blob/main/apps/fluux/src/components/XmppConsole.tsx',
  },
  openfire: {
    name: 'Openfire, XML Debugger plugin with its stanza sender',
    version: '1.9.0, May 2026',
    source: 'https://github.com/igniterealtime/openfire-xmldebugger-plugin',
  },
};

export interface Feature {
  readonly name: string;
  readonly ours: Cell & { readonly proofs: readonly Proof[] };
  /** What is absent was not looked at. */
  readonly others: Readonly<Partial<Record<Other, Cell>>>;
}

const yes: Cell = { mark: 'yes' };
const no: Cell = { mark: 'no' };
const partly = (note: string): Cell => ({ mark: 'partly', note });
const none = { gajim: no, psi: no, xmppConsole: no, fluux: no, openfire: no } as const;

const e2e = (file: string, name: string): Proof => ({ file: `tests/e2e/${file}.spec.ts`, name });

export const features: readonly Feature[] = [
  {
    name: 'Works without an account and without a server of yours',
    ours: { ...yes, proofs: [e2e('playground', 'a first visit comes to a first reply')] },
    others: none,
  },
  {
    name: 'Several accounts at once',
    ours: { ...yes, proofs: [e2e('playground-server', 'two servers federate, and both logs show it')] },
    others: {
      gajim: yes,
      psi: partly('a window for each'),
      xmppConsole: no,
      openfire: partly('any session on the server'),
    },
  },
  {
    name: 'The server’s log, configuration and admin shell beside the stanzas',
    ours: {
      ...yes,
      proofs: [
        e2e('playground-server', 'a configuration is broken, refused with its line, fixed and taken'),
        e2e('playground-server', 'the shell answers and the clock moves'),
        e2e('playground-server', 'two servers federate, and both logs show it'),
      ],
    },
    others: { ...none, openfire: partly('in the admin console around it') },
  },
  {
    name: 'Two servers that talk to each other',
    ours: { ...yes, proofs: [e2e('playground-server', 'two servers federate, and both logs show it')] },
    others: none,
  },
  {
    name: 'A file goes up to the slot that the server gave (XEP-0363), and comes back',
    ours: {
      ...yes,
      proofs: [
        e2e(
          'playground-uploads',
          'a sample goes up by a slot and comes back byte for byte; the second upload is refused',
        ),
      ],
    },
    others: {},
  },
  {
    name: 'XML in colours, where it is written and where it is read',
    ours: {
      ...yes,
      proofs: [
        { file: 'tests/stanza/tokens.test.ts', name: 'knows names, attributes, values, namespaces, text and entities' },
        e2e('playground-drafts', 'undo works in the textarea too, and its text is coloured'),
      ],
    },
    others: { gajim: yes, psi: yes, xmppConsole: yes, fluux: no, openfire: no },
  },
  {
    name: 'XML is checked before it is sent',
    ours: {
      mark: 'yes',
      note: 'while you write, with the place and what to do',
      proofs: [e2e('playground', 'wrong XML is marked in plain words, and the server says what it thinks of it')],
    },
    others: {
      gajim: partly('when you send'),
      psi: partly('when you send'),
      xmppConsole: partly('when you send'),
      fluux: partly('when you send'),
      openfire: partly('when you send'),
    },
  },
  {
    name: 'A reply is shown with its request, and the time between them',
    ours: {
      ...yes,
      proofs: [
        e2e('playground-transcript', 'pairing is shown on the partner, by pointer and by keyboard'),
        {
          file: 'tests/console/words.test.ts',
          name: 'says how a request and its reply stand to each other, and why there is no reply',
        },
      ],
    },
    others: { ...none, openfire: partly('the result of an iq sent there, within 15 seconds') },
  },
  {
    name: 'Errors are explained, with the section that defines them',
    ours: {
      ...yes,
      proofs: [e2e('playground-transcript', 'namespaces lead to their specification, errors are explained')],
    },
    others: none,
  },
  {
    name: 'What is shown can be filtered: by kind, direction, account',
    ours: {
      ...yes,
      proofs: [
        {
          file: 'tests/console/filter.test.ts',
          name: 'lets through by kind, direction, account and errors, and together what fits all of them',
        },
        e2e(
          'playground-transcript',
          'filters are chips, what they hide is counted and comes back; copy, raw layout and send again',
        ),
      ],
    },
    others: {
      gajim: yes,
      psi: partly('by kind and address'),
      xmppConsole: no,
      fluux: partly('by kind and direction'),
      openfire: partly('by kind of connection'),
    },
  },
  {
    name: 'Search from one place to the next',
    ours: {
      ...yes,
      proofs: [e2e('playground-transcript', 'the search finds what rows say, marks it, and goes from one to the next')],
    },
    others: { gajim: yes, psi: no, xmppConsole: no, fluux: partly('hides the others'), openfire: no },
  },
  {
    name: 'One line for each stanza, opened on demand',
    ours: {
      ...yes,
      proofs: [
        e2e('playground-transcript', 'a row is read and worked by keys: its parts, its links, its buttons'),
        {
          file: 'tests/console/journal.test.ts',
          name: 'folds noise into one row until something else comes, and opens it',
        },
      ],
    },
    others: { gajim: no, psi: no, xmppConsole: no, fluux: yes, openfire: no },
  },
  {
    name: 'What happens between stanzas: connected, stream ended, restarted',
    ours: {
      ...yes,
      proofs: [
        {
          file: 'tests/console/happening.test.ts',
          name: 'stand between the texts, in their order, and are filtered with them',
        },
      ],
    },
    others: {
      gajim: partly('on another page, as a log'),
      psi: no,
      xmppConsole: yes,
      fluux: yes,
      openfire: partly('connections opened and closed'),
    },
  },
  {
    name: 'Stanzas from before the console was opened',
    ours: { mark: 'no', note: 'the server in the tab starts with the page', proofs: [] },
    others: {
      gajim: no,
      psi: partly('the last 1000'),
      xmppConsole: no,
      fluux: yes,
      openfire: partly('since it was switched on'),
    },
  },
  {
    name: 'A link that opens the stanzas for somebody else, who can send them',
    ours: {
      ...yes,
      proofs: [e2e('playground-links', 'a link opens with its stanzas and its accounts, and sends nothing')],
    },
    others: none,
  },
  {
    name: 'What is pointed at is explained: namespaces, elements, attributes',
    ours: {
      ...yes,
      proofs: [
        e2e('playground-explain', 'what is pointed at in the editor is explained, with the recipes that show it'),
      ],
    },
    others: { ...none, xmppConsole: partly('addresses are links') },
  },
  {
    name: 'A stream written by hand, before anybody is signed in',
    ours: {
      ...yes,
      proofs: [
        e2e('playground-connections', 'a stream is written by hand, from its first byte to the resource'),
        e2e('own-server', 'its WebSocket is opened by hand, from the first frame to the resource'),
      ],
    },
    others: { gajim: no, psi: no, xmppConsole: no, openfire: no },
  },
  {
    name: 'SASL2, Bind 2 and FAST step by step, on a server that has them',
    ours: {
      ...yes,
      proofs: [
        e2e(
          'own-server-sasl2',
          'SASL2 signs in and binds in one step by hand, with its arithmetic; the next time a token is enough',
        ),
        {
          file: 'tests/session/by-hand/sasl2.test.ts',
          name: 'names SASL2, Bind 2 and FAST, and signs in with them in one step: a resource and a token are there',
        },
      ],
    },
    others: {},
  },
  {
    name: 'Passwords are left out of what is handed on',
    ours: {
      mark: 'yes',
      note: 'of links and reports, after saying which',
      proofs: [
        e2e(
          'playground-links',
          'Share says which password is left out before it copies a link that brings text, sender and servers to another reader',
        ),
        e2e(
          'playground-leaving',
          'the transcript becomes a bug report without passwords, with a link that plays it again',
        ),
      ],
    },
    others: none,
  },
  {
    name: 'Logs of other programs are read',
    ours: {
      ...yes,
      proofs: [
        { file: 'tests/stanza/log/formats.test.ts', name: 'a log is read as its program writes it' },
        e2e('playground-logs', 'a log is a transcript that can only be read, and the live one is there again after it'),
        e2e('playground-logs', 'lines of a log without stanzas are explained'),
      ],
    },
    others: none,
  },
  {
    name: 'What was exchanged becomes a test that is run again',
    ours: {
      ...yes,
      proofs: [
        e2e(
          'playground-leaving',
          'the transcript becomes a test that is run in servers of its own, many times, and saved',
        ),
        {
          file: 'tests/console/programs/programs.test.ts',
          name: 'pass when the server answers as it was recorded',
        },
      ],
    },
    others: none,
  },
  {
    name: 'A row of the transcript is edited and sent again',
    ours: {
      ...yes,
      proofs: [
        e2e(
          'playground-transcript',
          'filters are chips, what they hide is counted and comes back; copy, raw layout and send again',
        ),
      ],
    },
    others: { ...none, xmppConsole: partly('edited') },
  },
  {
    name: 'Works with your own server',
    ours: {
      mark: 'partly',
      note: 'over a WebSocket only, as in every browser',
      proofs: [
        e2e('own-server', 'an account signs in, sends, and its address is remembered but not its password'),
        e2e('own-server', 'all recipes run against it, beside what the other servers answered'),
      ],
    },
    others: { gajim: yes, psi: yes, xmppConsole: yes, fluux: yes, openfire: yes },
  },
  {
    name: 'Whatever a server answers, the console goes on, and nothing of it becomes markup',
    ours: {
      mark: 'yes',
      note: 'broken, endless, silent and forged answers are tried',
      proofs: [
        e2e('playground-hostile', 'a server that means ill before anybody is signed in'),
        e2e('playground-hostile', 'answers of a server that means ill'),
        e2e('playground-hostile', 'a server that means ill ends a connection in many ways'),
        e2e('playground-transcript', 'stanza text never becomes markup'),
      ],
    },
    others: {},
  },
  {
    name: 'Used by keyboard alone',
    ours: {
      ...yes,
      proofs: [
        e2e('playground-devices', 'the keyboard alone does it all'),
        e2e('playground-transcript', 'a row is read and worked by keys: its parts, its links, its buttons'),
      ],
    },
    others: {},
  },
  {
    name: 'Its parts can be made larger',
    ours: {
      ...yes,
      proofs: [e2e('playground-devices', 'the parts are made wider and higher by keyboard and by mouse, and stay so')],
    },
    others: { gajim: yes, psi: yes, xmppConsole: no, fluux: yes, openfire: no },
  },
  {
    name: 'Works on a phone',
    ours: {
      ...yes,
      proofs: [
        e2e(
          'playground-devices',
          'one part at a time, nothing sideways, the textarea stays, and a dot tells of the reply',
        ),
      ],
    },
    others: { gajim: no, psi: no, xmppConsole: no, fluux: yes, openfire: no },
  },
  {
    name: 'Templates for stanzas',
    ours: {
      mark: 'yes',
      note: '53, each sent in a test',
      proofs: [{ file: 'tests/console/templates.test.ts', name: 'are answered as they say' }],
    },
    others: { gajim: partly('5'), psi: no, xmppConsole: no, fluux: no, openfire: partly('5') },
  },
  {
    name: 'What was sent can be called back',
    ours: {
      mark: 'yes',
      note: 'also after days, with search and favourites',
      proofs: [
        e2e(
          'playground-drafts',
          'what a server would not take is told before sending, and fixed by a key; what was sent comes back by a key',
        ),
        { file: 'tests/console/history.test.ts', name: 'is found by words of its name, text, sender and outcome' },
        { file: 'tests/console/history.test.ts', name: 'drops the oldest, but never a favourite' },
      ],
    },
    others: { gajim: partly('until its window is closed'), psi: no, xmppConsole: partly('from its log'), fluux: no },
  },
  {
    name: 'Completion while you write',
    ours: {
      mark: 'yes',
      note: 'elements, attributes, values and addresses, by what fits there',
      proofs: [
        e2e('playground-suggestions', 'a question is written with a few keys alone, and answered'),
        { file: 'tests/console/complete.test.ts', name: 'whatever is taken anywhere, the check finds nothing' },
      ],
    },
    others: {
      gajim: no,
      psi: no,
      xmppConsole: partly('top-level elements and their attributes'),
      fluux: no,
      openfire: no,
    },
  },
  {
    name: 'A report of what was exchanged, as a file or text',
    ours: {
      ...yes,
      proofs: [
        {
          file: 'tests/console/report.test.ts',
          name: 'has servers, configuration, browser, link, and every row with time and account',
        },
      ],
    },
    others: { fluux: yes },
  },
];

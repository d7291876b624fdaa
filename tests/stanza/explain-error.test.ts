import { describe, expect, it } from 'vitest';
import { applicationErrors } from '../../playground/stanza/facts/application-errors.ts';
import { mucStatuses } from '../../playground/stanza/facts/muc-statuses.ts';
import { pushRefinements } from '../../playground/stanza/facts/push-refinements.ts';
import { refinements } from '../../playground/stanza/facts/refinements.ts';
import { saidRefinements } from '../../playground/stanza/facts/said.ts';
import { explainErrors, explainExactConditions } from '../../playground/stanza/index.ts';
import { explainOutcome } from '../../playground/stanza/outcome.ts';
import { stanza } from './helpers.ts';

const stanzas = 'urn:ietf:params:xml:ns:xmpp-stanzas';
const first = (text: string, request?: string) =>
  explainErrors(stanza(text), request === undefined ? {} : { request: stanza(request) })[0];
const iqError = (type: string, children: string, from = '') =>
  `<iq type='error' id='1'${from}><error type='${type}'>${children}</error></iq>`;

describe('explainErrors', () => {
  it('puts the exact condition of an extension before the general one, and keeps the words of the server', () => {
    const note = first(
      iqError(
        'cancel',
        `<conflict xmlns='${stanzas}'/><text xmlns='${stanzas}'>Field does not match: access_model</text><precondition-not-met xmlns='http://jabber.org/protocol/pubsub#errors'/>`,
      ),
    );
    expect(note).toMatchObject({
      name: 'precondition-not-met',
      said: 'Field does not match: access_model',
      errorType: { name: 'cancel' },
      general: { name: 'conflict', specification: { number: 'RFC 6120 section 8.3.3.2' } },
      specification: { number: 'XEP-0060 section 7.1.5' },
    });
    expect(note?.whatToTry).toContain('8.2');
    expect(note?.whatToTry).not.toContain('another name');
  });

  it('says that nobody is connected as a component, and nothing of firewalls', () => {
    const note = first(
      `<message type='error' from='irc.montague.example'><error type='wait'><remote-server-timeout xmlns='${stanzas}'/><not-connected xmlns='xmpp:prosody.im/protocol/component'/><text xmlns='${stanzas}'>Component unavailable</text></error></message>`,
    );
    expect(note).toMatchObject({ name: 'not-connected', said: 'Component unavailable' });
    expect(note?.whatToTry).toContain('5347');
    expect(`${note?.why}${note?.whatToTry}`).not.toContain('5269');
  });

  it('takes the owner of data for the one who decides, not an administrator', () => {
    const request = `<iq type='get' to='romeo@montague.example' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='n'/></pubsub></iq>`;
    const error = `<forbidden xmlns='${stanzas}'/>`;
    const ofAccount = first(iqError('auth', error, ` from='romeo@montague.example'`), request);
    expect(ofAccount?.why).toContain('contacts');
    expect(ofAccount?.answered).toBe('The server of romeo@montague.example answered for this address.');
    const ofService = first(iqError('auth', error, ` from='pubsub.montague.example'`), request);
    expect(ofService?.specification?.number).toBe('RFC 6120 section 8.3.3.4');
  });

  it('names the wrong count of stream management', () => {
    const note = first(
      `<stream:error><undefined-condition xmlns='urn:ietf:params:xml:ns:xmpp-streams'/><text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>Client acknowledged more stanzas than sent by server</text></stream:error>`,
    );
    expect(note).toMatchObject({ kind: 'stream-error', specification: { number: 'XEP-0198 section 6' } });
    const exact = first(
      `<stream:error><undefined-condition xmlns='urn:ietf:params:xml:ns:xmpp-streams'/><handled-count-too-high xmlns='urn:xmpp:sm:3' h='10' send-count='8'/></stream:error>`,
    );
    expect(exact).toMatchObject({ name: 'handled-count-too-high', general: { name: 'undefined-condition' } });
  });

  it('knows numbers and names from before RFC 6120, and says that they are old', () => {
    expect(first(`<iq type='error' id='1'><error code='404'>Not Found</error></iq>`)).toMatchObject({
      name: 'item-not-found',
      said: 'Not Found',
      oddity: 'code="404" is an old way of writing <item-not-found/> (XEP-0086).',
    });
    expect(
      first(`<stream:error><xml-not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>`),
    ).toMatchObject({ name: 'not-well-formed', oddity: expect.stringContaining('RFC 3920') });
    expect(first(iqError('auth', `<payment-required xmlns='${stanzas}'/>`))?.specification?.number).toBe('RFC 3920');
    for (const code of ['', '999', 'toString']) {
      expect(first(`<iq type='error' id='1'><error code='${code}'/></iq>`)).toBeUndefined();
    }
  });

  it('reads the words of SASL2, which are in its own namespace', () => {
    const failure = `<failure xmlns='urn:xmpp:sasl:2'><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><text>wrong</text></failure>`;
    expect(first(failure)).toMatchObject({ kind: 'sasl-error', name: 'not-authorized', said: 'wrong' });
  });

  it.each([
    ['no id', `<iq type='get'><ping xmlns='urn:xmpp:ping'/></iq>`, 'The iq has no id.'],
    ['no child', `<iq type='get' id='1'/>`, 'An iq that asks or changes holds exactly one element.'],
    ['no type', `<iq id='1'><ping xmlns='urn:xmpp:ping'/></iq>`, /^The type of the iq is missing/],
  ])('says what is wrong with an iq that has %s', (_, request, summary) => {
    const note = first(iqError('modify', `<bad-request xmlns='${stanzas}'/>`), request);
    expect(note?.summary).toMatch(summary);
  });

  const streams = 'urn:ietf:params:xml:ns:xmpp-streams';
  const failure = (condition: string, words: string) =>
    `<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><${condition}/><text>${words}</text></failure>`;
  const streamError = (condition: string, words: string) =>
    `<stream:error><${condition} xmlns='${streams}'/><text xmlns='${streams}'>${words}</text></stream:error>`;

  it.each([
    [failure('not-authorized', 'Invalid channel binding'), 'not bound to this TLS connection'],
    [failure('malformed-request', 'Proposed channel binding type isn&apos;t supported.'), 'not bound to this TLS'],
    [failure('not-authorized', 'SASL negotiation is not allowed in this state'), 'no login at this point'],
    [streamError('policy-violation', 'h attribute too big'), 'More stanzas were confirmed'],
    [streamError('policy-violation', 'Too many unacked stanzas'), 'wait to be confirmed'],
    [
      streamError('policy-violation', 'session in resume state cannot accept incoming stanzas'),
      'put this session aside',
    ],
    [streamError('policy-violation', 'Use of STARTTLS required'), 'demands encryption'],
    [streamError('policy-violation', 'XML stanza is too big'), 'larger than the server allows'],
    [streamError('host-unknown', 'bot does not match any configured external components'), 'names no component'],
    [
      iqError(
        'wait',
        `<resource-constraint xmlns='${stanzas}'/><text xmlns='${stanzas}'>Users are not allowed to register accounts so quickly</text>`,
      ),
      'registered faster',
    ],
  ])('lets the words of the server decide where the condition fits many causes: %s', (text, summary) => {
    expect(first(text)?.summary).toContain(summary);
  });

  it.each([
    [failure('not-authorized', 'Wrong password'), 'User name and password do not match.'],
    [streamError('policy-violation', 'Spam'), 'The stream broke a rule'],
  ])('leaves words alone that decide nothing: %s', (text, summary) => {
    expect(first(text)?.summary).toContain(summary);
  });

  it('knows what is optional, what is for devices, and an address that is none, by what was asked', () => {
    const noPrefs = first(
      iqError('cancel', `<feature-not-implemented xmlns='${stanzas}'/>`),
      `<iq type='get' id='1'><prefs xmlns='urn:xmpp:mam:2'/></iq>`,
    );
    expect(noPrefs).toMatchObject({ specification: { number: 'XEP-0441' } });
    const open = (to: string) => `<iq type='set' id='1' to='${to}'><open xmlns='http://jabber.org/protocol/ibb'/></iq>`;
    const refused = `<service-unavailable xmlns='${stanzas}'/>`;
    const [bare, full] = ['juliet@montague.example', 'juliet@montague.example/balcony'];
    expect(first(iqError('cancel', refused, ` from='${bare}'`), open(bare))?.summary).toContain('without a resource');
    expect(first(iqError('cancel', refused, ` from='${full}'`), open(full))?.summary).not.toContain(
      'without a resource',
    );
    const lost = `<message type='error' from='${bare}'><error type='cancel'>${refused}</error></message>`;
    expect(first(lost)?.summary).toContain('no such account');
    const closed = iqError('auth', `<not-authorized xmlns='${stanzas}'/>`);
    expect(first(closed)?.summary).toContain('Nobody has signed in');
    expect(first(closed.replace('<iq', `<iq to='${full}'`))?.summary).not.toContain('Nobody has signed in');
    const own = iqError('cancel', `<feature-not-implemented xmlns='${stanzas}'/>`).replace(
      '<iq',
      `<iq to='montague.example'`,
    );
    expect(first(own)?.answered).toBe('This goes to montague.example: the client itself refuses.');
    const contact = (jid: string) =>
      `<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='${jid}'/></query></iq>`;
    const bad = `<bad-request xmlns='${stanzas}'/>`;
    expect(first(iqError('modify', bad), contact('ju liet@montague.example'))?.summary).toContain(
      'contact is not valid',
    );
    expect(first(iqError('modify', bad), contact(bare))?.summary).not.toContain('contact');
  });

  it('says that the server keeps no contact lists, of its own answer alone', () => {
    const ask = (to: string) => `<iq type='get' id='1'${to}><query xmlns='jabber:iq:roster'/></iq>`;
    const refused = iqError('cancel', `<feature-not-implemented xmlns='${stanzas}'/>`);
    expect(first(refused, ask(''))?.summary).toContain('keeps no contact lists');
    expect(first(refused, ask(` to='juliet@capulet.example'`))?.summary).not.toContain('contact lists');
  });

  it('tells the account, its server and the push service of the app apart (ejabberd#2033, #2045, #3095)', () => {
    const enable = (to: string) =>
      `<iq type='set' id='1'${to}><enable xmlns='urn:xmpp:push:0' jid='pubsub.montague.example' node='n'/></iq>`;
    const refused = iqError('cancel', `<service-unavailable xmlns='${stanzas}'/>`);
    const ofServer = first(refused, enable(" to='montague.example'"));
    expect(ofServer?.summary).toContain('belongs to the account');
    expect(ofServer?.whatToTry).toContain('without a "to"');
    for (const to of ['', ` to='romeo@montague.example'`]) {
      const note = first(refused, enable(to));
      expect(note?.summary).toContain('no push for this account');
      expect(note?.why).toMatch(/cloud_notify.*mod_push.*Openfire/);
      expect(note?.whatToTry).toContain('disco#info');
    }
    // What the error repeats of the request is enough.
    const alone = `<iq type='error' id='1' from='montague.example'><enable xmlns='urn:xmpp:push:0' jid='p'/><error type='cancel'><service-unavailable xmlns='${stanzas}'/></error></iq>`;
    expect(first(alone)?.summary).toContain('belongs to the account');
  });

  it('says that a call is not known, from the error alone', () => {
    const words = `<text>null is not a currently active session</text>`;
    const alone = `<error xmlns='jabber:client' type='cancel'><item-not-found xmlns='${stanzas}'/>${words}</error>`;
    expect(first(alone)).toMatchObject({ specification: { number: 'XEP-0166 section 10' }, said: expect.any(String) });
  });

  it('says that stream management came too early', () => {
    const ended = `<stream:error><unsupported-stanza-type xmlns='${streams}'/></stream:error>`;
    expect(first(ended, `<enable xmlns='urn:xmpp:sm:3'/>`)?.summary).toContain('Stream management');
    expect(first(ended, `<r xmlns='urn:xmpp:sm:3'/>`)?.summary).not.toContain('Stream management');
    expect(first(ended)?.summary).not.toContain('Stream management');
  });

  it('says that a resumption came too late', () => {
    expect(first(`<failed xmlns='urn:xmpp:sm:3' h='5'><item-not-found xmlns='${stanzas}'/></failed>`)).toMatchObject({
      summary: expect.stringContaining('cannot be resumed'),
    });
  });

  it('leaves exact conditions alone that it does not know', () => {
    const unknown = first(iqError('cancel', `<conflict xmlns='${stanzas}'/><odd xmlns='urn:example:errors'/>`));
    expect(unknown).toMatchObject({ name: 'conflict' });
    expect(unknown?.general).toBeUndefined();
  });
});

describe('explainOutcome', () => {
  const removed = (codes: string) =>
    explainOutcome(
      stanza(
        `<presence type='unavailable' from='yard@conference.montague.example/n'><x xmlns='http://jabber.org/protocol/muc#user'>${codes}</x></presence>`,
      ),
    );

  it('puts the telling status code first', () => {
    expect(removed(`<status code='110'/><status code='333'/>`).map(({ name }) => name)).toEqual(['333', '110']);
  });

  it('says why a call ended, and nothing when it was done', () => {
    const end = (reason: string) =>
      stanza(
        `<iq type='set' id='1'><jingle xmlns='urn:xmpp:jingle:1' action='session-terminate' sid='a'><reason>${reason}</reason></jingle></iq>`,
      );
    expect(explainOutcome(end('<failed-transport/><text>No path</text>'))).toMatchObject([
      { name: 'failed-transport', said: 'No path' },
    ]);
    expect(explainOutcome(end('<success/>'))).toEqual([]);
    expect(explainOutcome(end(''))).toEqual([]);
  });

  it('explains the part of a stanza that a report quotes', () => {
    const part = `<x xmlns='http://jabber.org/protocol/muc#user'><status code='307'/><status code='110'/></x>`;
    expect(explainOutcome(stanza(part)).map(({ name }) => name)).toEqual(['307', '110']);
    const error = `<error type='cancel'><item-not-found xmlns='${stanzas}'/></error>`;
    expect(explainOutcome(stanza(error))).toMatchObject([{ name: 'item-not-found' }]);
  });

  it('says nothing about codes that come with every join, or that nobody knows', () => {
    expect(removed(`<status code='110'/><status code='100'/>`)).toEqual([]);
    expect(removed(`<status code='999'/><status/>`)).toEqual([]);
  });
});

describe('the facts about errors', () => {
  it('name each exact condition once', () => {
    const names = applicationErrors.flatMap(({ namespace, conditions }) =>
      conditions.map(({ name }) => `${namespace} ${name}`),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(50);
  });

  it('are whole sentences', () => {
    const said = [
      ...explainExactConditions().flatMap(({ notes }) => notes),
      ...saidRefinements,
      ...pushRefinements,
      ...refinements,
      ...mucStatuses.map(({ summary, meaning }) => ({ summary, why: meaning, whatToTry: undefined })),
    ];
    for (const { summary, why, whatToTry } of said) {
      for (const sentence of [summary, why, whatToTry])
        if (sentence !== undefined) expect(sentence).toMatch(/^[A-Z].*\.$/s);
    }
  });

  it('give sections as they are written', () => {
    for (const { notes } of explainExactConditions()) {
      for (const { specification } of notes)
        expect(specification?.number).toMatch(/^XEP-\d{4}( section \d+(\.\d+)*)?$/);
    }
  });

  it('have status codes in their order, each once', () => {
    const codes = mucStatuses.map(({ code }) => Number(code));
    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
  });
});

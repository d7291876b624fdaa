import { describe, expect, it } from 'vitest';
import { saslErrors } from '../../playground/stanza/facts/sasl-errors.ts';
import { joinErrors, stanzaErrors } from '../../playground/stanza/facts/stanza-errors.ts';
import { streamErrors } from '../../playground/stanza/facts/stream-errors.ts';
import { type ConditionKind, explainConditions } from '../../playground/stanza/index.ts';
import { explain, explainNamespace } from '../../playground/stanza/registry.ts';
import { stanza } from './helpers.ts';

const stanzas = 'urn:ietf:params:xml:ns:xmpp-stanzas';

describe('explain', () => {
  it('puts the error first, with cause, advice, the words of the server and the section', () => {
    const [error, roster, ...rest] = explain(
      stanza(
        `<iq type='error'><query xmlns='jabber:iq:roster'/><error type='wait'><remote-server-timeout xmlns='${stanzas}'/><text xmlns='${stanzas}'> Connection refused </text></error></iq>`,
      ),
    );
    expect(error).toMatchObject({
      kind: 'stanza-error',
      name: 'remote-server-timeout',
      said: 'Connection refused',
      errorType: { name: 'wait', meaning: 'Wait and send it again.' },
      specification: {
        number: 'RFC 6120 section 8.3.3.17',
        url: 'https://www.rfc-editor.org/rfc/rfc6120.html#section-8.3.3.17',
      },
    });
    expect(error?.whatToTry).toContain('5269');
    expect(roster).toMatchObject({ kind: 'namespace', specification: { number: 'RFC 6121' } });
    expect(rest).toEqual([]);
  });

  it('knows stream errors, SASL failures and failed stream management', () => {
    const stream = `<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>b.example:5222</see-other-host></stream:error>`;
    expect(explain(stanza(stream))[0]).toMatchObject({
      kind: 'stream-error',
      name: 'see-other-host',
      said: 'b.example:5222',
    });
    const sasl = `<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/><text>No.</text></failure>`;
    expect(explain(stanza(sasl))[0]).toMatchObject({ kind: 'sasl-error', name: 'not-authorized', said: 'No.' });
    const sasl2 = `<failure xmlns='urn:xmpp:sasl:2'><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></failure>`;
    expect(explain(stanza(sasl2)).map((note) => note.name)).toContain('not-authorized');
    const failed = `<failed xmlns='urn:xmpp:sm:3'><item-not-found xmlns='${stanzas}'/></failed>`;
    expect(explain(stanza(failed)).map((note) => note.kind)).toEqual(['stanza-error', 'namespace']);
  });

  it('explains the answer of a room to a join as XEP-0045 means it', () => {
    const answer = (x: string, by: string, request?: string) =>
      explain(
        stanza(
          `<presence type='error' from='room@c.example/nick'>${x}<error type='cancel'${by}><conflict xmlns='${stanzas}'/></error></presence>`,
        ),
        { request: request === undefined ? undefined : stanza(request) },
      )[0];
    const join = `<x xmlns='http://jabber.org/protocol/muc'/>`;
    const ofRoom = { summary: 'The nickname is taken.', specification: { number: 'XEP-0045' } };
    expect(answer(join, '')).toMatchObject(ofRoom);
    expect(answer('', ` by='room@c.example'`)).toMatchObject(ofRoom);
    expect(answer('', '', `<presence to='room@c.example/nick'>${join}</presence>`)).toMatchObject(ofRoom);
    for (const other of [
      answer('', ''),
      answer('', ` by='c.example'`),
      answer('', '', `<presence to='room@c.example/nick'/>`),
    ]) {
      expect(other?.specification?.number).toBe('RFC 6120 section 8.3.3.2');
    }
  });

  it('names each namespace once, in the order of the text, and is silent about those it does not know', () => {
    const notes = explain(
      stanza(
        `<message><result xmlns='urn:xmpp:mam:2'><forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay'/><message xmlns='jabber:client'><x xmlns='urn:example:unknown'/></message></forwarded></result><a xmlns='urn:xmpp:delay'/></message>`,
      ),
    );
    expect(notes.map((note) => [note.name, note.specification?.number])).toEqual([
      ['urn:xmpp:mam:2', 'XEP-0313'],
      ['urn:xmpp:forward:0', 'XEP-0297'],
      ['urn:xmpp:delay', 'XEP-0203'],
    ]);
  });

  it('is not taken in by children that look like errors', () => {
    const odd = `<message><error type='toString'><toString xmlns='${stanzas}'/><text xmlns='${stanzas}'/></error><conflict xmlns='${stanzas}'/></message>`;
    expect(explain(stanza(odd))).toEqual([]);
  });

  it('takes nesting 10 000 deep', () => {
    const deep = `${`<a xmlns='urn:xmpp:ping'>`.repeat(10_000)}${'</a>'.repeat(10_000)}`;
    expect(explain(stanza(deep))).toHaveLength(1);
  });
});

describe('explainConditions', () => {
  it('says of each condition what explain says when it arrives', () => {
    const arriving = {
      'sasl-error': (name: string) => `<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><${name}/></failure>`,
      'stanza-error': (name: string) => `<presence><error><${name} xmlns='${stanzas}'/></error></presence>`,
      'stream-error': (name: string) =>
        `<stream:error xmlns:stream='http://etherx.jabber.org/streams'><${name} xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>`,
    };
    const all = explainConditions();
    expect(all).toHaveLength(saslErrors.length + stanzaErrors.length + streamErrors.length);
    for (const note of all) {
      const arrives = arriving[note.kind as ConditionKind];
      expect(explain(stanza(arrives(note.name)))[0]).toMatchObject(note);
    }
  });
});

describe('explainNamespace', () => {
  it.each([
    ['urn:xmpp:sm:3', 'XEP-0198'],
    ['urn:xmpp:mam:2#extended', 'XEP-0313'],
    ['urn:xmpp:bookmarks:1+notify', 'XEP-0402'],
    ['urn:xmpp:bookmarks:1#compat', 'XEP-0402'],
    ['http://jabber.org/protocol/muc#roomconfig', 'XEP-0045'],
    ['http://jabber.org/protocol/pubsub#publish', 'XEP-0060'],
    ['eu.siacs.conversations.axolotl.devicelist+notify', 'XEP-0384'],
    ['urn:xmpp:omemo:2:devices', 'XEP-0384'],
    ['urn:xmpp:avatar:metadata+notify', 'XEP-0084'],
    ['msgoffline', 'XEP-0160'],
  ])('%s is %s', (namespace, number) => {
    expect(explainNamespace(namespace)).toMatchObject({ name: namespace, specification: { number } });
  });

  it('does not guess', () => {
    for (const name of ['', 'urn:xmpp', 'urn:xmpp:pinge', 'jabber:iq:none', 'constructor']) {
      expect(explainNamespace(name)).toBeUndefined();
    }
  });
});

describe('the facts', () => {
  // The RFC's own lists, in its order, written down apart from the facts.
  const rfc = {
    stanza:
      'bad-request conflict feature-not-implemented forbidden gone internal-server-error item-not-found jid-malformed not-acceptable not-allowed not-authorized policy-violation recipient-unavailable redirect registration-required remote-server-not-found remote-server-timeout resource-constraint service-unavailable subscription-required undefined-condition unexpected-request',
    stream:
      'bad-format bad-namespace-prefix conflict connection-timeout host-gone host-unknown improper-addressing internal-server-error invalid-from invalid-namespace invalid-xml not-authorized not-well-formed policy-violation remote-connection-failed reset resource-constraint restricted-xml see-other-host system-shutdown undefined-condition unsupported-encoding unsupported-feature unsupported-stanza-type unsupported-version',
    sasl: 'aborted account-disabled credentials-expired encryption-required incorrect-encoding invalid-authzid invalid-mechanism malformed-request mechanism-too-weak not-authorized temporary-auth-failure',
  };

  it('cover every condition of RFC 6120, in its order', () => {
    const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join(' ');
    expect(names(stanzaErrors)).toBe(rfc.stanza);
    expect(names(streamErrors)).toBe(rfc.stream);
    expect(names(saslErrors)).toBe(rfc.sasl);
    const failure = `<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><temporary-auth-failure/></failure>`;
    expect(explain(stanza(failure))[0]?.specification?.number).toBe('RFC 6120 section 6.5.11');
  });

  it('leave a condition alone that RFC 6120 does not define for a stanza', () => {
    const error = `<message type='error'><error type='cancel'><host-unknown xmlns='${stanzas}'/></error></message>`;
    expect(explain(stanza(error)).filter(({ kind }) => kind === 'stanza-error')).toEqual([]);
  });

  it('are whole sentences, each written once', () => {
    const lists = [...stanzaErrors, ...streamErrors, ...saslErrors, ...joinErrors];
    const sentences = lists.flatMap(({ summary, why, whatToTry }) => [summary, why, whatToTry]);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z"].*\.$/s);
    for (const { name, why, whatToTry } of lists) expect(`${name}: ${why}`).not.toBe(`${name}: ${whatToTry}`);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPairer, type Direction, pair, type WireEntry } from '../../playground/stanza/index.ts';

let clock = 0;
function entries(...list: [account: string, direction: Direction, text: string, at?: number][]): WireEntry[] {
  return list.map(([account, direction, text, at], index) => ({
    id: index + 1,
    account,
    direction,
    text,
    at: at ?? clock++,
  }));
}

const error = `<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`;

describe('pair', () => {
  it('finds the reply with the same id from the address that was asked, both ways', () => {
    const result = pair(
      entries(
        ['romeo', 'sent', `<iq type='get' id='1' to='juliet@x.example/a'><q xmlns='urn:q'/></iq>`, 100],
        [
          'juliet',
          'received',
          `<iq type='get' id='1' to='juliet@x.example/a' from='romeo@x.example/b'><q xmlns='urn:q'/></iq>`,
          101,
        ],
        ['juliet', 'sent', `<iq type='result' id='1' to='romeo@x.example/b'/>`, 103.5],
        ['romeo', 'received', `<iq type='result' id='1' from='juliet@x.example/a' to='romeo@x.example/b'/>`, 104],
      ),
    );
    expect([...result.values()]).toEqual([
      { kind: 'paired', partner: 4, milliseconds: 4 },
      { kind: 'paired', partner: 3, milliseconds: 2.5 },
      { kind: 'paired', partner: 2, milliseconds: 2.5 },
      { kind: 'paired', partner: 1, milliseconds: 4 },
    ]);
  });

  it.each([
    ['no address at all', '', ''],
    ['own bare address', '', `from='romeo@x.example'`],
    ['own full address', '', `from='romeo@x.example/b'`],
    ['own server', '', `from='x.example'`],
    ['asked own bare address, answered without', `to='romeo@x.example'`, ''],
    ['asked own server, answered without', `to='x.example'`, ''],
    ['other case', `to='Juliet@X.example/Chamber'`, `from='juliet@x.example/Chamber'`],
    ['a dot at the end of the domain', `to='x.example.'`, `from='x.example'`],
  ])('knows a request to the own account: %s', (_, to, from) => {
    const result = pair(
      entries(
        ['romeo', 'sent', `<iq type='get' id='1' ${to}/>`],
        ['romeo', 'received', `<iq type='result' id='1' to='romeo@x.example/b' ${from}/>`],
      ),
    );
    expect(result.get(1)).toMatchObject({ kind: 'paired', partner: 2 });
  });

  it.each([
    ['another id', `<iq type='result' id='2' from='j@x.example'/>`],
    ['another address', `<iq type='result' id='1' from='evil@x.example'/>`],
    ['another resource case', `<iq type='result' id='1' from='j@x.example/A'/>`],
    ['another kind', `<message type='error' id='1' from='j@x.example'>${error}</message>`],
  ])('leaves a reply alone that has %s', (_, reply) => {
    const result = pair(
      entries(['romeo', 'sent', `<iq type='get' id='1' to='j@x.example'/>`], ['romeo', 'received', reply]),
    );
    expect(result.get(1)).toEqual({ kind: 'waiting' });
    expect(result.get(2)).toEqual({ kind: 'orphan' });
  });

  it('keeps accounts apart, and a reply goes the other way', () => {
    const request = `<iq type='get' id='1' to='j@x.example'/>`;
    const reply = `<iq type='result' id='1' from='j@x.example' to='j@x.example'/>`;
    expect(pair(entries(['romeo', 'sent', request], ['nurse', 'received', reply])).get(2)).toEqual({ kind: 'orphan' });
    expect(pair(entries(['romeo', 'sent', request], ['romeo', 'sent', reply])).get(2)).toEqual({ kind: 'orphan' });
  });

  it('answers requests with the same id in their order, and each once', () => {
    const request = `<iq type='get' id='1' to='x.example'/>`;
    const reply = `<iq type='result' id='1' from='x.example'/>`;
    const result = pair(
      entries(
        ['r', 'sent', request],
        ['r', 'sent', request],
        ['r', 'received', reply],
        ['r', 'received', reply],
        ['r', 'received', reply],
      ),
    );
    expect([1, 2, 5].map((id) => result.get(id))).toMatchObject([{ partner: 3 }, { partner: 4 }, { kind: 'repeated' }]);
  });

  it('knows the own address from what the account itself wrote into a request', () => {
    const result = pair(
      entries(
        ['romeo', 'sent', `<iq type='get' id='1' from='romeo@x.example/b'/>`],
        ['romeo', 'received', `<iq type='error' id='1' from='romeo@x.example/b'>${error}</iq>`],
        ['romeo', 'sent', `<iq type='get' id='2' from='romeo@x.example/b'/>`],
        ['romeo', 'received', `<iq type='result' id='2' from='juliet@x.example/a'/>`],
      ),
    );
    expect([1, 3].map((id) => result.get(id)?.kind)).toEqual(['paired', 'waiting']);
  });

  it('tells a second reply from one that matches no request', () => {
    const ask = `<iq type='get' id='1' to='x.example'/>`;
    const [failed, done] = [
      `<iq type='error' id='1' from='x.example'>${error}</iq>`,
      `<iq type='result' id='1' from='x.example'/>`,
    ];
    const kinds = (...list: Parameters<typeof entries>) => [...pair(entries(...list)).values()].map(({ kind }) => kind);
    expect(kinds(['romeo', 'sent', ask], ['romeo', 'received', failed], ['romeo', 'received', done])).toEqual([
      'paired',
      'paired',
      'repeated',
    ]);
    expect(kinds(['romeo', 'received', failed], ['romeo', 'received', done])).toEqual(['orphan', 'repeated']);
    // The same id for another request, another address, another account.
    expect(
      kinds(
        ['romeo', 'sent', ask],
        ['romeo', 'received', done],
        ['romeo', 'sent', ask],
        ['romeo', 'received', done],
        ['romeo', 'received', `<iq type='result' id='1' from='y.example'/>`],
        ['juliet', 'received', done],
      ),
    ).toEqual(['paired', 'paired', 'paired', 'paired', 'orphan', 'orphan']);
  });

  it('ties the error to its message or presence, and leaves all others alone', () => {
    const result = pair(
      entries(
        ['romeo', 'sent', `<message id='m' to='j@x.example'/>`],
        ['romeo', 'sent', `<presence to='room@c.example/old'/>`],
        ['romeo', 'sent', `<presence to='room@c.example/new'/>`],
        [
          'romeo',
          'received',
          `<message type='error' id='m' from='j@x.example' to='romeo@x.example/b'>${error}</message>`,
        ],
        ['romeo', 'received', `<presence type='error' from='room@c.example/new'>${error}</presence>`],
        ['romeo', 'received', `<message id='m' from='j@x.example'><body/></message>`],
        ['romeo', 'received', `<message type='error' id='m' from='j@x.example'>${error}</message>`],
      ),
    );
    expect([...result.values()].map((pairing) => ('partner' in pairing ? pairing.partner : pairing.kind))).toEqual([
      4,
      'alone',
      5,
      1,
      3,
      'alone',
      'orphan',
    ]);
  });

  it('ties an error to the message without an id that it is about, though a room gave it one', () => {
    const result = pair(
      entries(
        ['romeo', 'sent', `<message type='groupchat' to='room@c.example'><body/></message>`],
        ['romeo', 'sent', `<message id='m' to='room@c.example/j'><body/></message>`],
        ['romeo', 'received', `<message type='error' id='room-1' from='room@c.example'>${error}</message>`],
        ['romeo', 'received', `<message type='error' id='m' from='room@c.example/j'>${error}</message>`],
        ['romeo', 'received', `<message type='error' id='room-2' from='room@c.example'>${error}</message>`],
      ),
    );
    expect([...result.values()].map((pairing) => ('partner' in pairing ? pairing.partner : pairing.kind))).toEqual([
      3,
      4,
      1,
      2,
      'orphan',
    ]);
  });

  it('leaves streams, nonzas and broken texts alone', () => {
    const texts = [
      `<stream:stream to='x.example'>`,
      `<r xmlns='urn:xmpp:sm:3'/>`,
      `<iq xmlns='urn:other' type='get' id='1'/>`,
      '<iq',
      '',
      ' ',
    ];
    const result = pair(entries(...texts.map((text): [string, Direction, string] => ['r', 'sent', text])));
    expect([...result.values()].map((pairing) => pairing.kind)).toEqual(texts.map(() => 'alone'));
  });

  it('tells of a time-out when it is due, and takes a late reply', () => {
    const pairer = createPairer({ timeout: 1000 });
    const [request, other, late] = entries(
      ['r', 'sent', `<iq type='get' id='1' to='x.example'/>`, 0],
      ['r', 'sent', `<iq type='get' id='2' to='x.example'/>`, 500],
      ['r', 'received', `<iq type='result' id='1' from='x.example'/>`, 1700],
    );
    if (!request || !other || !late) throw new Error('entries');
    pairer.add(request);
    pairer.add(other);
    expect(pairer.expire(999)).toEqual([]);
    expect(pairer.expire(1000)).toEqual([{ id: 1, pairing: { kind: 'timed-out', milliseconds: 1000 } }]);
    expect(pairer.expire(1000)).toEqual([]);
    expect(pairer.add(late)).toEqual([
      { id: 3, pairing: { kind: 'paired', partner: 1, milliseconds: 1700 } },
      { id: 1, pairing: { kind: 'paired', partner: 3, milliseconds: 1700 } },
      { id: 2, pairing: { kind: 'timed-out', milliseconds: 1000 } },
    ]);
    expect(pairer.get(1)).toMatchObject({ kind: 'paired' });
    expect(pairer.get(99)).toEqual({ kind: 'alone' });
  });

  it('is symmetric, and leaves no pair unmade', () => {
    const text = fc
      .tuple(
        fc.constantFrom('iq', 'iq', 'message', 'presence'),
        fc.constantFrom('get', 'set', 'result', 'error', 'chat'),
        fc.constantFrom(` id='1'`, ` id='2'`, ''),
        fc.constantFrom('', ` to='a@x.example/r'`, ` to='x.example'`),
        fc.constantFrom('', ` from='a@x.example/r'`, ` from='x.example'`),
      )
      .map(([name, type, id, to, from]) => ({
        name,
        type,
        id,
        peers: { sent: to, received: from },
        text: `<${name} type='${type}'${id}${to}${from}/>`,
      }));
    const item = fc.record({
      account: fc.constantFrom('r', 'j'),
      direction: fc.constantFrom<Direction>('sent', 'received'),
      stanza: text,
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (items) => {
        const list = items.map(
          ({ account, direction, stanza }, id): WireEntry => ({ id, account, direction, at: id, text: stanza.text }),
        );
        const result = pair(list);
        for (const [id, pairing] of result) {
          if (pairing.kind !== 'paired') continue;
          const [mine, theirs] = [items[id], items[pairing.partner]];
          expect(result.get(pairing.partner)).toEqual({ ...pairing, partner: id });
          expect(theirs).toMatchObject({ account: mine?.account, stanza: { name: mine?.stanza.name } });
          // An error of a message may have an id that the message had not.
          const ids = [mine, theirs].map((one) => one?.stanza.id);
          if (mine?.stanza.name !== 'message' || !ids.includes('')) expect(ids[0]).toBe(ids[1]);
          expect(theirs?.direction).not.toBe(mine?.direction);
        }
        const address = ({ direction, stanza }: (typeof items)[number]) => stanza.peers[direction].replace(/^ \w+/, '');
        const isReply = ({ stanza }: (typeof items)[number]) => stanza.type === 'result' || stanza.type === 'error';
        items.forEach((request, first) => {
          if (result.get(first)?.kind !== 'waiting') return;
          const missed = items.some(
            (reply, second) =>
              second > first &&
              result.get(second)?.kind === 'orphan' &&
              isReply(reply) &&
              reply.account === request.account &&
              reply.direction !== request.direction &&
              reply.stanza.name === 'iq' &&
              reply.stanza.id === request.stanza.id &&
              address(reply) === address(request),
          );
          expect(missed).toBe(false);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('takes 100 000 entries', () => {
    const list: WireEntry[] = [];
    for (let index = 0; index < 50_000; index += 1) {
      list.push({
        id: 2 * index,
        account: 'r',
        direction: 'sent',
        at: index,
        text: `<iq type='get' id='${index}' to='x.example'><q xmlns='urn:q'/></iq>`,
      });
      list.push({
        id: 2 * index + 1,
        account: 'r',
        direction: 'received',
        at: index,
        text: `<iq type='result' id='${index}' from='x.example'/>`,
      });
    }
    const result = pair(list);
    expect([...result.values()].every((pairing) => pairing.kind === 'paired')).toBe(true);
    // A second or so when the machine is idle; the limit only stops what has become quadratic.
  }, 60_000);
});

describe('a stream that ends', () => {
  const ask = `<iq type='get' id='1' to='x.example'/>`;
  const answer = `<iq type='result' id='1' from='x.example' to='romeo@x.example/b'/>`;

  it('ends what waits on it, and its requests are not answered on the next one', () => {
    const pairer = createPairer();
    const [first, other, second, reply] = entries(
      ['romeo', 'sent', ask, 0],
      ['juliet', 'sent', ask, 0],
      ['romeo', 'sent', ask, 10],
      ['romeo', 'received', answer, 12],
    );
    for (const entry of [first, other]) if (entry) pairer.add(entry);
    expect(pairer.end('romeo')).toEqual([{ id: 1, pairing: { kind: 'stream-ended' } }]);
    for (const entry of [second, reply]) if (entry) pairer.add(entry);
    pairer.expire(100_000);
    expect([1, 2, 3].map((id) => pairer.get(id).kind)).toEqual(['stream-ended', 'timed-out', 'paired']);
  });

  it('lets an id be used anew on the next one', () => {
    const pairer = createPairer();
    const [before, after] = entries(['romeo', 'received', answer], ['romeo', 'received', answer]);
    if (before) pairer.add(before);
    pairer.end('romeo');
    if (after) pairer.add(after);
    expect(pairer.get(2)).toEqual({ kind: 'orphan' });
  });

  it('changes nothing of what was answered', () => {
    const pairer = createPairer();
    for (const entry of entries(['romeo', 'sent', ask, 0], ['romeo', 'received', answer, 1])) pairer.add(entry);
    expect(pairer.end('romeo')).toEqual([]);
    expect(pairer.get(1)).toMatchObject({ kind: 'paired' });
  });
});

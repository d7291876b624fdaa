import { describe, expect, it } from 'vitest';
import { Arrivals } from '../../playground/console/state/arrivals.ts';
import { causeOf } from '../../playground/console/state/cause.ts';
import { countReceived, readSlowly } from '../../playground/console/state/found-stanzas.ts';
import { toTranscript } from '../../playground/console/state/loaded-log.ts';
import { LogDesk } from '../../playground/console/state/log-desk.ts';
import type { LoadedLog } from '../../playground/console/state/log-types.ts';
import { pairingWords, sinceWords, timeIn } from '../../playground/console/state/words.ts';

const pause = async (): Promise<void> => {};

async function load(text: string): Promise<LoadedLog> {
  const reading = await readSlowly(text, pause);
  const log = reading && (await toTranscript('test.log', reading, pause));
  if (!log) throw new Error('was stopped');
  return log;
}

const ask = (id: string): string =>
  `<iq type="get" to="montague.example" id="${id}"><ping xmlns="urn:xmpp:ping"/></iq>`;
const answer = (id: string): string =>
  `<iq type="result" from="montague.example" to="romeo@montague.example/orchard" id="${id}"/>`;

describe('a loaded log', () => {
  it('pairs requests with replies, with the time between them, and knows whose stream it is', async () => {
    const { journal, accounts, format, count } = await load(
      `2026-11-16T13:57:30.120Z - C2S-STARTTLS /198.51.100.7:51762 - RECV - (raw): ${ask('a')}\n2026-11-16T13:57:30.125Z - C2S-STARTTLS /198.51.100.7:51762 - SENT - (raw): ${answer('a')}\n`,
    );
    expect({ format, count }).toEqual({ format: 'openfire', count: 2 });
    expect(accounts.map(({ name }) => name)).toEqual(['romeo@montague.example']);
    expect(journal.all.map((entry) => entry.kind === 'text' && [entry.account, entry.direction])).toEqual([
      ['romeo@montague.example', 'sent'],
      ['romeo@montague.example', 'received'],
    ]);
    expect(journal.pairing(1)).toEqual({ kind: 'paired', partner: 2, milliseconds: 5 });
  });

  it('has no more of a time than the log: no fraction of a second, and none in what is between two of them', async () => {
    const line = (second: number, direction: string, xml: string): string =>
      `2026-11-16 13:57:${second} c2s1\tdebug\t${direction}: ${xml}\n`;
    const { journal } = await load(
      line(30, 'RECV', ask('a')) +
        line(30, 'SEND', answer('a')) +
        line(31, 'RECV', ask('b')) +
        line(33, 'SEND', answer('b')),
    );
    const rows = journal.all.flatMap((entry) => (entry.kind === 'text' ? [entry] : []));
    expect(rows.map(timeIn)).toEqual(['13:57:30', '13:57:30', '13:57:31', '13:57:33']);
    expect(rows.map((row) => pairingWords(journal.pairing(row.id), row))).toEqual([
      'answered in the same second',
      'in the same second',
      'answered in 2 s',
      'after 2 s',
    ]);
    expect(
      rows.map((row, index) => sinceWords(index === 0 ? undefined : row.at - (rows[index - 1]?.at ?? 0), row)),
    ).toEqual(['', '', '+1 s', '+2 s']);
  });

  it('tells two streams of one account apart', async () => {
    const line = (stream: string, direction: string, xml: string): string =>
      `Nov 16 13:57:30 ${stream}\tdebug\t${direction}: ${xml}\n`;
    const { accounts } = await load(
      line('c2s1', 'RECV', ask('a')) +
        line('c2s2', 'RECV', ask('a')) +
        line('c2s2', 'SEND', answer('a')) +
        line('c2s1', 'SEND', answer('a')),
    );
    expect(accounts.map(({ name }) => name)).toEqual(['romeo@montague.example', 'romeo@montague.example c2s2']);
  });

  it('marks what the log does not tell, and pairs all the same', async () => {
    const { journal } = await load(`${ask('a')}\n\n${answer('a')}\n\n${ask('never')}`);
    expect(journal.all.map((entry) => entry.kind === 'text' && entry.untold)).toEqual(
      Array.from({ length: 3 }, () => ({ time: true, direction: true })),
    );
    expect(journal.pairing(2)).toMatchObject({ kind: 'paired', partner: 1 });
    expect(journal.pairing(3)).toMatchObject({ kind: 'timed-out' });
  });
});

describe('what ended a stream in a log', () => {
  const ended = '<stream:error><unsupported-stanza-type xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></stream:error>';
  const enable = '<enable xmlns="urn:xmpp:sm:3"/>';
  const auth = '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN"/>';
  const success = '<success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>';
  async function causeIn(text: string) {
    const { journal } = await load(text);
    const last = journal.text(journal.size);
    return last && causeOf(last, journal);
  }

  it('is what was sent last', async () => {
    const asked = `==> ${ask('a')}\n==> ${enable}\n<== ${answer('a')}\n<== ${ended}`;
    expect(await causeIn(asked)).toMatchObject({ id: 2, request: enable });
    expect(await causeIn(`${enable}\n\n${ended}`)).toMatchObject({ request: enable });
    expect(await causeIn(`<== ${answer('a')}\n<== ${ended}`)).toBeUndefined();
  });

  it('is a login only after one that worked, and without advice about this console', async () => {
    const again = `==> ${auth}\n<== ${success}\n==> ${auth}\n<== ${ended}`;
    expect(await causeIn(again)).toEqual({ id: 3, summary: expect.stringContaining('sasl'), request: auth });
    expect((await causeIn(`==> ${auth}\n<== ${ended}`))?.request).toBeUndefined();
  });
});

describe('what is open in a log from the start', () => {
  const refused = (id: string): string =>
    `<iq type="error" from="montague.example" id="${id}"><error type="cancel"><item-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>`;
  const open = async (text: string) => new Arrivals((await load(text)).journal).take().open;

  it('is what failed', async () => expect(await open(ask('a') + refused('a') + ask('b') + answer('b'))).toEqual([2]));
  it('is a stanza that is alone', async () =>
    expect(await open('<presence from="juliet@montague.example"/>')).toEqual([1]));
});

describe('what somebody received', () => {
  it.each([
    answer('a'),
    '<iq type="error" id="a"><error code="404"/></iq>',
    '<presence from="yard@conference.montague.example/n"/>',
    '<stream:error><xml-not-well-formed xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></stream:error>',
    '<failure xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><not-authorized/></failure>',
    '<failed xmlns="urn:xmpp:sm:3"/>',
    '<error type="cancel"><item-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error>',
    '<x xmlns="http://jabber.org/protocol/muc#user"><status code="307"/></x>',
  ])('is told from what is written to be sent: %s', (xml) => expect(countReceived([xml])).toBe(1));

  it.each([
    ask('a'),
    '<message to="juliet@montague.example"><body>from="here"</body></message>',
    '<iq type="error" to="juliet@montague.example/balcony" id="a"><error type="cancel"/></iq>',
    '<enable xmlns="urn:xmpp:sm:3"/>',
  ])('is not what is written to be sent: %s', (xml) => expect(countReceived([xml])).toBe(0));
});

it('an answer beside its request was received, whatever address it has', () => {
  const answer = '<iq type="error" to="romeo@montague.example/orchard" id="a"><error type="cancel"/></iq>';
  expect([countReceived([ask('a'), answer]), countReceived([ask('b'), answer])]).toEqual([1, 0]);
});

describe('the desk for logs', () => {
  it('opens one log at a time, says why a text is none, and closes', async () => {
    const desk = new LogDesk();
    await Promise.all([desk.open(ask('first')), desk.open(`${ask('second')}${ask('third')}`, 'two.log')]);
    expect(desk.desk).toMatchObject({ state: 'open', log: { name: 'two.log', count: 2 } });
    await desk.open('nothing', 'empty.log');
    expect(desk.desk).toEqual({ state: 'refused', plain: 'No stanzas were found in empty.log.' });
    desk.close();
    expect(desk.desk).toEqual({ state: 'empty' });
  });

  it('refuses a file that is too large without reading it', async () => {
    const desk = new LogDesk();
    await desk.open('x'.repeat(40_000_000), 'large.log');
    expect(desk.desk).toMatchObject({ state: 'refused', plain: expect.stringContaining('Up to 32.0 MB') });
  });
});

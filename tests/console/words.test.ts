import { describe, expect, it } from 'vitest';
import { Journal } from '../../playground/console/state/journal.ts';
import { bytesOf, durationOf, spanOf, timeOf } from '../../playground/console/state/units.ts';
import { pairingWords, routeOf } from '../../playground/console/state/words.ts';
import { text } from './entries.ts';

describe('words', () => {
  it('writes times to the millisecond', () => {
    expect(timeOf(new Date(2026, 10, 22, 9, 5, 3, 7).getTime() + 0.4)).toBe('09:05:03.007');
  });

  it.each([
    [0.34, '0.3 ms'],
    [12.6, '13 ms'],
    [1234, '1.2 s'],
  ])('%f milliseconds are %s', (milliseconds, words) => expect(durationOf(milliseconds)).toBe(words));

  it.each([
    [45, '45 s'],
    [600, '10 min'],
    [5400, '1 h 30 min'],
    [90_000, '1 d 1 h'],
    [0, '0 s'],
  ])('%i seconds are %s', (seconds, words) => expect(spanOf(seconds)).toBe(words));

  it('writes sizes', () => {
    expect([bytesOf(386_512), bytesOf(1_234_567)]).toEqual(['387 kB', '1.2 MB']);
  });

  it('names both ends of a text, and the server where an address is missing', () => {
    const journal = new Journal();
    const [sent, received] = journal.append([
      text({ text: '<presence/>' }),
      text({ direction: 'received', text: '<message from="juliet@montague.example"/>' }),
    ]);
    expect(sent && routeOf(sent)).toEqual({ from: 'romeo', to: 'server' });
    expect(received && routeOf(received)).toEqual({ from: 'juliet@montague.example', to: 'romeo' });
  });

  it('says how a request and its reply stand to each other, and why there is no reply', () => {
    const [sent, received, result] = new Journal().append([
      text({ text: '<iq type="get" id="1"/>' }),
      text({ direction: 'received', text: '<iq type="get" id="1"/>' }),
      text({ direction: 'received', text: '<iq type="result" id="1"/>' }),
    ]);
    if (sent === undefined || received === undefined || result === undefined) throw new Error('Three were appended.');
    expect(pairingWords({ kind: 'paired', partner: 1, milliseconds: 2 }, sent)).toBe('answered in 2.0 ms');
    expect(pairingWords({ kind: 'paired', partner: 1, milliseconds: 2 }, result)).toBe('after 2.0 ms');
    expect(pairingWords({ kind: 'timed-out', milliseconds: 30_000 }, sent)).toBe('no reply in 30.0 s');
    expect(pairingWords({ kind: 'timed-out', milliseconds: 30_000 }, received)).toBe('waits for your answer');
    expect(pairingWords({ kind: 'stream-ended' }, sent)).toBe('no reply: the stream ended');
    expect(pairingWords({ kind: 'repeated' }, result)).toBe('this id was answered already');
    expect(pairingWords({ kind: 'alone' }, sent)).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { Batch } from '../../playground/console/runtime/batch.ts';
import { Journal, type Text } from '../../playground/console/state/journal.ts';
import { LogBook } from '../../playground/console/state/log-book.ts';
import { text } from './entries.ts';
import { becomesTrue, drawings } from './follow.ts';

const ask = text({ text: '<iq type="get" id="1" to="montague.example"><query xmlns="jabber:iq:version"/></iq>' });
const reply = text({ direction: 'received', at: 1003, text: '<iq type="result" id="1" from="montague.example"/>' });

/** Lets Svelte draw what has changed. */
const afterDrawing = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what is shown', () => {
  it('follows the transcript, though its list stays the same array', async () => {
    const journal = new Journal();
    const { drawn: counts, stop } = drawings(() => journal.shown.length);
    journal.append([ask]);
    await afterDrawing();
    journal.append([reply]);
    await afterDrawing();
    journal.clear();
    await afterDrawing();
    expect(counts).toEqual([0, 1, 2, 0]);
    stop();
  });

  it('follows the pairing of an entry that was there before', async () => {
    const journal = new Journal();
    journal.append([ask]);
    const { drawn: kinds, stop } = drawings(() => journal.pairing(1).kind);
    journal.append([reply]);
    await afterDrawing();
    expect(kinds).toEqual(['waiting', 'paired']);
    stop();
  });

  it('says when a request has waited too long', async () => {
    const journal = new Journal();
    journal.append([ask]);
    const { drawn: kinds, stop } = drawings(() => journal.pairing(1).kind);
    journal.expire(1000 + 60_000);
    await afterDrawing();
    expect(kinds).toEqual(['waiting', 'timed-out']);
    stop();
  });

  it('is drawn once for all that is taken in between two frames', async () => {
    const journal = new Journal();
    const deliver = (texts: readonly Text[]): void => void journal.append(texts);
    const batch = new Batch<Text>({ deliver, slice: 20, budget: Number.POSITIVE_INFINITY });
    const { drawn: counts, stop } = drawings(() => journal.shown.length);
    for (let index = 0; index < 500; index += 1) batch.add(ask);
    await becomesTrue(() => journal.shown.length === 500);
    await afterDrawing();
    expect(counts).toEqual([0, 500]);
    stop();
  });

  it('follows the log of the servers', async () => {
    const log = new LogBook();
    const { drawn: texts, stop } = drawings(() => log.lines.at(-1)?.text);
    log.append([{ server: 'montague.example', level: 'info', source: 'c2s1', text: 'Client connected', at: 0 }]);
    await afterDrawing();
    log.clear();
    await afterDrawing();
    expect(texts).toEqual([undefined, 'Client connected', undefined]);
    stop();
  });
});

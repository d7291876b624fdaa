import { describe, expect, it } from 'vitest';
import { openedAt } from '../../playground/console/view/found-in-row.ts';

/** 102 lines as it is shown. */
const long = `<query>${Array.from({ length: 100 }, (_, at) => `<item jid="room-${at}@x"/>`).join('')}</query>`;

describe('how a row has to be open for a word to be seen', () => {
  it.each([
    ['at its beginning, where the beginning is enough', ['room-2@'], { isFull: false, page: 0 }],
    ['in full, where it is not', ['room-77@'], { isFull: true, page: 0 }],
    ['for the word that comes last', ['query', 'room-77@'], { isFull: true, page: 0 }],
    ['at its end', ['</query'], { isFull: true, page: 0 }],
    ['not at all', ['tybalt'], undefined],
  ])('%s', async (_how, words, opened) => expect(await openedAt(long, 'pretty', words)).toEqual(opened));

  it('on the right page of a text that has several', async () => {
    const huge = `<query>${Array.from({ length: 700 }, (_, at) => `<item name="n${at}"/>`).join('')}</query>`;
    expect(huge.length).toBeLessThan(20_000);
    const pages = await Promise.all(['"n3"', '"n300"', '"n699"'].map((word) => openedAt(huge, 'pretty', [word])));
    expect(pages.map((opened) => opened?.isFull)).toEqual([false, true, true]);
    const [first = -1, middle = -1, last = -1] = pages.map((opened) => opened?.page);
    expect(first).toBe(0);
    expect(middle).toBeGreaterThan(first);
    expect(last).toBeGreaterThan(middle);
  });

  it('opens nothing further for a short one', async () => {
    expect(await openedAt('<message><body>Ay me!</body></message>', 'pretty', ['ay me'])).toEqual({
      isFull: false,
      page: 0,
    });
  });
});

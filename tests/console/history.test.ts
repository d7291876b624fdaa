import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../playground/console/limits.ts';
import {
  type History,
  merged,
  readHistory,
  searched,
  withChange,
  without,
  withSent,
} from '../../playground/console/state/history.ts';

const ping = '<iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>';
const sent = (id: string, text: string, at: number, sender = 'romeo') => ({ id, text, sender, at });

function begin(): History {
  return withSent(withSent([], sent('1', ping, 1)), sent('2', '<presence/>', 2));
}

describe('the history', () => {
  it('has the latest first, and a text that is sent again once, with its name and star', () => {
    const named = withChange(begin(), '1', { name: 'Ping', isFavourite: true, outcome: 'result' });
    const again = withSent(named, sent('3', ping, 3));
    expect(again.map(({ id, name, isFavourite }) => [id, name, isFavourite])).toEqual([
      ['3', 'Ping', true],
      ['2', '', false],
    ]);
    expect(withSent(again, sent('4', ping, 4, 'juliet'))).toHaveLength(3);
  });

  it('drops the oldest, but never a favourite', () => {
    let history = withChange(begin(), '1', { isFavourite: true });
    for (let at = 3; at < limits.history + 10; at += 1)
      history = withSent(history, sent(`${at}`, `<presence id="${at}"/>`, at));
    expect(history).toHaveLength(limits.history + 1);
    expect(history.at(-1)?.text).toBe(ping);
  });

  it('is found by words of its name, text, sender and outcome', () => {
    const history = withChange(begin(), '1', { name: 'Is it there?', outcome: 'item-not-found' });
    for (const words of ['there', 'urn:xmpp:ping romeo', 'ITEM-not', '']) {
      expect(
        searched(history, words).map(({ id }) => id),
        words,
      ).toContain('1');
    }
    expect(searched(history, 'ping juliet')).toEqual([]);
  });

  it('keeps what another tab added, and not what was removed here', () => {
    const mine = without(begin(), '2');
    const theirs = withSent(begin(), sent('9', '<presence><show>away</show></presence>', 9));
    expect(merged(mine, theirs, new Set(['2'])).map(({ id }) => id)).toEqual(['9', '1']);
  });

  it('is checked when it is read, because it may be anything', () => {
    expect(readHistory(JSON.stringify(begin()))).toEqual(begin());
    expect(readHistory('[{"id":"1"},7,null,{"id":"1","text":"a","sender":"b","at":null}]')).toEqual([]);
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (kept) => void readHistory(kept)));
  });
});

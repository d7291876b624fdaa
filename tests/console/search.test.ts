import { describe, expect, it } from 'vitest';
import { explainedWords } from '../../playground/console/state/explained-words.ts';
import { defaultFilter } from '../../playground/console/state/filter.ts';
import { Journal } from '../../playground/console/state/journal.ts';
import { readSearch } from '../../playground/console/state/search.ts';
import { step } from '../../playground/console/state/steps.ts';
import { text, wordOf } from './entries.ts';

const noPause = async (): Promise<void> => {};

const disco = text({
  text: '<iq type="get" id="d1" to="juliet@montague.example/balcony"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>',
});
const error = text({
  direction: 'received',
  text: `<iq type="error" id="d1" from="juliet@montague.example/balcony"><error type="cancel"><service-unavailable xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>`,
});
const message = text({
  account: 'juliet',
  direction: 'received',
  text: '<message from="romeo@montague.example/orchard" id="d10"><body>Ay me!</body></message>',
});

async function found(search: string): Promise<number[]> {
  const journal = new Journal();
  journal.append([disco, error, message]);
  journal.happened({ kind: 'clock', seconds: 600 }, 1010);
  await journal.setSearch(readSearch(search), noPause);
  expect(journal.shown).toHaveLength(4);
  return journal.found.map(({ id }) => id);
}

async function findIn(journal: Journal, search: string): Promise<number[]> {
  await journal.setSearch(readSearch(search), noPause);
  return journal.found.map(({ id }) => id);
}

describe('the search', () => {
  it.each([
    ['words in any case', 'AY bOdy', [3]],
    ['what the row says: its summary', 'iq error', [2]],
    ['its route', '"balcony → romeo"', [2]],
    ['its relation', 'answered', [1]],
    ['its direction', 'received', [2, 3]],
    ['what happened', 'clock 10 min', [4]],
    ['words that stand together', '"ay me"', [3]],
    ['words that do not', '"me ay"', []],
    ['an id, and no longer one', 'id:d1', [1, 2]],
    ['who it is from', 'from:romeo', [1, 3]],
    ['who it is to', 'to:juliet', [1, 3]],
    ['a namespace', 'ns:disco#info', [1]],
    ['no namespace where it is only text', 'ns:body', []],
    ['several at once', 'from:romeo id:d10 me', [3]],
    ['nothing', '  ', []],
  ])('finds %s', async (_what, search, ids) => expect(await found(search)).toEqual(ids));

  it('finds what comes later, and leaves only what is found when asked to', async () => {
    const journal = new Journal();
    await journal.setSearch(readSearch('from:juliet'), noPause);
    journal.append([disco, error, message]);
    expect(journal.found.map(({ id }) => id)).toEqual([2]);
    await journal.setFilter({ ...defaultFilter, foundOnly: true }, noPause);
    journal.append([error, message]);
    expect(journal.shown.map(wordOf)).toEqual([error.text, error.text]);
    expect(journal.hidden).toBe(3);
  });

  it('finds what is said below a row, once that is known', async () => {
    const journal = new Journal();
    journal.append([disco, error, message]);
    journal.searchBelow(({ text, description }) =>
      description.type === 'error' ? explainedWords(text, disco.text) : '',
    );
    for (const said of ['"the receiver does not offer this"', '8.3.3.19', '"do not send it again"'])
      expect(await findIn(journal, said), said).toEqual([2]);
    expect(await findIn(journal, 'wherefore')).toEqual([]);
  });

  it('finds the words that stand before the parts of an explanation, and a name that is nearly right', () => {
    const words = explainedWords(error.text, disco.text.replace('disco#info', 'disco#inf'));
    expect(words).toContain('Misspelt? http://jabber.org/protocol/disco#inf ');
    expect(words).toContain('Error service-unavailable');
    expect(words).toMatch(/^Type cancel: /m);
    expect(words).toMatch(/^Why /m);
    expect(explainedWords(error.text, disco.text)).not.toContain('Misspelt?');
  });

  it('goes from one to the next, and round at the ends', () => {
    const items = [{ id: 3 }, { id: 7 }];
    const from = [0, 3, 5, 7, 9];
    expect(from.map((id) => step(items, id, 1)?.id)).toEqual([3, 7, 7, 3, 3]);
    expect(from.map((id) => step(items, id, -1)?.id)).toEqual([7, 7, 3, 3, 7]);
    expect(step([], 1, 1)).toBeUndefined();
  });
});

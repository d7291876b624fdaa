import { describe, expect, it } from 'vitest';
import { defaultFilter, everything, type Filter } from '../../playground/console/state/filter.ts';
import { Journal } from '../../playground/console/state/journal.ts';
import { text } from './entries.ts';

const noPause = async (): Promise<void> => {};

const texts = [
  text({ text: '<iq type="get" id="1" to="x.example"/>' }),
  text({ text: '<message id="2" to="x.example"><body/></message>' }),
  text({
    direction: 'received',
    text: '<iq type="error" id="1" from="x.example"><error><gone xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>',
  }),
  text({ account: 'juliet', direction: 'received', text: '<iq type="get" id="4"><q xmlns="urn:example:q"/></iq>' }),
  text({ account: 'juliet', text: '<presence to="x.example" type="subscribe"/>' }),
];

async function shown(filter: Partial<Filter>): Promise<number[]> {
  const journal = new Journal();
  journal.append(texts);
  journal.happened({ kind: 'clock', seconds: 600 }, 1010);
  await journal.setFilter({ ...everything, ...filter }, noPause);
  return journal.shown.map(({ id }) => id);
}

describe('lets through by kind, direction, account and errors, and together what fits all of them', () => {
  it.each<[what: string, filter: Partial<Filter>, ids: number[]]>([
    ['nothing is asked for', {}, [1, 2, 3, 4, 5, 6]],
    ['one kind', { groups: new Set(['iq']) }, [1, 3, 4, 6]],
    ['what was received', { direction: 'received' }, [3, 4]],
    ['what was sent', { direction: 'sent' }, [1, 2, 5]],
    ['one account, and what concerns all', { account: 'juliet' }, [4, 5, 6]],
    ['errors', { errorsOnly: true }, [3]],
    ['a kind, a direction and an account', { groups: new Set(['iq']), direction: 'received', account: 'juliet' }, [4]],
    ['what fits none', { groups: new Set(['message']), errorsOnly: true }, []],
  ])('%s', async (_, filter, ids) => {
    expect(await shown({ ...defaultFilter, groups: everything.groups, ...filter })).toEqual(ids);
  });
});

import { describe, expect, it } from 'vitest';
import { answerTo } from '../../playground/console/state/answer.ts';
import { describe as describeText, parse } from '../../playground/stanza/index.ts';

const ask = (payload: string, more = ''): string =>
  `<iq type='get' id='a&amp;1' to='juliet@montague.example/balcony' ${more}>${payload}</iq>`;
const disco = '<query xmlns="http://jabber.org/protocol/disco#info"/>';
const romeo = 'romeo@montague.example/orchard';

describe('answerTo', () => {
  it.each([
    ['a request that was received', ask(disco, `from='${romeo}'`), undefined],
    ['a request that was sent, which names no sender', ask(disco), romeo],
  ])('fills in id and address of %s', (_what, request, to) => {
    for (const type of ['result', 'error'] as const) {
      const answer = answerTo(request, to, type);
      expect(parse(answer).ok, answer).toBe(true);
      expect(describeText(answer)).toMatchObject({ type, id: 'a&1', to: romeo });
    }
    expect(describeText(answerTo(request, to, 'result')).payload).toBe('http://jabber.org/protocol/disco#info');
  });

  it.each([
    ['a ping', ask('<ping xmlns="urn:xmpp:ping"/>')],
    ['a set', ask(disco).replace("'get'", "'set'")],
  ])('leaves the result of %s empty', (_what, request) => {
    expect(answerTo(request, romeo, 'result')).toBe(`<iq type="result" to="${romeo}" id="a&amp;1"/>`);
  });
});

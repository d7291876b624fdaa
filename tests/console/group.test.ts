import { describe, expect, it } from 'vitest';
import { groupOf, isError } from '../../playground/console/state/group.ts';
import { describe as describeText } from '../../playground/stanza/index.ts';

const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';

describe('groupOf', () => {
  it.each([
    ['<iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>', 'iq'],
    ['<iq type="set" id="1"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>', 'connection'],
    ['<message/>', 'message'],
    ['<presence/>', 'presence'],
    [`<auth xmlns="${sasl}" mechanism="PLAIN">AA==</auth>`, 'connection'],
    [`<failure xmlns="${sasl}"><not-authorized/></failure>`, 'other'],
    ['</stream:stream>', 'connection'],
    [' ', 'connection'],
    ['<enable xmlns="urn:xmpp:sm:3"/>', 'other'],
    ['<stream:error><conflict xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></stream:error>', 'other'],
    ['<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="a"/>', 'connection'],
    ['<broken', 'other'],
    ['<magic xmlns="urn:example:spell"/>', 'other'],
  ])('%s is %s', (text, group) => {
    expect(groupOf(describeText(text))).toBe(group);
  });

  it('knows errors of each kind', () => {
    const isErrorText = (text: string): boolean => isError(describeText(text));
    expect(isErrorText('<iq type="error" id="1"/>')).toBe(true);
    expect(isErrorText(`<failure xmlns="${sasl}"><not-authorized/></failure>`)).toBe(true);
    expect(isErrorText('<broken')).toBe(true);
    expect(isErrorText('<message><body>error</body></message>')).toBe(false);
  });
});

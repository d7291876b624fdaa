import { describe, expect, it } from 'vitest';
import { presenceOf, presenceStanza, presences } from '../../playground/console/state/presence.ts';

describe('presence', () => {
  it.each(presences)('%s is read from the stanza that says it', (presence) => {
    expect(presenceOf(presenceStanza(presence))).toBe(presence);
  });

  it.each([
    ['to one contact only', '<presence to="juliet@montague.example" type="unavailable"/>'],
    ['a request', '<presence type="subscribe"/>'],
    ['a message', '<message><body>presence</body></message>'],
    ['no XML', '<presence'],
  ])('%s says nothing about what all contacts see', (_what, text) => {
    expect(presenceOf(text)).toBeUndefined();
  });

  it('takes an unknown <show/> for available, as RFC 6121 section 4.7.2.1 has it', () => {
    expect(presenceOf('<presence><show>asleep</show></presence>')).toBe('available');
  });
});

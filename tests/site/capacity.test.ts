import { describe, expect, it } from 'vitest';
import { each, type ServerUse, usesIn } from '../../src/site/guide/capacity.ts';

const printed = `nobody is in: 0 clients, 20 MB, 1.00 processor seconds, 25 open files
1000 are in: 1000 clients, 120 MB, 11.50 processor seconds, 1025 open files
`;

describe('the figures of the page about capacity', () => {
  it('are read from what xmpp-cost printed', () => {
    expect(usesIn(printed)).toEqual([
      { when: 'nobody is in', clients: 0, megabytes: 20, seconds: 1, files: 25 },
      { when: '1000 are in', clients: 1000, megabytes: 120, seconds: 11.5, files: 1025 },
    ]);
  });

  it('are not made of other outputs', () => {
    expect(usesIn('1000 are in, 10 messages arrived, 0 attempts failed')).toEqual([]);
  });

  it('are shared out among those who caused them, and missing where a moment was not measured', () => {
    const server: ServerUse = { server: 'prosody', uses: usesIn(printed) };
    expect(each(server, 'nobody is in', '1000 are in', 1000)).toBe(10.5);
    expect(each(server, '1000 are in', '10000 messages', 10_000)).toBeUndefined();
  });
});

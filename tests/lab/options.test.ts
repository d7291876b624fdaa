import { expect, test } from 'vitest';
import { duration, serverList, shard, wholeNumber } from '../../src/lab/commands/options.ts';

test('durations are a number and a unit', () => {
  expect(['90s', '20m', '1h'].map(duration)).toEqual([90_000, 1_200_000, 3_600_000]);
  for (const wrong of ['20', 'm', '0m', '1.5h', '-3m', '20 m'])
    expect(() => duration(wrong)).toThrow(`"${wrong}" is not a duration. Write a number and s, m or h: 20m.`);
});

test('a shard is one of so many', () => {
  expect([shard('1/4'), shard('4/4')]).toEqual([
    { index: 1, count: 4 },
    { index: 4, count: 4 },
  ]);
  for (const wrong of ['0/4', '5/4', '1', '1/0', 'a/b', '1/4/2'])
    expect(() => shard(wrong)).toThrow(`"${wrong}" is not a part of a whole.`);
});

test('numbers are whole and at least 1; servers are those that the lab knows', () => {
  expect(wholeNumber('3')).toBe(3);
  expect(() => wholeNumber('0')).toThrow('"0" is not a whole number of 1 or more.');
  expect(serverList('prosody, openfire')).toEqual(['prosody', 'openfire']);
  expect(() => serverList('xmppd')).toThrow('"xmppd" is not a server. Servers are: prosody, ejabberd, openfire.');
});

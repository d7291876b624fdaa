/** Reads the values of options of the command line. Each throws an Error in plain words that the command line prints. */
import { type ServerName, servers } from '../../lesson/index.ts';
import type { Shard } from '../run/shard.ts';

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`"${text}" is not a whole number of 1 or more.`);
  return value;
}

export const serverList = (text: string): ServerName[] =>
  text.split(',').map((word) => {
    const name = servers.find((one) => one === word.trim());
    if (!name) throw new Error(`"${word}" is not a server. Servers are: ${servers.join(', ')}.`);
    return name;
  });

const units = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** `90s`, `20m`, `1h` in milliseconds. */
export function duration(text: string): number {
  const [, count, unit] = /^([1-9]\d*)([smh])$/.exec(text) ?? [];
  if (!count || !unit) throw new Error(`"${text}" is not a duration. Write a number and s, m or h: 20m.`);
  return Number(count) * units[unit as keyof typeof units];
}

/** `1/4`: the first of four parts. */
export function shard(text: string): Shard {
  const [, index, count] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  const found = { index: Number(index), count: Number(count) };
  if (!index || !count || found.index > found.count)
    throw new Error(`"${text}" is not a part of a whole. The first of four is 1/4, the last 4/4.`);
  return found;
}

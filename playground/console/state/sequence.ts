/** Who told whom what, in the order of time: the data of a sequence diagram. */
import { hostOf } from '../../stanza/index.ts';
import type { Entry } from './entry.ts';
import { isError } from './group.ts';
import type { Account } from './types.ts';

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly words: string;
  readonly isError: boolean;
}

export interface SequenceData {
  /** Accounts, then servers, each in the order of its first arrow. */
  readonly lifelines: readonly string[];
  readonly arrows: readonly Arrow[];
}

/** An account talks with its own server only; what comes from others comes through it. */
export function sequenceOfEntries(entries: readonly Entry[], accounts: readonly Account[]): SequenceData {
  const servers = new Map(accounts.map(({ name, jid }) => [name, hostOf(jid)]));
  const arrows = entries.flatMap((entry): Arrow[] => {
    if (entry.kind !== 'text') return [];
    const { account, direction, description } = entry;
    const server = servers.get(account) ?? 'server';
    const [from, to] = direction === 'sent' ? [account, server] : [server, account];
    return [{ from, to, words: description.summary, isError: isError(description) }];
  });
  const ends = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const hosts = new Set([...servers.values(), 'server']);
  const isHost = (name: string): boolean => hosts.has(name);
  return { lifelines: [...[...ends].filter((name) => !isHost(name)), ...[...ends].filter(isHost)], arrows };
}

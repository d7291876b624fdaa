import type { DnsTable, ServerConfig } from '../../sandbox/types.ts';
import type { Account } from '../state/types.ts';

/** Servers and accounts that the console starts together. */
export interface Scene {
  readonly name: 'one-server' | 'two-servers';
  readonly servers: readonly ServerConfig[];
  readonly dns: DnsTable;
  readonly accounts: readonly SceneAccount[];
  /** Names of the accounts that sign in by themselves once the servers are up. */
  readonly signsIn: readonly string[];
}

export interface SceneAccount {
  readonly name: string;
  readonly jid: string;
  readonly password: string;
  readonly server: string;
}

/** The same name has the same colour in every scene. */
const colours: Readonly<Record<string, number>> = Object.freeze({ romeo: 0, juliet: 1, mercutio: 2, nurse: 3 });

export const accountColours = 6;

export function sceneAccounts({ accounts }: Scene): readonly Account[] {
  return accounts.map(({ name, jid, password, server }) => ({
    name,
    jid,
    password,
    place: { kind: 'sandbox', server },
    colour: colours[name] ?? 0,
    status: { state: 'offline' },
    presence: 'unavailable',
  }));
}

import { capulet, defaultDns, montague } from '../../sandbox/index.ts';
import type { DnsTable, ServerConfig } from '../../sandbox/types.ts';
import type { Account } from '../state/types.ts';

/** Servers and accounts that the console starts together. */
export interface Scene {
  readonly name: 'one-server' | 'two-servers';
  readonly servers: readonly ServerConfig[];
  readonly dns: DnsTable;
  readonly accounts: readonly Account[];
  /** Names of the accounts that sign in by themselves once the servers are up. */
  readonly signsIn: readonly string[];
}

/** A name keeps its colour and its resource in every scene. */
const cast = Object.freeze({
  romeo: { colour: 0, resource: 'orchard' },
  juliet: { colour: 1, resource: 'balcony' },
  mercutio: { colour: 2, resource: 'square' },
  tybalt: { colour: 3, resource: 'street' },
} as const);

type Name = keyof typeof cast;

export const oneServer: Scene = Object.freeze({
  name: 'one-server',
  servers: [montague],
  dns: defaultDns,
  accounts: [at(montague, 'romeo'), at(montague, 'juliet'), at(montague, 'mercutio')],
  signsIn: ['romeo', 'juliet'],
});

export const twoServers: Scene = Object.freeze({
  name: 'two-servers',
  servers: [montague, capulet],
  dns: defaultDns,
  accounts: [at(montague, 'romeo'), at(montague, 'mercutio'), at(capulet, 'juliet'), at(capulet, 'tybalt')],
  signsIn: ['romeo', 'juliet'],
});

function at(server: ServerConfig, name: Name): Account {
  const { colour, resource } = cast[name];
  const bare = `${name}@${server.name}`;
  const ready = server.accounts?.find(({ jid }) => jid === bare);
  if (ready === undefined) throw new Error(`${server.name} has no account ${bare}.`);
  return {
    name,
    jid: `${bare}/${resource}`,
    password: ready.password,
    place: { kind: 'sandbox', server: server.name },
    colour,
    status: { state: 'offline' },
    presence: 'unavailable',
  };
}

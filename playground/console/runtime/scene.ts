import { resourceOf } from '../../cast.ts';
import { capulet, defaultDns, firstStart, montague } from '../../sandbox/index.ts';
import type { DnsTable, ServerConfig } from '../../sandbox/types.ts';
import { colourCount } from '../state/colours.ts';
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

/** A name keeps its colour in every scene. */
const colours = Object.freeze({ romeo: 0, juliet: 1, mercutio: 2, tybalt: 3 } as const);

type Name = keyof typeof colours;

export const oneServer: Scene = Object.freeze({
  name: 'one-server',
  ...firstStart,
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

/**
 * The scene in which all these accounts are there and sign in: the smaller one that has their servers, and those of its accounts
 * that it does not have by itself. Addresses that no server here knows are left out.
 * @param jids full addresses: `romeo@montague.example/phone`
 * @param least how many servers there are in any case
 */
export function sceneWith(jids: readonly string[], least: 1 | 2 = 1): Scene {
  const scene = least === 2 || jids.some((jid) => hostOf(jid) === capulet.name) ? twoServers : oneServer;
  let { accounts, signsIn } = scene;
  for (const jid of jids) {
    const known = accounts.find((account) => account.jid === jid) ?? extra(jid, scene.servers, accounts);
    if (known === undefined) continue;
    if (!accounts.includes(known)) accounts = [...accounts, known];
    if (!signsIn.includes(known.name)) signsIn = [...signsIn, known.name];
  }
  return { ...scene, accounts, signsIn };
}

function extra(jid: string, servers: readonly ServerConfig[], present: readonly Account[]): Account | undefined {
  const [bare = '', resource = ''] = jid.split('/');
  const local = bare.split('@')[0] ?? '';
  const server = servers.find(({ name }) => name === hostOf(jid));
  const ready = server?.accounts?.find((account) => account.jid === bare);
  if (server === undefined || ready === undefined) return undefined;
  const name = [local, `${local}/${resource}`, bare, jid].find((each) => !present.some((one) => one.name === each));
  return {
    name: name ?? jid,
    jid,
    password: ready.password,
    place: { kind: 'sandbox', server: server.name },
    colour: present.length % colourCount,
    status: { state: 'offline' },
    presence: 'unavailable',
  };
}

function hostOf(jid: string): string {
  return jid.split('/')[0]?.split('@')[1] ?? '';
}

function at(server: ServerConfig, name: Name): Account {
  const bare = `${name}@${server.name}`;
  const ready = server.accounts?.find(({ jid }) => jid === bare);
  if (ready === undefined) throw new Error(`${server.name} has no account ${bare}.`);
  return {
    name,
    jid: `${bare}/${resourceOf(name)}`,
    password: ready.password,
    place: { kind: 'sandbox', server: server.name },
    colour: colours[name],
    status: { state: 'offline' },
    presence: 'unavailable',
  };
}

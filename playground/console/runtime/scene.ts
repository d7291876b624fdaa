import { resourceOf } from '../../cast.ts';
import { capulet, defaultDns, firstStart, montague } from '../../sandbox/index.ts';
import type { DnsTable, ServerConfig } from '../../sandbox/types.ts';
import { colourCount } from '../state/colours.ts';
import type { Account } from '../state/types.ts';
import { registrationOf } from './as-recipes.ts';
import { readSender, type Sender, senderOf } from './senders.ts';

/** Servers and accounts that the console starts together. */
export interface Scene {
  readonly name: 'one-server' | 'two-servers';
  readonly servers: readonly ServerConfig[];
  readonly dns: DnsTable;
  /** Whether TLS is pretended from the start. */
  readonly pretendTls?: boolean;
  readonly accounts: readonly Account[];
  /** Names of the accounts that sign in by themselves once the servers are up. */
  readonly signsIn: readonly string[];
}

/** A stanza of a link, and who sends it, as recipes call them. */
interface LinkedStanza {
  readonly as?: string;
  readonly xml: string;
}

/** A name keeps its colour in every scene. */
const colours = Object.freeze({ romeo: 0, juliet: 1, mercutio: 2, tybalt: 3 } as const);
const strangersColour = 5;

type Name = keyof typeof colours;

export const oneServer: Scene = Object.freeze({
  name: 'one-server',
  ...firstStart,
  accounts: [at(montague, 'romeo'), at(montague, 'juliet'), at(montague, 'mercutio'), strangerAt(montague, 'stranger')],
  signsIn: ['romeo', 'juliet'],
});

export const twoServers: Scene = Object.freeze({
  name: 'two-servers',
  servers: [montague, capulet],
  dns: defaultDns,
  accounts: [
    at(montague, 'romeo'),
    at(montague, 'mercutio'),
    at(capulet, 'juliet'),
    at(capulet, 'tybalt'),
    strangerAt(montague, 'stranger'),
    strangerAt(capulet, `stranger at ${capulet.name}`),
  ],
  signsIn: ['romeo', 'juliet'],
});

/**
 * The scene in which all senders of these stanzas are there: the smaller one that has their servers, and those of its accounts that it
 * does not have by itself, those included that the stanzas register (XEP-0077). Senders that no server here knows are left out.
 * @param least how many servers there are in any case
 * @param asRecipe the stanzas are a recipe's: as on its page, accounts sign in at their first stanza and say nothing by themselves
 */
export function sceneWith(
  stanzas: readonly LinkedStanza[],
  { asRecipe = false, least = 1 }: { readonly asRecipe?: boolean; readonly least?: 1 | 2 } = {},
): Scene {
  const senders = stanzas.flatMap(({ as }) => (as === undefined ? [] : (readSender(as) ?? [])));
  const scene = least === 2 || senders.some(({ host }) => serverOf([capulet], host)) ? twoServers : oneServer;
  const registered = new Set(stanzas.flatMap(({ xml }) => registrationOf(xml)?.username ?? []));
  let { accounts, signsIn } = scene;
  for (const sender of senders) {
    const known = senderOf(accounts, nameOf(sender)) ?? extra(sender, scene.servers, accounts, registered);
    if (known === undefined) continue;
    if (!accounts.includes(known)) accounts = [...accounts, known];
    if (!sender.isStranger && !signsIn.includes(known.name)) signsIn = [...signsIn, known.name];
  }
  if (!asRecipe) return { ...scene, accounts, signsIn };
  return { ...scene, accounts: accounts.map((account) => ({ ...account, asRecipe })), signsIn: [] };
}

function nameOf({ jid, isStranger }: Sender): string {
  return isStranger ? `stranger@${jid}` : jid;
}

function extra(
  { jid, local, host, resource, isStranger }: Sender,
  servers: readonly ServerConfig[],
  present: readonly Account[],
  registered: ReadonlySet<string>,
): Account | undefined {
  const server = serverOf(servers, host);
  if (server === undefined) return undefined;
  const isFree = (name: string): boolean => !present.some((one) => one.name === name);
  if (isStranger) {
    const name = ['stranger', `stranger/${resource}`, `stranger at ${jid}`].find(isFree) ?? `stranger@${jid}`;
    return { ...strangerAt(server, name), jid };
  }
  const bare = `${local}@${host}`;
  const ready = server.accounts?.find((account) => account.jid === bare);
  if (ready === undefined && !registered.has(local)) return undefined;
  return {
    name: [local, `${local}/${resource}`, bare, jid].find(isFree) ?? jid,
    jid,
    // Known as soon as the reader has registered it.
    password: ready?.password ?? '',
    place: { kind: 'sandbox', server: server.name },
    colour: present.length % colourCount,
    status: { state: 'offline' },
    presence: 'unavailable',
  };
}

/** A host belongs to the server whose name it is or ends with. */
function serverOf(servers: readonly ServerConfig[], host: string): ServerConfig | undefined {
  return servers.find(({ name }) => host === name || host.endsWith(`.${name}`));
}

/** A connection on which nobody signs in: to register (XEP-0077), or to see what a server says to anybody. */
function strangerAt(server: ServerConfig, name: string): Account {
  return {
    name,
    jid: server.name,
    password: '',
    place: { kind: 'sandbox', server: server.name },
    until: 'stream',
    colour: strangersColour,
    status: { state: 'offline' },
    presence: 'unavailable',
  };
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

/** Runs the site's recipes against a server of the reader's, as accounts that the reader chose for it. */
import { cast, homeHost, otherHost } from '../../cast.ts';
import {
  connectByWebSocket,
  newMark,
  open,
  type RecipeStep,
  runRecipe,
  type Session,
  type StepResult,
} from '../../session/index.ts';
import { attributeOf, bareJid, elementsOf, hostOf } from '../../stanza/index.ts';
import { ask, whenOnline } from './errand.ts';
import { type Belongings, belongingsOf, takeOfflineMessages, tidy, valuesOf } from './housekeeping.ts';
import { ownNames } from './own-names.ts';

/** The recipes' names for whom a reader can give accounts. */
export const roles = ['romeo', 'juliet', 'mercutio'] as const;
export type Role = (typeof roles)[number];

export interface OwnAccount {
  /** Bare. */
  readonly jid: string;
  readonly password: string;
  readonly url: string;
}

export interface Recipe {
  /** `recipes/ping` */
  readonly page: string;
  readonly steps: readonly RecipeStep[];
}

export interface RecipeOutcome {
  readonly page: string;
  readonly status: 'passed' | 'differs' | 'skipped';
  /** What differs, or why it was left out; in the recipes' names. */
  readonly reason?: string;
}

/** What was found before the first recipe: it says what can run, and whether anything would be lost. */
export interface Survey {
  /** Hosts of the recipes, and of the reader's server. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly belongings: ReadonlyMap<Role, Belongings>;
  /** Why recipes must not run with these accounts; absent when they may. */
  readonly objection?: string;
}

export type Players = Readonly<Partial<Record<Role, OwnAccount>>>;

/**
 * Signs in each account once, looks for the server's rooms and pubsub service, and whether the accounts hold contacts or blocks,
 * which recipes would delete. @throws Error in plain words when an account cannot sign in
 */
export async function survey(players: Players): Promise<Survey> {
  const belongings = new Map<Role, Belongings>();
  let hosts: Readonly<Record<string, string>> = {};
  for (const role of roles) {
    const player = players[role];
    if (player === undefined) continue;
    await asAccount(player, async (session) => {
      belongings.set(role, await belongingsOf(session, player.jid));
      await takeOfflineMessages(session);
      if (role === 'romeo') hosts = await servicesOf(session, hostOf(player.jid));
    });
  }
  const objection = objectionTo(players, belongings);
  return { hosts, belongings, ...(objection === undefined ? {} : { objection }) };
}

function objectionTo(players: Players, belongings: ReadonlyMap<Role, Belongings>): string | undefined {
  for (const [role, { contacts, blocked }] of belongings) {
    if (contacts.length + blocked.length === 0) continue;
    const holds = [
      contacts.length > 0 && `${contacts.length} ${contacts.length === 1 ? 'contact' : 'contacts'}`,
      blocked.length > 0 && `${blocked.length} blocked ${blocked.length === 1 ? 'address' : 'addresses'}`,
    ].filter(Boolean);
    return `${players[role]?.jid} has ${holds.join(' and ')}, which the recipes would delete. Use an account that was made for this.`;
  }
  return undefined;
}

/** Runs them one after the other, and leaves the accounts without contacts and blocks again. Yields each outcome as it is known. */
export async function* checkRecipes(
  recipes: readonly Recipe[],
  players: Players,
  { hosts, belongings }: Survey,
): AsyncGenerator<RecipeOutcome, void, undefined> {
  for (const recipe of recipes) {
    const reason = whyNot(recipe, players, hosts);
    if (reason !== undefined) {
      yield { page: recipe.page, status: 'skipped', reason };
      continue;
    }
    const outcome = await check(recipe, players, hosts);
    // Before the outcome is told: whoever stops after it finds the accounts tidy.
    await tidyAll(players, belongings);
    yield outcome;
  }
}

async function check({ page, steps }: Recipe, players: Players, hosts: Survey['hosts']): Promise<RecipeOutcome> {
  const accounts = Object.fromEntries(
    roles.flatMap((role) => (players[role] ? [[`${role}@${homeHost}`, players[role].jid]] : [])),
  );
  const names = ownNames({ accounts, hosts, mark: newMark() });
  const all = Object.values(players);
  const of = (jid: string): OwnAccount | undefined => all.find((each) => each.jid === bareJid(jid));
  const url = players.romeo?.url ?? '';
  const connect = connectByWebSocket({ urlOf: () => url, passwordOf: ({ jid }) => of(jid)?.password ?? '' });
  let failed: StepResult | undefined;
  for await (const result of runRecipe(steps, { connect, names })) {
    if (result.status === 'failed') failed ??= result;
  }
  if (failed === undefined) return { page, status: 'passed' };
  return { page, status: 'differs', reason: names.incoming(failed.reason ?? 'No reason is known.') };
}

/** Why a recipe cannot run here; undefined when it can. */
function whyNot({ steps }: Recipe, players: Players, hosts: Survey['hosts']): string | undefined {
  const text = steps.map((step) => (step.kind === 'shown' ? '' : `${step.as} ${step.xml}`)).join('\n');
  if (text.includes(otherHost)) return 'needs a second server';
  if (/\bstranger\b/.test(text)) return 'registers an account';
  if (text.includes('urn:xmpp:mam:2')) return 'needs an archive that is empty at the start';
  for (const name of new Set(cast.map(({ local }) => local))) {
    if (!new RegExp(`\\b${name}\\b`).test(text)) continue;
    const role = roles.find((each) => each === name);
    // Somebody who is only written to and does not exist gets a name that nobody has.
    if (role === undefined && !steps.some((step) => step.kind !== 'shown' && step.as.startsWith(name))) continue;
    if (role === undefined || players[role] === undefined) return `needs an account for ${name}`;
  }
  for (const [label, kind] of [
    ['conference', 'rooms'],
    ['pubsub', 'a pubsub service'],
  ] as const) {
    if (text.includes(`${label}.${homeHost}`) && hosts[`${label}.${homeHost}`] === undefined)
      return `needs ${kind}, and the server lists none`;
  }
  return undefined;
}

async function tidyAll(players: Players, belongings: ReadonlyMap<Role, Belongings>): Promise<void> {
  for (const [role, former] of belongings) {
    const player = players[role];
    if (player === undefined) continue;
    await asAccount(player, async (session) => {
      await takeOfflineMessages(session);
      await tidy(session, player.jid, former);
    });
  }
}

/** The services that the server lists (XEP-0030): rooms (XEP-0045) and pubsub (XEP-0060), by their identity. */
async function servicesOf(session: Session, domain: string): Promise<Readonly<Record<string, string>>> {
  const disco = 'http://jabber.org/protocol/disco';
  const hosts: Record<string, string> = { [homeHost]: domain };
  const items = await ask(session, 'get', `<query xmlns="${disco}#items"/>`, domain);
  for (const jid of valuesOf(items, 'jid')) {
    const info = await ask(session, 'get', `<query xmlns="${disco}#info"/>`, jid);
    const categories = elementsOf(info).flatMap((query) =>
      elementsOf(query).flatMap((each) => (each.local === 'identity' ? (attributeOf(each, 'category') ?? []) : [])),
    );
    if (categories.includes('conference')) hosts[`conference.${homeHost}`] ??= jid;
    if (categories.includes('pubsub')) hosts[`pubsub.${homeHost}`] ??= jid;
  }
  return hosts;
}

async function asAccount(player: OwnAccount, act: (session: Session) => Promise<void>): Promise<void> {
  const { jid, password, url } = player;
  const session = open({ via: { kind: 'websocket', url }, jid, password, account: jid });
  try {
    await act(await whenOnline(session));
  } finally {
    await session.close();
  }
}

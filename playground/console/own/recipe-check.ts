/** Runs the site's recipes against a server of the reader's, as accounts that the reader chose for it. */
import { homeHost } from '../../cast.ts';
import { connectByWebSocket, newMark, runRecipe, type Session, type StepResult } from '../../session/index.ts';
import { attributeOf, bareJid, elementsOf, hostOf, type XmlElement } from '../../stanza/index.ts';
import { afterWhatIsThere, mam } from './archive.ts';
import type { CheckChoices, Recipe, RecipeOutcome, Survey } from './check-types.ts';
import { ask } from './errand.ts';
import { type Belongings, belongingsOf, takeOfflineMessages, tidy, valuesOf } from './housekeeping.ts';
import { whyNot } from './needs.ts';
import { ownNames } from './own-names.ts';
import { asAccount, farRole, type OwnAccount, type Players, type Role, recipeAddress, roles } from './players.ts';
import { accountsMadeIn, removeAccount, whyNoRegistration } from './registration.ts';

/**
 * Signs in each account once, looks for the server's rooms and pubsub service, and whether the accounts hold contacts or blocks,
 * which recipes would delete. @throws Error in plain words when an account cannot sign in
 */
export async function survey(players: Players): Promise<Survey> {
  const belongings = new Map<Role, Belongings>();
  let hosts: Readonly<Record<string, string>> = {};
  let lacksArchive = true;
  for (const role of roles) {
    const player = players[role];
    if (player === undefined) continue;
    await asAccount(player, async (session) => {
      belongings.set(role, await belongingsOf(session, player.jid));
      await takeOfflineMessages(session);
      if (role !== 'romeo') return;
      hosts = await servicesOf(session, hostOf(player.jid));
      lacksArchive = !(await listsArchive(session, player.jid));
    });
  }
  const { romeo, [farRole]: far } = players;
  if (far !== undefined) hosts = { ...hosts, [hostOf(recipeAddress(farRole))]: hostOf(far.jid) };
  const lacksRegistration = romeo && (await whyNoRegistration(hostOf(romeo.jid), romeo.url));
  const objection = objectionTo(players, belongings);
  return {
    hosts,
    belongings,
    lacksArchive,
    ...(lacksRegistration === undefined ? {} : { lacksRegistration }),
    ...(objection === undefined ? {} : { objection }),
  };
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
  found: Survey,
  choices: CheckChoices,
): AsyncGenerator<RecipeOutcome, void, undefined> {
  for (const recipe of recipes) {
    const reason = whyNot(recipe, players, found, choices);
    if (reason !== undefined) {
      yield { page: recipe.page, status: 'skipped', reason };
      continue;
    }
    const outcome = await check(recipe, players, found.hosts);
    // Before the outcome is told: whoever stops after it finds the accounts tidy.
    await tidyAll(players, found.belongings);
    yield outcome;
  }
}

async function check({ page, steps }: Recipe, players: Players, hosts: Survey['hosts']): Promise<RecipeOutcome> {
  const accounts = Object.fromEntries(
    roles.flatMap((role) => (players[role] ? [[recipeAddress(role), players[role].jid]] : [])),
  );
  const names = ownNames({ accounts, hosts, mark: newMark() });
  const all = Object.values(players);
  const of = (jid: string): OwnAccount | undefined => all.find((each) => each.jid === bareJid(jid));
  const urlOf = (host: string): string => (all.find(({ jid }) => hostOf(jid) === host) ?? players.romeo)?.url ?? '';
  const connect = connectByWebSocket({ urlOf, passwordOf: ({ jid }) => of(jid)?.password ?? '' });
  let failed: Pick<StepResult, 'reason'> | undefined;
  try {
    for await (const result of runRecipe(await afterWhatIsThere(steps, players, names), { connect, names })) {
      if (result.status === 'failed') failed ??= result;
    }
  } catch (error) {
    // The archive gave no answer before the recipe began; the recipes after it are none the worse.
    failed = { reason: error instanceof Error ? error.message : String(error) };
  }
  const left: string[] = [];
  for (const { address, passwords } of accountsMadeIn(steps)) {
    const jid = names.outgoing(address);
    const told = await removeAccount(jid, urlOf(hostOf(jid)), passwords);
    if (told !== undefined) left.push(told);
  }
  // What is left on the server is told under its own name, all else in the recipe's names.
  const differs = failed && names.incoming(failed.reason ?? 'No reason is known.');
  const reasons = [...(differs === undefined ? [] : [differs]), ...left];
  const status = failed === undefined ? 'passed' : 'differs';
  return { page, status, ...(reasons.length > 0 && { reason: reasons.join(' ') }) };
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

/** An account that has an archive says so of itself (XEP-0313 section 8); older servers say it of the domain. */
async function listsArchive(session: Session, bare: string): Promise<boolean> {
  for (const jid of [bare, hostOf(bare)]) {
    const info = await ask(session, 'get', '<query xmlns="http://jabber.org/protocol/disco#info"/>', jid);
    if (featuresOf(info).includes(mam)) return true;
  }
  return false;
}

function featuresOf(info: XmlElement): readonly string[] {
  return elementsOf(info).flatMap((query) =>
    elementsOf(query).flatMap((each) => (each.local === 'feature' ? (attributeOf(each, 'var') ?? []) : [])),
  );
}

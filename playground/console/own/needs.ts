/** What a recipe needs of the reader's server and accounts. */
import { cast, homeHost, otherHost } from '../../cast.ts';
import { readAccount } from '../../session/index.ts';
import { mam } from './archive.ts';
import type { CheckChoices, Recipe, Survey } from './check-types.ts';
import { farRole, type Players, recipeAddress, roles } from './players.ts';
import { accountsMadeIn } from './registration.ts';

/** Why a recipe cannot run here, with what to do about it; undefined when it can. */
export function whyNot(
  { steps }: Recipe,
  players: Players,
  { hosts, lacksArchive, lacksRegistration }: Survey,
  { mayRegister }: CheckChoices,
): string | undefined {
  const text = steps.map((step) => (step.kind === 'shown' ? '' : `${step.as} ${step.xml}`)).join('\n');
  const made = accountsMadeIn(steps).map(({ address }) => address);
  if (text.includes(otherHost) && players[farRole] === undefined)
    return 'needs a second server: connect an account of another domain, and choose it above';
  for (const { local, host } of cast) {
    if (host !== homeHost || made.includes(`${local}@${host}`) || !new RegExp(`\\b${local}\\b`).test(text)) continue;
    const role = roles.find((each) => recipeAddress(each) === `${local}@${host}`);
    // Somebody who is only written to and does not exist gets a name that nobody has.
    if (role === undefined && !steps.some((step) => step.kind !== 'shown' && readAccount(step.as).local === local))
      continue;
    if (role === undefined || players[role] === undefined) return `needs an account for ${local}: choose one above`;
  }
  if (made.length > 0 && lacksRegistration !== undefined) {
    return `needs registration from a client, and ${lacksRegistration}. Prosody has allow_registration for it, ejabberd mod_register with ip_access, Openfire “Inband Account Registration”`;
  }
  if (made.length > 0 && !mayRegister) return 'makes an account and removes it again: allow that above';
  if (text.includes(mam) && lacksArchive) {
    return 'needs an archive, and the server lists none (urn:xmpp:mam:2). Prosody has the module mam for it, ejabberd mod_mam, Openfire the plugin Monitoring Service';
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

/** Lets a recipe ask an archive (XEP-0313) that holds messages already: only what comes after them is asked for. */
import type { Names, RecipeStep } from '../../session/index.ts';
import type { Session } from '../../session/types.ts';
import { elementsOf, escapeText, textOf, type XmlElement } from '../../stanza/index.ts';
import { ask } from './errand.ts';
import { asAccount, type Players, roleOf } from './players.ts';

export const mam = 'urn:xmpp:mam:2';
const rsm = 'http://jabber.org/protocol/rsm';

/** The steps, with the latest message that is archived now named in each question for a first page (XEP-0059 section 2.1). */
export async function afterWhatIsThere(
  steps: readonly RecipeStep[],
  players: Players,
  names: Names,
): Promise<readonly RecipeStep[]> {
  const latest = new Map<string, string | undefined>();
  const changed: RecipeStep[] = [];
  for (const step of steps) {
    const player = step.kind === 'send' && isFirstPage(step.xml) ? players[roleOf(step.as) ?? 'romeo'] : undefined;
    if (step.kind !== 'send' || player === undefined) {
      changed.push(step);
      continue;
    }
    const partner = /<field\s+var=["']with["']\s*>\s*<value>([^<]+)/.exec(step.xml)?.[1]?.trim();
    const key = `${player.jid} ${partner}`;
    if (!latest.has(key)) {
      const other = partner === undefined ? undefined : names.outgoing(partner);
      latest.set(key, await asAccount(player, (session) => latestIn(session, other)));
    }
    const id = latest.get(key);
    const xml =
      id === undefined ? step.xml : step.xml.replace(`<set xmlns="${rsm}">`, `$&<after>${escapeText(id)}</after>`);
    changed.push({ ...step, xml });
  }
  return changed;
}

function isFirstPage(xml: string): boolean {
  return (
    xml.includes(`<query xmlns="${mam}"`) && xml.includes(`<set xmlns="${rsm}">`) && !/<(after|before)\b/.test(xml)
  );
}

/** The id of the last message with that address, or of all; undefined when there is none. */
async function latestIn(session: Session, partner: string | undefined): Promise<string | undefined> {
  const field = (name: string, value: string): string =>
    `<field var="${name}"><value>${escapeText(value)}</value></field>`;
  const fields = field('FORM_TYPE', mam) + (partner === undefined ? '' : field('with', partner));
  const form = `<x xmlns="jabber:x:data" type="submit">${fields}</x>`;
  const question = `<query xmlns="${mam}">${form}<set xmlns="${rsm}"><max>1</max><before/></set></query>`;
  const last = ['fin', 'set', 'last'].reduce<XmlElement | undefined>(
    (parent, name) => parent && elementsOf(parent).find(({ local }) => local === name),
    await ask(session, 'set', question),
  );
  return last && textOf(last);
}

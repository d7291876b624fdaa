/** Accounts that a recipe makes on the reader's server (XEP-0077): whether it may, and how they go again. */
import { type RecipeStep, readAccount } from '../../session/index.ts';
import { attributeOf, elementsOf, firstElement, textOf, type XmlElement } from '../../stanza/index.ts';
import { ask } from './errand.ts';
import { asAccount, asStranger, type OwnAccount } from './players.ts';

const register = 'jabber:iq:register';

/** An account that a recipe makes, in its own names. */
export interface NewAccount {
  /** `benvolio@montague.example` */
  readonly address: string;
  /** All that it has in turn, the last one first. */
  readonly passwords: readonly string[];
}

/** Why nobody can make an account at this server from outside; undefined when it gives out a form with a name and a password. */
export async function whyNoRegistration(domain: string, url: string): Promise<string | undefined> {
  try {
    const answer = await asStranger(domain, url, (session) =>
      ask(session, 'get', `<query xmlns="${register}"/>`, domain),
    );
    const query = elementsOf(answer).find(({ namespace }) => namespace === register);
    const fields = query === undefined ? [] : elementsOf(query).map(({ local }) => local);
    if (attributeOf(answer, 'type') === 'result')
      return fields.includes('username') && fields.includes('password')
        ? undefined
        : 'the server asks for more than a name and a password';
    const error = elementsOf(answer).find(({ local }) => local === 'error');
    const condition = error && elementsOf(error)[0]?.local;
    return `the server answers ${condition ?? 'with an error'}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Who is made in these steps, and with which passwords; names that the recipe expects to be taken are not. */
export function accountsMadeIn(steps: readonly RecipeStep[]): readonly NewAccount[] {
  const passwords = new Map<string, string[]>();
  for (const step of steps) {
    const query = step.kind === 'send' ? registerQuery(step.xml) : undefined;
    const [username, password] = ['username', 'password'].map((name) => query && textOfChild(query, name));
    if (step.kind !== 'send' || !username || !password) continue;
    const address = `${username}@${readAccount(step.as).host}`;
    passwords.set(address, [password, ...(passwords.get(address) ?? [])]);
  }
  const signsIn = (address: string): boolean =>
    steps.some(
      (step) => step.kind !== 'shown' && `${readAccount(step.as).local}@${readAccount(step.as).host}` === address,
    );
  return [...passwords].flatMap(([address, all]) => (signsIn(address) ? [{ address, passwords: all }] : []));
}

function registerQuery(xml: string): XmlElement | undefined {
  const stanza = xml.includes(register) ? firstElement(xml) : undefined;
  return stanza && elementsOf(stanza).find(({ namespace }) => namespace === register);
}

function textOfChild(element: XmlElement, name: string): string | undefined {
  const child = elementsOf(element).find(({ local }) => local === name);
  return child && textOf(child);
}

/**
 * Removes the account with the first of the passwords that lets it in, and looks whether it is gone (XEP-0077 section 3.2).
 * @returns what the reader has to know; undefined when nothing is left
 */
export async function removeAccount(
  jid: string,
  url: string,
  passwords: readonly string[],
): Promise<string | undefined> {
  for (const password of passwords) {
    const account: OwnAccount = { jid, password, url };
    if (!(await canSignIn(account))) continue;
    // Some servers end the stream before they answer: whether it is gone is seen below.
    await asAccount(account, (session) => ask(session, 'set', `<query xmlns="${register}"><remove/></query>`)).catch(
      () => {},
    );
    if (!(await canSignIn(account))) return undefined;
    return `The account ${jid} was made and could not be removed: remove it yourself.`;
  }
  return undefined;
}

function canSignIn(account: OwnAccount): Promise<boolean> {
  return asAccount(account, async () => true).catch(() => false);
}

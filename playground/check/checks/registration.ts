/**
 * Asks as a stranger for an account (XEP-0077 section 3.1): first for the form, then for the name of the account that checks. That one is
 * taken, so nothing can come of it: a server that is open answers `conflict`, a closed one refuses.
 */
import { escapeText } from '../../stanza/index.ts';
import { type Answer, type Asker, ConnectionEnded, saidOf } from '../asker.ts';
import { textIn } from '../elements.ts';
import { type Subject, type Verdict, verdict } from '../world.ts';

const register = 'jabber:iq:register';

export const registration: Subject = {
  ids: ['registration'],
  async judge(world) {
    const [name = ''] = world.asker.bare.split('@');
    try {
      return [await world.asStranger((stranger) => askAs(stranger, name))];
    } catch (error) {
      if (!(error instanceof ConnectionEnded)) throw error;
      const says = 'The server ends the connection of a stranger who asks for an account.';
      return [verdict('registration', 'good', says, error.evidence)];
    }
  },
};

async function askAs(stranger: Asker, name: string): Promise<Verdict> {
  const form = await stranger.ask('get', `<query xmlns="${register}"/>`, stranger.domain);
  if (form.kind !== 'result') return refused(form);
  const password = crypto.randomUUID();
  const wish = `<username>${escapeText(name)}</username><password>${password}</password>`;
  return judgeWish(form, await stranger.ask('set', `<query xmlns="${register}">${wish}</query>`, stranger.domain));
}

function refused(answer: Answer): Verdict {
  const says = `Asked by a stranger for an account, the server ${saidOf(answer)}.`;
  return verdict('registration', 'good', says, answer.evidence);
}

/** @param wish what came when a name was asked for that is taken */
export function judgeWish(form: Answer, wish: Answer): Verdict {
  const evidence = [form.evidence, wish.evidence];
  if (wish.kind === 'result' || wish.condition === 'conflict')
    return verdict(
      'registration',
      'fault',
      'Anybody can make an account: a name and a password are enough.',
      ...evidence,
    );
  const text = textIn(wish.stanza, 'text') ?? '';
  if (/invit/i.test(text))
    return verdict('registration', 'good', `A stranger who asks for an account is refused: “${text}”`, ...evidence);
  if (wish.condition === 'not-acceptable' || wish.condition === 'bad-request' || wish.kind === 'none')
    return verdict(
      'registration',
      'warning',
      `The server gives strangers a form for an account, and ${saidOf(wish)} when only a name and a password are filled in. Make sure that no program can fill in the rest.`,
      ...evidence,
    );
  return verdict(
    'registration',
    'good',
    `The server has a form for accounts, but ${saidOf(wish)} when a stranger fills it in.`,
    ...evidence,
  );
}

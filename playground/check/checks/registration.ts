/** Asks as a stranger for the form to make an account (XEP-0077 section 3.1). Nobody registers. */
import { attributeOf } from '../../stanza/index.ts';
import { type Answer, ConnectionEnded, saidOf } from '../asker.ts';
import { find } from '../elements.ts';
import { type Subject, type Verdict, verdict } from '../world.ts';

const register = 'jabber:iq:register';

export const registration: Subject = {
  ids: ['registration'],
  async judge(world) {
    try {
      return [
        judgeForm(
          await world.asStranger((stranger) => stranger.ask('get', `<query xmlns="${register}"/>`, stranger.domain)),
        ),
      ];
    } catch (error) {
      if (!(error instanceof ConnectionEnded)) throw error;
      return [verdict('registration', 'good', 'The server ends the connection of a stranger who asks for an account.')];
    }
  },
};

export function judgeForm(answer: Answer): Verdict {
  if (answer.kind !== 'result')
    return verdict(
      'registration',
      'good',
      `Asked by a stranger for an account, the server ${saidOf(answer)}.`,
      answer.evidence,
    );
  const query = find(answer.stanza, 'query', register);
  const form = find(query, 'x', 'jabber:x:data');
  const asksMore = form !== undefined && attributeOf(form, 'type') === 'form';
  if (find(query, 'username') !== undefined && find(query, 'password') !== undefined && !asksMore)
    return verdict(
      'registration',
      'fault',
      'Anybody can make an account: a name and a password are enough.',
      answer.evidence,
    );
  return verdict(
    'registration',
    'warning',
    'The server gives strangers a form for an account. Make sure that a program cannot fill it in.',
    answer.evidence,
  );
}

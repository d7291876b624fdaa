/** Whether an account can sign in. */
import type { Advise } from '../guides.ts';
import type { SignIn } from '../sign-in.ts';
import type { Finding } from '../types.ts';

export function judgeSignIn(result: SignIn, jid: string, advise: Advise): Finding {
  const base = { id: 'sign-in', title: `Sign in as ${jid}`, why: 'It is what your users do first.' };
  switch (result.kind) {
    case 'signed-in': {
      const { software, version } = result;
      const what =
        software === '' ? 'The server does not say what it is' : `The server says that it is ${software} ${version}`;
      return {
        ...base,
        level: 'good',
        says: `Signed in at ${result.at} and got the address ${result.jid}. ${what.trim()}.`,
        evidence: result.evidence,
      };
    }
    case 'refused':
      return {
        ...base,
        level: 'fault',
        says: result.plain,
        evidence: [{ sent: `sign in at ${result.at}` }],
        fix: advise('Check address and password. The server’s log says what it did not like.', 'account'),
      };
    case 'not-tried':
      return {
        ...base,
        level: 'unknown',
        says: result.plain,
        evidence: [],
        fix: advise('Fix what is wrong with the connections and the certificate first.'),
      };
    default:
      return result satisfies never;
  }
}

/** Why nobody could sign in: the password, the address, the WebSocket, what is between. A page is told little, so this tries what else it can. */
import { diagnose } from '../session/reach/diagnosis.ts';
import { type Access, NotConnected } from './connect.ts';

export interface Failure {
  /** What happened, where, and what to do next. */
  readonly plain: string;
  /** The field of the form that is to be changed. */
  readonly field: 'jid' | 'password' | 'url';
  /** A WebSocket address that works, or that should. */
  readonly instead?: string;
  /** An address to open in a tab: there the browser says what it does not tell a page. */
  readonly open?: string;
}

/** @param page whether it came over https, and its origin, which servers see */
export async function whyNot(
  error: unknown,
  { via, jid }: Access,
  page: { readonly isSecurePage: boolean; readonly origin: string },
): Promise<Failure> {
  const plain = error instanceof Error ? error.message : String(error);
  if (!(error instanceof NotConnected) || via.kind !== 'websocket') return { plain, field: 'url' };
  // The server answered and said no: there is nothing more to find out.
  if (error.condition === 'not-authorized' || error.condition === 'account-disabled')
    return { plain, field: 'password' };
  const domain = jid.slice(jid.indexOf('@') + 1);
  const found = await diagnose(via.url, { domain, ...page });
  if (found.verdict === 'ready') return { plain, field: 'url' };
  const { instead, open } = found;
  return {
    plain: found.plain,
    field: found.verdict === 'host-unknown' ? 'jid' : 'url',
    ...(instead === undefined ? {} : { instead }),
    ...(open === undefined ? {} : { open }),
  };
}

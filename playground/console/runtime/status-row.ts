import type { SessionStatus } from '../../session/types.ts';
import type { Happening } from '../state/happening.ts';
import type { Account } from '../state/types.ts';

/**
 * The row of the transcript for a connection's new status, if it is news.
 * @param account as it was before
 * @param mechanism by which it signs in (RFC 6120 section 6.3.3)
 * @param isCut the reader cuts the wire, so the server does not know
 */
export function happeningOf(
  { name, status, until = 'bound' }: Account,
  next: SessionStatus,
  mechanism: string | undefined,
  isCut: boolean,
): Happening | undefined {
  const signsIn = until === 'bound' || until === 'signed-in';
  const wasUp = status.state === 'online' || status.state === 'closing';
  switch (next.state) {
    case 'online':
      if (!signsIn || status.state === 'online') return undefined;
      return { kind: 'signed-in', account: name, jid: next.jid, ...(mechanism && { mechanism }) };
    case 'failed':
      return wasUp || !signsIn
        ? { kind: 'stream-ended', account: name, plain: next.plain }
        : { kind: 'sign-in-failed', account: name, plain: next.plain };
    case 'offline':
      if (!wasUp) return undefined;
      return {
        kind: 'stream-ended',
        account: name,
        plain: isCut ? 'The wire was cut, and the server does not know.' : '',
      };
    case 'connecting':
    case 'closing':
      return undefined;
    default:
      return next satisfies never;
  }
}

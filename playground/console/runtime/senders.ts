/** Between the connections of the console and the names by which links and recipes call them. */
import { readAccount, stranger } from '../../session/names.ts';
import type { Account } from '../state/types.ts';

/** A connection as a link asks for it. */
export interface Sender {
  /** What it signs in with: the full address, or the host alone (a second one: `host/2`) where nobody signs in. */
  readonly jid: string;
  readonly local: string;
  readonly host: string;
  readonly resource: string;
  readonly isStranger: boolean;
}

/** @param as `romeo`, `romeo/phone`, `juliet@capulet.example/balcony`, `stranger@montague.example`; undefined when it is none of these */
export function readSender(as: string): Sender | undefined {
  if (!/^[^@/\s]+(@[^@/\s]+)?(\/.+)?$/.test(as)) return undefined;
  const { local, host, resource } = readAccount(as);
  const isStranger = local === '';
  const before = isStranger ? host : `${local}@${host}`;
  return { jid: resource === '' ? before : `${before}/${resource}`, local, host, resource, isStranger };
}

/** The account that a link means, among those that are there. */
export function senderOf(accounts: readonly Account[], as: string | undefined): Account | undefined {
  const sender = as === undefined ? undefined : readSender(as);
  if (sender === undefined) return undefined;
  return accounts.find(
    ({ jid, until, place }) =>
      place.kind === 'sandbox' && jid === sender.jid && (until === 'stream') === sender.isStranger && until !== 'raw',
  );
}

/** How a link calls this account; undefined for one on the reader's own server, and for a stream written by hand. */
export function senderName({ jid, until, place }: Account): string | undefined {
  if (place.kind !== 'sandbox' || until === 'raw') return undefined;
  return until === 'stream' ? `${stranger}@${jid}` : jid;
}

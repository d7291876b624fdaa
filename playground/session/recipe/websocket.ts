import { describe } from '../../stanza/index.ts';
import { open } from '../open.ts';
import type { Session } from '../types.ts';
import type { Connect, RecipeAccount } from './types.ts';

export interface WebSocketServers {
  /** Where a host's WebSocket is: `wss://xmpp.example.com:5281/xmpp-websocket` (RFC 7395). */
  readonly urlOf: (host: string) => string;
  /** The password of an account in the server's names; makes the account first where that is needed. */
  readonly passwordOf: (account: RecipeAccount) => string | Promise<string>;
}

/** Connects a recipe's accounts to real servers. Give the run `freshNames`, so that it disturbs nobody else. */
export function connectByWebSocket({ urlOf, passwordOf }: WebSocketServers): Connect {
  return async (account) => {
    const { key, jid, host, until } = account;
    const password = until === 'stream' ? undefined : (account.password ?? (await passwordOf(account)));
    const session = open({
      via: { kind: 'websocket', url: urlOf(host) },
      jid,
      account: key,
      until,
      ...(password === undefined ? {} : { password }),
    });
    return endedByError(session);
  };
}

/**
 * The same session, which is no longer online once the server has ended the stream with an error (RFC 6120 section 4.9.1.1). Over a WebSocket the
 * end comes as a frame of its own, in a browser a moment later: what a recipe sends in between would be lost.
 */
function endedByError(session: Session): Session {
  let hasEnded = false;
  session.onWire(({ direction, text }) => {
    if (direction === 'received' && describe(text).kind === 'stream-error') hasEnded = true;
  });
  return new Proxy(session, {
    get: (target, name) => {
      if (name === 'status' && hasEnded && target.status.state === 'online') return { state: 'closing' };
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

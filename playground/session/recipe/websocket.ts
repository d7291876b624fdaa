import { open } from '../open.ts';
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
    return open({
      via: { kind: 'websocket', url: urlOf(host) },
      jid,
      account: key,
      until,
      ...(password === undefined ? {} : { password }),
    });
  };
}

import { clientPort } from '../../cast.ts';
import { open } from '../open.ts';
import type { BytePipe } from '../types.ts';
import type { Connect } from './types.ts';

export interface SandboxServers {
  /** A pipe to that port of a server; the sandbox room's `connect` fits. */
  readonly connect: (server: string, port: number) => Promise<BytePipe>;
  /** Names of the servers that are up; a host belongs to the one that it is or ends with. */
  readonly servers: readonly string[];
  readonly accounts: readonly { readonly jid: string; readonly password: string }[];
}

/** Connects a recipe's accounts to servers in the sandbox, in a tab or in Node. */
export function connectToSandbox({ connect, servers, accounts }: SandboxServers): Connect {
  return ({ key, jid, host, password, until }) => {
    const server = servers.find((name) => host === name || host.endsWith(`.${name}`));
    if (server === undefined) {
      throw new Error(`There is no server for ${host} in the sandbox. It has: ${servers.join(', ')}.`);
    }
    const bare = jid.split('/')[0] ?? jid;
    const known = password ?? accounts.find((account) => account.jid === bare)?.password;
    if (known === undefined && until !== 'stream') {
      const names = accounts.map((account) => account.jid).join(', ');
      throw new Error(`The sandbox has no account ${bare}. It has: ${names}; or register one as stranger.`);
    }
    return open({
      via: { kind: 'pipe', open: () => connect(server, clientPort) },
      jid,
      account: key,
      until,
      ...(known === undefined ? {} : { password: known }),
    });
  };
}

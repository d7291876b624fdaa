/** Lets recipes speak to a server of the reader's, as accounts that are there already. */
import { homeHost } from '../../cast.ts';
import type { Names } from '../../session/index.ts';

export interface OwnCast {
  /** Bare addresses, in the recipes' names and in the server's: `{ 'romeo@montague.example': 'alice@example.com' }`. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Hosts likewise, with those of services: `{ 'conference.montague.example': 'rooms.example.com' }`. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Letters and digits that no other run uses; rooms, pubsub nodes and people who do not exist get it at their names. */
  readonly mark: string;
}

/** Both directions work on XML text, addresses inside sentences included. */
export function ownNames({ accounts, hosts, mark }: OwnCast): Names {
  const suffix = `-${mark}`;
  const out = addresses(Object.keys(hosts));
  const back = addresses(Object.values(hosts));
  const accountOf = new Map(Object.entries(accounts).map(([ours, theirs]) => [theirs.toLowerCase(), ours]));
  const hostOf = new Map(Object.entries(hosts).map(([ours, theirs]) => [theirs, ours]));
  const nameOf = (name: string): string => accounts[`${name}@${homeHost}`]?.split('@')[0] ?? `${name}${suffix}`;
  return {
    outgoing: (text) =>
      text
        .replace(out, (_, local: string | undefined, host: string) => {
          const other = hosts[host] ?? host;
          return local === undefined ? other : (accounts[`${local}@${host}`] ?? `${local}${suffix}@${other}`);
        })
        // A name that is registered (XEP-0077): somebody who plays, or somebody new.
        .replace(/(<username>)([^<{]+)(?=<\/username>)/g, (_, tag: string, name: string) => tag + nameOf(name))
        // Plain words only: nodes that are namespaces, and those of commands, belong to the protocol.
        .replace(/(<(?!command\s)[^<>]*?\snode=["'])([a-z][a-z0-9-]*)(?=["'])/g, `$1$2${suffix}`),
    incoming: (text) =>
      text
        .replace(back, (whole, local: string | undefined, host: string) => {
          const account = accountOf.get(whole.toLowerCase());
          const other = hostOf.get(host) ?? host;
          return account ?? (local === undefined ? other : `${local}@${other}`);
        })
        .replaceAll(suffix, ''),
  };
}

/** Whole hosts, with the local part before them: the first group, then the host. */
function addresses(hosts: readonly string[]): RegExp {
  const alternatives = [...hosts]
    .sort((a, b) => b.length - a.length)
    .map((host) => host.replaceAll('.', '\\.'))
    .join('|');
  return new RegExp(`(?<![\\w.-])(?:([\\w.+-]+)@)?(${alternatives})(?![A-Za-z0-9-]|\\.[a-z])`, 'g');
}

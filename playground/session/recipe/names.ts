import type { Names } from './types.ts';

/** The sandbox has the recipes' own names. */
export const sameNames: Names = { outgoing: (text) => text, incoming: (text) => text };

export interface FreshNames {
  /** Host of the recipes to host of the server: `{ 'montague.example': 'example.com' }`; hosts below it follow. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Letters and digits that no other run uses; it is appended to the names of accounts, rooms and pubsub nodes. */
  readonly mark: string;
}

/**
 * Names for a run on a server that others use at the same time: `romeo@montague.example` becomes `romeo-k3f9@example.com`, the
 * room `verona@conference.montague.example` becomes `verona-k3f9@conference.example.com`, the pubsub node `news` becomes
 * `news-k3f9`, and what comes is put back. Names inside sentences stay as they are.
 */
export function freshNames({ hosts, mark }: FreshNames): Names {
  if (!/^[a-z0-9]{3,}$/.test(mark))
    throw new Error(`"${mark}" cannot mark names: use three or more letters and digits.`);
  const pairs = Object.entries(hosts);
  const suffix = `-${mark}`;
  const local = new RegExp(`([A-Za-z0-9._-]+)@(?=(?:[a-z0-9-]+\\.)*(?:${alternatives(Object.keys(hosts))}))`, 'g');
  const toHost = replacer(pairs);
  const fromHost = replacer(pairs.map(([own, other]) => [other, own]));
  return {
    outgoing: (text) =>
      toHost(
        text
          .replace(local, (_, name: string) => `${name}${suffix}@`)
          .replace(/(<username>)([^<{]+)(?=<\/username>)/g, `$1$2${suffix}`)
          // Plain words only: nodes that are namespaces, and those of commands, belong to the protocol.
          .replace(/(<(?!command\s)[^<>]*?\snode=["'])([a-z][a-z0-9-]*)(?=["'])/g, `$1$2${suffix}`),
      ),
    incoming: (text) => fromHost(text.replaceAll(suffix, '')),
  };
}

/** A mark that is very unlikely to be anybody else's. */
export function newMark(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => (byte % 36).toString(36)).join('');
}

function alternatives(hosts: readonly string[]): string {
  return hosts.map((host) => host.replaceAll('.', '\\.')).join('|');
}

/** Replaces whole host names, also below another label: conference.montague.example, not my-montague.example. */
function replacer(pairs: readonly (readonly [string, string])[]): (text: string) => string {
  const to = new Map(pairs);
  const pattern = new RegExp(`(?<![A-Za-z0-9-])(?:${alternatives([...to.keys()])})(?![A-Za-z0-9-]|\\.[a-z])`, 'g');
  return (text) => text.replace(pattern, (host) => to.get(host) ?? host);
}

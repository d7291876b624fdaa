/** Who plays whom when recipes run on a server of the reader's. */
import { homeHost, otherHost } from '../../cast.ts';
import { open, readAccount, type Session } from '../../session/index.ts';
import { whenOnline } from './errand.ts';

/** The recipes' names for whom a reader can give accounts: four on one server, and one on a second. */
export const roles = ['romeo', 'juliet', 'mercutio', 'nurse', `juliet@${otherHost}`] as const;
export type Role = (typeof roles)[number];

/** Whoever is on the second server. */
export const farRole = roles[4];

export interface OwnAccount {
  /** Bare. */
  readonly jid: string;
  readonly password: string;
  readonly url: string;
}

export type Players = Readonly<Partial<Record<Role, OwnAccount>>>;

/** `romeo@montague.example` */
export function recipeAddress(role: Role): string {
  const { local, host } = readAccount(role);
  return `${local}@${host}`;
}

/** Who speaks as `as=` says; undefined for a stranger, and for somebody whom no role is for. */
export function roleOf(as: string): Role | undefined {
  const { local, host } = readAccount(as);
  return roles.find((role) => recipeAddress(role) === `${local}@${host}`);
}

/** The account's own session for the time of one act. @throws Error in plain words when it cannot sign in */
export async function asAccount<T>(
  { jid, password, url }: OwnAccount,
  act: (session: Session) => Promise<T>,
): Promise<T> {
  const session = open({ via: { kind: 'websocket', url }, jid, password, account: jid });
  try {
    return await act(await whenOnline(session));
  } finally {
    await session.close();
  }
}

/** A connection to the account's server on which nobody signs in. */
export async function asStranger<T>(domain: string, url: string, act: (session: Session) => Promise<T>): Promise<T> {
  const session = open({
    via: { kind: 'websocket', url },
    jid: domain,
    account: `stranger at ${domain}`,
    until: 'stream',
  });
  try {
    return await act(await whenOnline(session));
  } finally {
    await session.close();
  }
}

/** The names of those in the recipes who live on the first server. */
export const isHome = (role: Role): boolean => readAccount(role).host === homeHost;

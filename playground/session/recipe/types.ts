/** Between a recipe's accounts and a server. The steps and results of a recipe are the stanza room's. */
import type { Session, SessionOptions } from '../types.ts';

export type {
  Arrival,
  Missing,
  ReceiveResult,
  ReceiveStep,
  RecipeStep,
  SendResult,
  SendStep,
  ShownResult,
  ShownStep,
  StepResult,
} from '../../stanza/index.ts';

/** Who connects, as `as=` names them, with the names that the server knows. */
export interface RecipeAccount {
  /** One for each connection: the full address in the recipe's own names. */
  readonly key: string;
  /** With its resource, in the server's names; the host alone for a stranger. */
  readonly jid: string;
  /** The host part of `jid`. */
  readonly host: string;
  /** Known when a stanza of the recipe set it (XEP-0077); otherwise whoever connects knows it. */
  readonly password?: string;
  readonly until: NonNullable<SessionOptions['until']>;
}

/** Opens a session, at once or when the account has been made. Rejects in plain words. */
export type Connect = (account: RecipeAccount) => Session | Promise<Session>;

/** Between the names of recipes (montague.example) and those of the server that is asked. Both directions work on XML text. */
export interface Names {
  outgoing(text: string): string;
  incoming(text: string): string;
}

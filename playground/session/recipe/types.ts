/** What a recipe is made of and what a run of it tells. The lesson room's steps of a recipe fit as they are. */
import type { Captures, Mismatch } from '../../stanza/types.ts';
import type { Session, SessionOptions } from '../types.ts';

interface StepBase {
  /** `s1`, `s2`, ... */
  readonly id: string;
  /** Line of the block in its page, from 1. */
  readonly line: number;
  /** Why it is not run. */
  readonly skip?: string;
}

export interface SendStep extends StepBase {
  readonly kind: 'send';
  /** `romeo`, `romeo/phone`, `juliet@capulet.example`, or `stranger`: a connection on which nobody signs in. */
  readonly as: string;
  readonly xml: string;
}

export interface ReceiveStep extends StepBase {
  readonly kind: 'receive';
  readonly as: string;
  /** The expected stanza; '' only with `nothing`. */
  readonly xml: string;
  /** Milliseconds to wait at most. */
  readonly within: number;
  readonly exact: boolean;
  readonly nothing: boolean;
}

/** A block that is only shown. */
export interface ShownStep extends StepBase {
  readonly kind: 'shown';
  readonly skip: string;
}

export type RecipeStep = SendStep | ReceiveStep | ShownStep;

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

export interface Arrival {
  /** The text in the recipe's names. */
  readonly text: string;
  /** Milliseconds since the epoch, with fractions. */
  readonly at: number;
}

/** Why no stanza was the expected one: the nearest that came, and where it differs. */
export interface Missing {
  /** Which of `received` came nearest; absent when nothing comparable came. */
  readonly nearest?: number;
  readonly mismatches: readonly Mismatch[];
}

interface ResultBase {
  readonly id: string;
  readonly line: number;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** In plain words; always there when the step failed or was skipped. */
  readonly reason?: string;
  /** How long the step took. */
  readonly milliseconds: number;
  /** What placeholders caught in this step. */
  readonly captures: Captures;
}

export interface SendResult extends ResultBase {
  readonly kind: 'send';
  readonly account: string;
  /** As it was sent, in the recipe's names; absent when nothing was. */
  readonly sent?: Arrival;
}

export interface ReceiveResult extends ResultBase {
  readonly kind: 'receive';
  readonly account: string;
  /** What had arrived and was not yet expected by a step before, and what arrived while this one waited, in order. */
  readonly received: readonly Arrival[];
  /** Which of `received` fitted, from 0. */
  readonly matched?: number;
  /** Milliseconds from the latest send of the recipe to the arrival of what matched. */
  readonly roundTrip?: number;
  readonly missing?: Missing;
}

export interface ShownResult extends ResultBase {
  readonly kind: 'shown';
}

export type StepResult = SendResult | ReceiveResult | ShownResult;

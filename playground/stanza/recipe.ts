/**
 * What a recipe is made of and what a run of it tells: expectations and findings about stanza text. The lesson room's steps extend
 * these with their place in the page, the session room runs them; this is the one room that both may import.
 */
import type { Captures, Mismatch } from './types.ts';

interface RecipeStepBase {
  /** `s1`, `s2`, ... */
  readonly id: string;
  /** Line of the block in its page, from 1. */
  readonly line: number;
  /** Why it is not run. */
  readonly skip?: string;
}

export interface SendStep extends RecipeStepBase {
  readonly kind: 'send';
  /** `romeo`, `romeo/phone`, `juliet@capulet.example`, or `stranger`: a connection on which nobody signs in. */
  readonly as: string;
  readonly xml: string;
}

export interface ReceiveStep extends RecipeStepBase {
  readonly kind: 'receive';
  readonly as: string;
  /** The expected stanza; '' only with `nothing`. */
  readonly xml: string;
  /** Milliseconds to wait at most. */
  readonly within: number;
  /** Nothing but what is written may be there. */
  readonly exact: boolean;
  /** No stanza may arrive in that time that matches (or, with an empty `xml`, none at all). */
  readonly nothing: boolean;
}

/** A block that is never run and says why: an example of xml. */
export interface ShownStep extends RecipeStepBase {
  readonly kind: 'shown';
  readonly skip: string;
}

export type RecipeStep = SendStep | ReceiveStep | ShownStep;

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

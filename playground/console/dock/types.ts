/**
 * What a page says to the console that is docked in it, and what it hears. The console runs in a frame of this site
 * (`/playground/?docked`), so both ends are one origin; messages from anywhere else are ignored.
 */
import type { SharedScene } from '../share/types.ts';

/** A stanza of a page: typed for the reader, or a step of what a page runs by itself. */
export interface DockStanza {
  /** Who sends it, as in recipes: `romeo`, `romeo/phone`, `juliet@capulet.example`; absent: whoever is chosen. */
  readonly as?: string;
  readonly xml: string;
}

/** A step that the console runs for the page: of a drill's hidden beginning, or of a check. */
export type DockStep =
  | (DockStanza & { readonly kind: 'send'; readonly as: string })
  /** Holds when a stanza arrives at `as` that matches the pattern, as `xml receive` of recipes means it. */
  | { readonly kind: 'receive'; readonly as: string; readonly pattern: string }
  /** Holds when nothing that matches arrives before what follows has been answered, as `xml receive` with `none` means it. */
  | { readonly kind: 'never'; readonly as: string; readonly pattern: string }
  /** Moves the servers' clock, as the console's own clock does. */
  | { readonly kind: 'advance'; readonly seconds: number };

export type DockRequest =
  /**
   * Start anew in this world; what ran before ends. Absent: the world that the playground ships. It is done as soon as the servers have
   * started, or could not be with a configuration of the scene: then `stopped` follows.
   * @param stanzas what the page will send: their senders are there. Without a scene they are a recipe's: accounts sign in at their
   * first stanza and say nothing by themselves.
   */
  | {
      readonly kind: 'open';
      readonly id: number;
      readonly scene?: SharedScene;
      readonly stanzas?: readonly DockStanza[];
    }
  /** Put into the editor; nothing is sent, and a draft that the reader changed is kept as another draft. The editor may take the focus. */
  | { readonly kind: 'write'; readonly id: number; readonly stanza: DockStanza; readonly takesFocus?: boolean }
  /** Done when it has gone out; a sender who is not connected is connected first. */
  | { readonly kind: 'send'; readonly id: number; readonly stanza: DockStanza }
  /** Done when that account is connected, as recipes write it. It says nothing by itself. */
  | { readonly kind: 'connect'; readonly id: number; readonly as: string }
  /**
   * Run on the servers as they are now, with connections of its own, which end afterwards. A name without a resource (`romeo`) connects as
   * `romeo@montague.example/check`, so that it does not take the place of the reader's own connection (`conflict`); `romeo/orchard` would.
   */
  | { readonly kind: 'run'; readonly id: number; readonly steps: readonly DockStep[] };

/** How one step of `run` went: `plain` says in one sentence what came instead. */
export type DockOutcome =
  | { readonly held: true }
  | { readonly held: false; readonly plain: string; readonly came?: string };

export type DockEvent =
  /** The console can be spoken to. */
  | { readonly kind: 'ready' }
  /** A request was done, or could not be. */
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'refused'; readonly id: number; readonly plain: string }
  /** Outcomes of `run`, one for each step up to the first that did not hold. */
  | { readonly kind: 'ran'; readonly id: number; readonly outcomes: readonly DockOutcome[] }
  /**
   * A stanza passed: what the page judges its expectations by. `as`: the full address of the account of the console, as recipes write it
   * (`stranger@montague.example` for a connection on which nobody signed in). What is said while an account signs in is left out.
   */
  | { readonly kind: 'sent' | 'received'; readonly as: string; readonly xml: string; readonly at: number }
  /** The servers' configuration runs, or could not be started. */
  | { readonly kind: 'started' | 'stopped'; readonly host: string };

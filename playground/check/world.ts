/** What checks know and may do: the account's connection, what was asked already, and the web as this page sees it. */
import type { Session } from '../session/types.ts';
import type { XmlElement } from '../stanza/index.ts';
import type { Answer, Asker } from './asker.ts';
import type { CheckId } from './catalogue.ts';
import type { Disco } from './disco.ts';
import type { Recognised } from './software.ts';
import type { Evidence, Level } from './types.ts';

/** A connection as it opened: the server's stream features before somebody signed in and after. */
export interface Opened {
  readonly session: Session;
  readonly asker: Asker;
  readonly before: Features;
  readonly after: Features;
}

export interface Features {
  readonly element: XmlElement | undefined;
  readonly evidence: Evidence;
}

/** As `fetch`, but never with cookies, and ended when it takes too long. */
export type Web = (address: string, request?: RequestInit) => Promise<Response>;

export interface World {
  readonly asker: Asker;
  readonly before: Features;
  readonly after: Features;
  readonly url: string;
  readonly server: Disco;
  readonly serviceList: Answer;
  readonly services: readonly Disco[];
  readonly account: Disco;
  readonly version: Answer;
  readonly recognised: Recognised;
  readonly web: Web;
  /** Another connection of the same account, for what may end one. It is closed with the check. */
  connectAgain(until?: 'bound' | 'signed-in'): Promise<Opened>;
  /** A connection on which nobody signs in. */
  asStranger<T>(act: (ask: Asker) => Promise<T>): Promise<T>;
  /** Told of what was made on the server and could not be removed again. */
  leave(left: string): void;
  /** Letters that no other check uses. */
  readonly mark: string;
}

/** What a subject found about one of its ids. */
export interface Verdict {
  readonly id: CheckId;
  readonly level: Level;
  readonly says: string;
  readonly evidence: readonly Evidence[];
}

/** What belongs together because it is asked together. */
export interface Subject {
  readonly ids: readonly CheckId[];
  judge(world: World): Promise<readonly Verdict[]> | readonly Verdict[];
}

/** One id, judged by whether something is there. */
export function verdict(id: CheckId, level: Level, says: string, ...evidence: readonly Evidence[]): Verdict {
  return { id, level, says, evidence };
}

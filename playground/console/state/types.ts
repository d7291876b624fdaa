/** What the console knows, apart from the transcript and the log, which grow and have homes of their own. */
import type { DnsTable, Progress } from '../../sandbox/types.ts';
import type { SessionStatus } from '../../session/types.ts';

/** Where an account lives. */
export type Place =
  | { readonly kind: 'sandbox'; readonly server: string }
  | { readonly kind: 'websocket'; readonly url: string };

/** What an account tells its contacts (RFC 6121 section 4.7.2.1), or `unavailable`. */
export type Presence = 'available' | 'chat' | 'away' | 'xa' | 'dnd' | 'unavailable';

export interface Account {
  /** Unique; what the reader sees. */
  readonly name: string;
  /** The address to sign in with, the host alone where nobody signs in; `status.jid` is the one that the server bound. */
  readonly jid: string;
  /** In memory only. */
  readonly password: string;
  readonly place: Place;
  /**
   * How far the console goes by itself. Absent: a resource is bound. `stream`: nobody signs in. `signed-in`: no resource is bound.
   * `raw`: nothing is sent, not even the beginning of the stream.
   */
  readonly until?: 'stream' | 'signed-in' | 'bound' | 'raw';
  /** What is spoken on a raw connection; absent: what clients speak over TCP. */
  readonly speaks?: 'client' | 'component' | 'websocket';
  /** It belongs to a recipe: it connects as its stanzas need it, and tells nobody that it is there. */
  readonly asRecipe?: boolean;
  /** One of the account colours, from 0. */
  readonly colour: number;
  readonly status: SessionStatus;
  readonly presence: Presence;
}

/** What can change while an account stays the same one. */
export type AccountChange = Partial<Pick<Account, 'jid' | 'password' | 'until'>>;

export type Boot =
  | { readonly state: 'starting'; readonly progress: Progress | null }
  | { readonly state: 'ready'; readonly milliseconds: number }
  | { readonly state: 'failed'; readonly plain: string };

export type Panel = 'log' | 'configuration' | 'dns' | 'shell';

/**
 * A sentence for the reader about what just happened. What is done ends at the next edit, when the next stanza is sent, or by itself; a problem
 * stays until it is solved or dismissed.
 */
export interface Notice {
  /** News stay as long as a problem does, and have something that the reader may do. */
  readonly kind: 'done' | 'problem' | 'news';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** What a problem is about. It is solved when that works again, and a later one about the same takes its place. */
  readonly about?: 'server' | 'storage' | 'link' | 'version';
}

/** A stanza that waits for its account to be online. */
export interface Waiting {
  readonly account: string;
  readonly text: string;
}

/** How far a move of the clock is, in seconds. */
export interface Moving {
  readonly done: number;
  readonly total: number;
}

export interface ConsoleState {
  readonly boot: Boot;
  /** The configuration with which each server that runs was started. */
  readonly running: Readonly<Record<string, string>>;
  /** Servers that ended while others go on, and why. */
  readonly ended: Readonly<Record<string, string>>;
  /** What the servers find when they look for each other. */
  readonly dns: DnsTable;
  /** STARTTLS is offered and claimed, and nothing is encrypted. */
  readonly pretendTls: boolean;
  /** Seconds for which the servers have done nothing but one long piece of work; 0 when they answer. */
  readonly busy: number;
  /** The move of the clock that is under way. */
  readonly moving: Moving | null;
  /** Names of the servers that run, or will once booted. */
  readonly servers: readonly string[];
  readonly accounts: readonly Account[];
  /** The name of the account that sends. */
  readonly sender: string;
  readonly waiting: readonly Waiting[];
  readonly panel: Panel | null;
  readonly notices: readonly Notice[];
  /** Seconds that the servers' clock is ahead. */
  readonly ahead: number;
}

export type ConsoleEvent =
  | { readonly type: 'booting'; readonly servers: readonly string[] }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'booted'; readonly milliseconds: number }
  | { readonly type: 'boot-failed'; readonly plain: string }
  | { readonly type: 'server-running'; readonly server: string; readonly config: string }
  | { readonly type: 'server-ended'; readonly server: string; readonly why: string }
  | { readonly type: 'network'; readonly dns: DnsTable; readonly pretendTls: boolean }
  | { readonly type: 'busy'; readonly seconds: number }
  | { readonly type: 'moving'; readonly moving: Moving | null }
  | { readonly type: 'accounts-replaced'; readonly accounts: readonly Account[] }
  | { readonly type: 'account-added'; readonly account: Account }
  | { readonly type: 'account-removed'; readonly name: string }
  | { readonly type: 'account-renamed'; readonly name: string; readonly to: string }
  | { readonly type: 'account-changed'; readonly name: string; readonly change: AccountChange }
  | { readonly type: 'status'; readonly name: string; readonly status: SessionStatus }
  | { readonly type: 'presence'; readonly name: string; readonly presence: Presence }
  | { readonly type: 'sender'; readonly name: string }
  | { readonly type: 'wait'; readonly stanzas: readonly Waiting[] }
  | { readonly type: 'waited'; readonly account: string }
  | { readonly type: 'panel'; readonly panel: Panel | null }
  | { readonly type: 'notice'; readonly notice: Notice }
  /** The reader closed it, or its time is over. */
  | { readonly type: 'notice-ended'; readonly notice: Notice }
  | { readonly type: 'solved'; readonly about: NonNullable<Notice['about']> }
  /** The reader edited or sent something: what was done before is over. */
  | { readonly type: 'went-on' }
  | { readonly type: 'clock'; readonly seconds: number };

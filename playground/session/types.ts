/** The door of the session room, as types: one account's connection, over the sandbox or a WebSocket. */
import type { WireEntry } from '../stanza/types.ts';

/** Bytes both ways; the sandbox's pipes fit without this room knowing the sandbox. */
export interface BytePipe {
  send(bytes: Uint8Array): void;
  close(): void;
  onData: (bytes: Uint8Array | null) => void;
}

export type Via =
  | { readonly kind: 'pipe'; readonly open: () => Promise<BytePipe> }
  /** `wss://host:5281/xmpp-websocket`; RFC 7395. */
  | { readonly kind: 'websocket'; readonly url: string };

export interface SessionOptions {
  readonly via: Via;
  /** `romeo@montague.example/balcony`; a bare domain signs in anonymously (SASL ANONYMOUS). */
  readonly jid: string;
  /** Kept in memory only. */
  readonly password?: string;
  /** The name under which wire entries are listed. */
  readonly account: string;
  /** One SASL mechanism to insist on; otherwise the best that both ends know. */
  readonly mechanism?: string;
  /**
   * How far to go before the session counts as online. `stream`: the server's first stream features, nobody signed in (to register,
   * XEP-0077). `signed-in`: no resource bound (to resume, XEP-0198 section 5). `bound` is the default. Before `bound`, the status
   * `online` carries the address that was asked for.
   */
  readonly until?: 'stream' | 'signed-in' | 'bound';
}

export type SessionStatus =
  | { readonly state: 'offline' }
  | { readonly state: 'connecting' }
  | { readonly state: 'online'; readonly jid: string }
  | { readonly state: 'closing' }
  /** `plain` says what happened and what to try; `condition` is the SASL or stream error's when there was one. */
  | { readonly state: 'failed'; readonly plain: string; readonly condition?: string };

export interface Session {
  readonly account: string;
  readonly status: SessionStatus;
  onStatus(callback: (status: SessionStatus) => void): () => void;
  /** Every text in both directions, as it went over the wire, passwords and SASL payloads included as they are. */
  onWire(callback: (entry: Omit<WireEntry, 'id'>) => void): () => void;
  /** Sends the text exactly as written. Rejects when not online. */
  send(xml: string): Promise<void>;
  /** Ends the stream properly and waits for the server's end tag, at most two seconds. */
  close(): Promise<void>;
  /** Drops the connection without closing the stream, as a train in a tunnel does: the server does not learn that it ended. */
  cut(): void;
}

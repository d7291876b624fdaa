/** What is read out of a log or of any other text around stanzas. */

/** The programs whose way of writing logs is known. `plain`: the stanzas stand there by themselves, or in a text that is none of these. */
export type LogFormat =
  | 'aioxmpp'
  | 'conversations'
  | 'converse'
  | 'dino'
  | 'ejabberd'
  | 'fluux'
  | 'gajim'
  | 'har'
  | 'openfire'
  | 'plain'
  | 'profanity'
  | 'prosody'
  | 'psi'
  | 'slixmpp'
  | 'smack'
  | 'specification'
  | 'strophe'
  | 'xmpp.js';

/** What had to be changed before a stanza was XML that can be sent; `closed`: only its start tag is there. */
export type Repair = 'quotes' | 'spaces' | 'comments' | 'closed';

export interface LoggedStanza {
  /** As it was written, byte for byte, without the escapes of a string or a web page, and changed only as `repairs` says. */
  readonly xml: string;
  /** From the point of view of the client; absent when the text does not tell. */
  readonly direction?: 'sent' | 'received';
  /** Milliseconds since the epoch; absent when the text does not tell. */
  readonly at?: number;
  /** Whose stream it is, as the log names it: an account, an address or the server's name of the session. */
  readonly account?: string;
  readonly repairs: readonly Repair[];
}

export interface LogReading {
  readonly format: LogFormat;
  readonly stanzas: readonly LoggedStanza[];
  /** Whether the times carry their zone; without one they are read as the reader's own. */
  readonly hasZone: boolean;
  /** Start tags of stanzas whose rest the log leaves out, as Prosody's debug log does. They are among the stanzas only when nothing else is. */
  readonly startTags: number;
}

export interface LogOptions {
  /** Milliseconds since the epoch: the day that a time without a date, or a date without a year, is taken to be near. */
  readonly now: number;
}

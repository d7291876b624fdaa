/** The door of the check room, as types: what was found about a server, in the page and at a terminal alike. */

/** `unknown`: it could not be found out, and `says` tells why. */
export type Level = 'good' | 'warning' | 'fault' | 'unknown';

/** One question and its answer, as they went over the wire or the network. */
export interface Evidence {
  readonly sent?: string;
  readonly came?: string;
  /** Milliseconds since the epoch, where they are known. */
  readonly sentAt?: number;
  readonly cameAt?: number;
}

export interface Fix {
  /** What to do, in one or two sentences. */
  readonly words: string;
  /** A page of this site with its section, without the site's base: `guides/prosody/rooms/#settings`. */
  readonly page?: string;
}

export interface Finding {
  /** Never changes, so that two reports can be compared: `muc-archive`. */
  readonly id: string;
  readonly level: Level;
  /** What was judged, in a few words: "History in rooms". */
  readonly title: string;
  /** What was found. */
  readonly says: string;
  readonly evidence: readonly Evidence[];
  /** What a user notices. */
  readonly why: string;
  readonly fix?: Fix;
}

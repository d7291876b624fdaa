import type { Token } from '../../session/by-hand/index.ts';
import type { Text } from '../state/journal.ts';

/** A session that can be resumed after a cut (XEP-0198 section 5). */
export interface Resumption {
  readonly id: string;
  /** How many stanzas of the server have arrived since it was enabled. */
  readonly h: number;
}

interface Remembered {
  texts: Text[];
  lastReceived: string | undefined;
  mechanism: string | undefined;
  resumption: Resumption | undefined;
  /** For which mechanism a token was asked for, and the token that came (XEP-0484). */
  asked: string | undefined;
  token: Token | undefined;
  /** Whether what arrives belongs to the session that can be resumed. */
  isCounted: boolean;
}

/** Enough for every way to sign in; what comes later is in the transcript. */
const kept = 100;

/** What each connection has said since it was opened, for those who write the stream by hand or resume it. */
export class Traffic {
  readonly #of = new Map<string, Remembered>();

  /** A new connection of the account begins. */
  begin(name: string): void {
    const { resumption, token } = this.#of.get(name) ?? {};
    const fresh = { texts: [], lastReceived: undefined, mechanism: undefined, asked: undefined, isCounted: false };
    this.#of.set(name, { ...fresh, resumption, token });
  }

  add(text: Text): void {
    const about = this.#of.get(text.account);
    if (about === undefined) return;
    if (about.texts.length < kept) about.texts.push(text);
    if (text.direction === 'sent') {
      afterSent(about, text.text);
    } else {
      about.lastReceived = text.text;
      afterReceived(about, text.text);
    }
  }

  texts(name: string): readonly Text[] {
    return this.#of.get(name)?.texts ?? [];
  }

  /** What the server said last on this connection. */
  lastReceived(name: string): string | undefined {
    return this.#of.get(name)?.lastReceived;
  }

  /** The SASL mechanism by which the connection signed in, as it went over the wire. */
  mechanism(name: string): string | undefined {
    return this.#of.get(name)?.mechanism;
  }

  resumption(name: string): Resumption | undefined {
    return this.#of.get(name)?.resumption;
  }

  /** What the server gave out for the next connection. */
  token(name: string): Token | undefined {
    return this.#of.get(name)?.token;
  }

  rename(name: string, to: string): void {
    const about = this.#of.get(name);
    if (about !== undefined) this.#of.set(to, about);
    this.#of.delete(name);
  }
}

function afterSent(about: Remembered, text: string): void {
  const begun = /^<auth(?:enticate)?\s[^>]*\bmechanism=["']([\w-]+)["']/.exec(text)?.[1];
  if (begun !== undefined) about.mechanism = begun;
  about.asked = /<request-token\s[^>]*\bmechanism=["']([\w-]+)["']/.exec(text)?.[1] ?? about.asked;
  // A stream that is ended properly cannot be resumed.
  if (text.trim() === '</stream:stream>' && about.isCounted) about.resumption = undefined;
}

function afterReceived(about: Remembered, text: string): void {
  const { resumption, asked } = about;
  const secret = text.includes('urn:xmpp:fast:0') ? /<token\s[^>]*\btoken=["']([^"']+)["']/.exec(text)?.[1] : undefined;
  if (secret !== undefined && asked !== undefined) about.token = { mechanism: asked, secret };
  if (resumption && about.isCounted && /^\s*<(iq|message|presence)[\s/>]/.test(text)) {
    about.resumption = { ...resumption, h: resumption.h + 1 };
  } else if (/^<(enabled|resumed|failed)\s/.test(text) && text.includes('urn:xmpp:sm:3')) {
    const id = /^<enabled\s[^>]*?\bid=["']([^"']+)["']/.exec(text)?.[1];
    if (id !== undefined) about.resumption = { id, h: 0 };
    about.isCounted = text.startsWith('<resumed') || id !== undefined;
    if (text.startsWith('<failed') && text.includes('item-not-found')) about.resumption = undefined;
  }
}

/** A connection, what was sent to it so far, and the means to wait until the server has dealt with all that it sent. */
import type { Session } from '../../playground/session/index.ts';

const PING = 'all.read.so.far';
const SM = 'urn:xmpp:sm:3';

export class Tape {
  readonly who: string;
  /** For whoever uses the connection: it hears nothing of what the tape asks. */
  readonly session: Session;
  /** What came on it once it was signed in, without answers to the tape. */
  text = '';
  isCut = false;
  readonly #inner: Session;
  readonly #isSignedIn: boolean;
  /** Stanzas are counted (XEP-0198): a ping would be one more than the page says. */
  #isCounted = false;
  /** Whose question each count answers that is still to come. */
  readonly #counts: ('page' | 'tape')[] = [];
  #answered: () => void = () => {};

  constructor(who: string, inner: Session, isSignedIn: boolean) {
    this.who = who;
    this.#inner = inner;
    this.#isSignedIn = isSignedIn;
    const heard = new Set<Parameters<Session['onWire']>[0]>();
    inner.onWire((entry) => {
      if (entry.direction === 'received' && this.#isOwn(entry.text)) return this.#answered();
      this.#note(entry.text);
      if (entry.direction === 'sent') this.#noteQuestion(entry.text);
      // What is said while signing in is random, and tested elsewhere.
      else if (inner.status.state === 'online') this.text += entry.text;
      for (const callback of heard) callback(entry);
    });
    this.session = {
      account: inner.account,
      get status() {
        return inner.status;
      },
      onStatus: (callback) => inner.onStatus(callback),
      onWire: (callback) => {
        heard.add(callback);
        return () => heard.delete(callback);
      },
      send: (xml) => inner.send(xml),
      close: () => inner.close(),
      cut: () => inner.cut(),
    };
  }

  /** Resolves when the server has answered all that this connection asked. Somebody who has not signed in may ask nothing. */
  async settle(): Promise<void> {
    if (!this.#isSignedIn || this.#inner.status.state !== 'online') return;
    const answered = new Promise<void>((resolve) => {
      this.#answered = resolve;
      const forget = this.#inner.onStatus(({ state }) => {
        if (state === 'online') return;
        forget();
        resolve();
      });
    });
    if (this.#isCounted) {
      this.#counts.push('tape');
      await this.#inner.send(`<r xmlns="${SM}"/>`);
    } else await this.#inner.send(`<iq type="get" id="${PING}"><ping xmlns="urn:xmpp:ping"/></iq>`);
    await answered;
  }

  #note(text: string): void {
    if (!text.includes(SM)) return;
    // From the request on; a refusal ends it.
    if (/^<(enable|resume)\s/.test(text)) this.#isCounted = true;
    if (/^<failed\s/.test(text)) this.#isCounted = false;
  }

  #noteQuestion(text: string): void {
    if (text.includes(SM) && /^<r\s/.test(text) && this.#counts.at(-1) !== 'tape') this.#counts.push('page');
  }

  #isOwn(text: string): boolean {
    if (text.includes(PING)) return true;
    return text.includes(SM) && /^<a\s/.test(text) && this.#counts.shift() === 'tape';
  }
}

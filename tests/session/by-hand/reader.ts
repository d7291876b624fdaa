/** A reader who writes a stream by hand, and does what is proposed. */
import { expect } from 'vitest';
import { type ByHand, type Next, nextStep, openRaw, type RawVia } from '../../../playground/session/by-hand/index.ts';
import type { Session } from '../../../playground/session/types.ts';

/** To be closed after the tests. */
export const sessions: Session[] = [];

/** A connection, and the reader who does what is proposed. */
export class Reader {
  readonly texts: { direction: 'sent' | 'received'; text: string }[] = [];
  readonly session: Session;
  readonly #about: Omit<ByHand, 'texts'>;
  #wake = (): void => {};

  constructor(via: RawVia, about: Partial<ByHand> = {}) {
    this.#about = {
      framing: 'client',
      jid: 'romeo@montague.example/phone',
      password: 'orchard',
      nonce: 'a nonce',
      ...about,
    };
    this.session = openRaw({ via, jid: this.#about.jid, account: 'raw' });
    sessions.push(this.session);
    this.session.onWire((text) => {
      this.texts.push(text);
      this.#wake();
    });
    this.session.onStatus(() => this.#wake());
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async connected(): Promise<this> {
    await this.until(() => this.session.status.state !== 'connecting');
    expect(this.session.status.state).toBe('online');
    return this;
  }

  next(): Promise<Next> {
    return nextStep({ ...this.#about, texts: this.texts });
  }

  /** Sends what is proposed, or the one of the choices that is named so, until nothing but waiting is left or the title is there. */
  async goOn(title: RegExp, prefer = ''): Promise<Next> {
    for (;;) {
      const next = await this.next();
      if (title.test(next.title)) return next;
      const choice = next.choices.find(({ label }) => prefer !== '' && label.includes(prefer)) ?? next.choices[0];
      const before = this.texts.length;
      if (choice !== undefined) await this.session.send(choice.xml);
      await this.until(() => this.texts.length > before + (choice === undefined ? 0 : 1));
    }
  }

  received(): string {
    return this.texts.flatMap(({ direction, text }) => (direction === 'received' ? [text] : [])).join('');
  }
}

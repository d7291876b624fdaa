import { bareJid } from '../../stanza/index.ts';
import type { Account } from '../state/types.ts';
import { turns } from './turns.ts';

/**
 * Who signs in after others. A sign-in takes the processor from the reply that a reader waits for, on both sides of the connection, so those who have
 * nothing to say let the others go first. What is sent to one of them finds them there all the same: it waits until they are.
 */
export class LaterSignIns {
  /** Their bare addresses, until they have signed in. */
  #addresses: readonly string[] = [];
  #begin = (): void => {};

  /**
   * @param first what they wait for
   * @returns when they begin: a frame after that, or as soon as somebody wants to reach one of them
   */
  turn(accounts: readonly Account[], first: Promise<unknown>): Promise<void> {
    this.#addresses = accounts.map(({ jid }) => bareJid(jid));
    return new Promise((resolve) => {
      this.#begin = resolve;
      void first.then(() => turns.afterFrame(resolve));
    });
  }

  /** Whether one of these texts names one of them. Then they begin at once: somebody wants to reach them, or to speak as one of them. */
  areNamedIn(texts: readonly string[]): boolean {
    const isNamed = this.#addresses.some((address) => texts.some((text) => text.includes(address)));
    if (isNamed) this.#begin();
    return isNamed;
  }

  /** They are there, or will not come. */
  end(): void {
    this.#addresses = [];
  }
}

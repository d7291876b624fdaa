import { Changes } from './changes.ts';
import { type Desk, pastedName } from './log-types.ts';

/**
 * A log that lies open beside the live transcript, at most one at a time. Nothing of the live one changes. Svelte follows it. The code
 * that reads is loaded with the first log.
 */
export class LogDesk {
  #desk: Desk = { state: 'empty' };
  /** Counts what was opened: the last one wins. */
  #opened = 0;
  readonly #changes = new Changes();

  get desk(): Desk {
    this.#changes.follow();
    return this.#desk;
  }

  /** @param source a file that was dropped or chosen, or text that was pasted */
  async open(source: File | string, name = typeof source === 'string' ? pastedName : source.name): Promise<void> {
    const turn = this.#turn({ state: 'reading', name });
    const { openLog } = await import('./open-log.ts');
    const desk = await openLog(source, name, () => turn !== this.#opened);
    if (turn === this.#opened) this.#put(desk);
  }

  close(): void {
    this.#turn({ state: 'empty' });
  }

  #turn(desk: Desk): number {
    this.#opened += 1;
    this.#put(desk);
    return this.#opened;
  }

  #put(desk: Desk): void {
    this.#desk = desk;
    this.#changes.tell();
  }
}

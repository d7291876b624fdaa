/** The buttons of a drill. The console, and all that talks to it, is fetched when one of them is pressed first. */
import type { DrillDesk } from './desk.ts';
import type { DrillWorld } from './world.ts';

class DrillPlayer extends HTMLElement {
  #desk: Promise<DrillDesk> | undefined;
  #isBusy = false;
  #isOpen = false;

  connectedCallback(): void {
    const open = this.#button('.open');
    const check = this.#button('.check');
    const again = this.#button('.again');
    open.addEventListener('click', () => {
      void this.#act('The console is being loaded.', async (desk) => {
        await desk.open();
        this.#isOpen = true;
      });
    });
    check.addEventListener('click', () => {
      if (this.#isOpen) void this.#act('Checking…', (desk) => desk.check());
      else this.#say('Open the console first: the checks run on its servers.');
    });
    again.addEventListener('click', () => {
      if (this.#isOpen) void this.#act('The servers start again, with the fault in them.', (desk) => desk.begin());
      else this.#say('Open the console first.');
    });
    this.hidden = false;
  }

  #button(selector: string): HTMLButtonElement {
    const found = this.querySelector<HTMLButtonElement>(selector);
    if (found === null) throw new Error(`The drill has no button ${selector}.`);
    return found;
  }

  async #act(words: string, act: (desk: DrillDesk) => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#say(words);
    this.#mark();
    try {
      this.#desk ??= import('./desk.ts').then(({ DrillDesk }) => {
        const world: DrillWorld = JSON.parse(this.querySelector('script')?.textContent ?? '{}');
        return new DrillDesk({ world, place: this.parentElement ?? document, say: (text) => this.#say(text) });
      });
      await act(await this.#desk);
    } catch (error) {
      this.#desk = this.#isOpen ? this.#desk : undefined;
      this.#say(`${error instanceof Error ? error.message : error}`);
    } finally {
      this.#isBusy = false;
      this.#mark();
    }
  }

  #mark(): void {
    for (const name of ['.open', '.check', '.again'])
      this.#button(name).setAttribute('aria-disabled', String(this.#isBusy || (name !== '.open' && !this.#isOpen)));
  }

  #say(text: string): void {
    const status = this.querySelector('[role=status]');
    if (status !== null) status.textContent = text;
  }
}

customElements.define('sb-drill', DrillPlayer);

/**
 * The buttons of a recipe. What runs it (server, sessions, widgets) is fetched when the reader points at a button, and the
 * server starts when one is pressed; not before.
 */
import type { RecipeStep } from '../../../playground/session/index.ts';
import type { Player } from './play.ts';

const parts = () => import('./parts.ts');
const load = () => parts().then(({ player }) => player());

class RecipePlayer extends HTMLElement {
  #player: Promise<Player> | undefined;
  #create!: (module: typeof import('./play.ts')) => Player;
  #isBusy = false;
  readonly #buttons: HTMLButtonElement[] = [];

  connectedCallback(): void {
    const data = this.querySelector('script')?.textContent ?? '[]';
    const recorded: readonly RecipeStep[] = JSON.parse(data);
    /** The same, but for what the reader changes. */
    const steps = [...recorded];
    this.#create = ({ createPlayer }) => createPlayer({ steps, recorded, say: (text) => this.#say(text) });
    const all = this.querySelector<HTMLButtonElement>('.run');
    const open = this.querySelector<HTMLAnchorElement>('.open');
    const links: [number, HTMLAnchorElement][] = open === null ? [] : [[0, open]];
    const link = open?.href ?? '';
    let sends = -1;
    if (all === null || steps.every(({ kind }) => kind !== 'send')) return;
    this.#arm(all, (player) => player.runAll());
    for (const [at, step] of recorded.entries()) {
      if (step.kind !== 'send' || step.skip !== undefined) continue;
      sends += 1;
      const head = document.querySelector(`#step-${step.id} .sb-step-head`);
      if (head === null) continue;
      const button = newButton('Try it');
      const edit = newButton('Edit');
      head.append(button, edit);
      if (open !== null) {
        const anchor = opener(link, sends);
        links.push([sends, anchor]);
        head.append(anchor);
      }
      this.#arm(button, (player) => player.tryStep(step.id));
      const onChange = (xml: string): void => {
        steps[at] = xml === step.xml ? step : { ...step, xml };
        void parts().then(async ({ links: changed }) => (await changed()).relink(link, { recorded, steps }, links));
        void this.#player?.then((player) => player.forget(step.id));
      };
      edit.addEventListener('click', () => {
        const loaded = parts().then(({ editor }) => editor());
        void loaded.then(
          ({ editStep }) => editStep({ step, number: at + 1, button: edit, onChange }),
          (error) => this.#say(`It cannot be edited: ${error.message}`),
        );
      });
    }
    this.querySelector('.beside')?.addEventListener('click', () => {
      const pageSlug = this.dataset.slug ?? '';
      const loaded = parts().then(({ beside }) => beside());
      void loaded.then(
        ({ openBeside }) => openBeside({ pageSlug, steps, recorded }),
        (error) => this.#say(`The console did not open: ${error.message}`),
      );
    });
    this.hidden = false;
  }

  #arm(button: HTMLButtonElement, act: (player: Player) => Promise<void>): void {
    this.#buttons.push(button);
    // A finger enters too, before it touches.
    for (const event of ['pointerenter', 'focus']) {
      button.addEventListener(event, () => void load(), { once: true });
    }
    button.addEventListener('click', () => void this.#run(act));
  }

  async #run(act: (player: Player) => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#setBusy(true);
    try {
      this.#player ??= load().then(this.#create);
      await act(await this.#player);
    } catch (error) {
      this.#player = undefined;
      this.#say(`It did not run: ${error instanceof Error ? error.message : error}`);
    } finally {
      this.#setBusy(false);
    }
  }

  #setBusy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    for (const button of this.#buttons) button.setAttribute('aria-disabled', String(isBusy));
  }

  #say(text: string): void {
    const status = this.querySelector('[role="status"]');
    if (status !== null) status.textContent = text;
  }
}

function newButton(label: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'sb-try sb-button';
  button.textContent = label;
  return button;
}

/** The page's link to the playground, beginning with another of its stanzas (playground/console/share says how). */
function opener(link: string, index: number): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.className = 'sb-open';
  anchor.href = index === 0 ? link : `${link}.${index}`;
  anchor.textContent = 'Playground';
  anchor.title = 'Open this stanza in the playground';
  return anchor;
}

customElements.define('sb-recipe', RecipePlayer);

/** A drill at work: opens its world in the console of the page, and runs its checks there. */
import { dockOfPage, newButton } from '../dock/dock.ts';
import { markDone, wordsOfRefusal } from '../progress/index.ts';
import type { DrillWorld } from './world.ts';

export interface DeskOptions {
  readonly world: DrillWorld;
  /** What holds the list of checks and the end. */
  readonly place: ParentNode;
  readonly say: (text: string) => void;
}

export class DrillDesk {
  readonly #options: DeskOptions;
  readonly #dock = dockOfPage();
  #isBegun = false;

  constructor(options: DeskOptions) {
    this.#options = options;
    // The panel covers the page on a phone, so the two that one needs while looking are there too.
    this.#dock.tools.append(
      this.#button('Check', () => this.check()),
      this.#button('Start again', () => this.begin()),
    );
  }

  /** Rejects in plain words when the console cannot be loaded. */
  async open(): Promise<void> {
    await this.#dock.open();
    if (!this.#isBegun) await this.begin();
    else this.#tell('The console is as you left it.');
  }

  /** The world as it was, with the fault. */
  async begin(): Promise<void> {
    const { scene, people, before } = this.#options.world;
    for (const item of this.#items()) mark(item, undefined, '');
    await this.#dock.ask({ kind: 'open', scene, stanzas: people });
    if (before.length > 0) await this.#happens(before);
    this.#isBegun = true;
    this.#tell('The fault is there. Find it in the console, fix it, and press “Check”.');
  }

  async #happens(steps: DrillWorld['before']): Promise<void> {
    const outcomes = await this.#dock.ask({ kind: 'run', steps });
    const failed = outcomes.find((outcome) => !outcome.held);
    if (failed && !failed.held) throw new Error(`The drill could not be set up: ${failed.plain} Press “Start again”.`);
  }

  /** Runs all checks on the servers as they are now, and says which hold. */
  async check(): Promise<void> {
    const { checks, slug } = this.#options.world;
    this.#tell('Checking…');
    let held = 0;
    for (const [index, { steps }] of checks.entries()) {
      const item = this.#items()[index];
      const why = await this.#whyNot(steps);
      if (why === undefined) held += 1;
      mark(item, why === undefined, why ?? '');
    }
    if (held < checks.length) {
      const all = checks.length === 1 ? 'The check does' : `${checks.length - held} of ${checks.length} checks do`;
      this.#tell(`${all} not hold yet. The list on the page says what came instead.`);
      return;
    }
    const refusal = markDone(slug);
    for (const details of this.#options.place.querySelectorAll<HTMLDetailsElement>('.sb-drill-end'))
      details.open = true;
    document.dispatchEvent(new CustomEvent('sb-drill-solved'));
    this.#tell(
      `Solved: everything holds. The end is open below.${refusal === null ? '' : ` ${wordsOfRefusal(refusal)}`}`,
    );
  }

  /** What did not hold, in a sentence; nothing when all did. A server that does not run is an answer too. */
  async #whyNot(steps: DrillWorld['before']): Promise<string | undefined> {
    try {
      const outcomes = await this.#dock.ask({ kind: 'run', steps });
      const failed = outcomes.find((outcome) => !outcome.held);
      return failed === undefined || failed.held ? undefined : failed.plain;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  #items(): readonly HTMLElement[] {
    return [...this.#options.place.querySelectorAll<HTMLElement>('.sb-checks > li')];
  }

  #tell(text: string): void {
    this.#options.say(text);
    this.#dock.say(text);
  }

  #button(label: string, act: () => Promise<void>): HTMLButtonElement {
    const made = newButton(label);
    let isBusy = false;
    made.addEventListener('click', () => {
      if (isBusy) return;
      isBusy = true;
      made.setAttribute('aria-disabled', 'true');
      act()
        .catch((error) => this.#tell(`${error instanceof Error ? error.message : error}`))
        .finally(() => {
          isBusy = false;
          made.setAttribute('aria-disabled', 'false');
        });
    });
    return made;
  }
}

function mark(item: HTMLElement | undefined, holds: boolean | undefined, why: string): void {
  const verdict = item?.querySelector('.verdict');
  if (!item || !verdict) return;
  item.dataset.holds = holds === undefined ? '' : String(holds);
  verdict.textContent = holds === undefined ? '' : holds ? '✓ This holds.' : `Not yet: ${why}`;
}

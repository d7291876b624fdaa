/** A recipe or lesson with the console beside it: its steps are written and sent there, and what really arrives is judged here. */
import type { RecipeStep, StepResult } from '../../../playground/session/index.ts';
import { markDone, wordsOfRefusal } from '../progress/index.ts';
import { Outcomes } from '../recipe/outcomes.ts';
import { dockOfPage, newButton } from './dock.ts';
import { isGoal, Judge } from './judge.ts';

type SendStep = Extract<RecipeStep, { kind: 'send' }>;

export interface BesideOptions {
  readonly pageSlug: string;
  /** As they are to be sent: the reader may change them. */
  readonly steps: readonly RecipeStep[];
  /** As the page has them. */
  readonly recorded: readonly RecipeStep[];
}

let beside: Beside | undefined;

/** Opens the console; what it holds stays from one opening to the next. Never rejects: the dock says what is wrong. */
export async function openBeside(options: BesideOptions): Promise<void> {
  beside ??= new Beside(options);
  await beside.open();
}

class Beside {
  readonly #options: BesideOptions;
  readonly #dock = dockOfPage();
  readonly #outcomes: Outcomes;
  readonly #judge: Judge;
  readonly #buttons: HTMLButtonElement[] = [];
  readonly #controls: HTMLElement[] = [];
  readonly #goals = new Map<string, HTMLElement>();
  readonly #latest = new Map<string, StepResult>();
  #results: readonly StepResult[] = [];
  /** Each after the one before: a view is put away before the next is shown. */
  #shown: Promise<void> = Promise.resolve();
  #isBegun = false;
  #isBusy = false;
  #isDone = false;

  constructor(options: BesideOptions) {
    this.#options = options;
    const { steps, recorded } = options;
    this.#outcomes = new Outcomes({ steps, recorded });
    this.#judge = new Judge({
      steps,
      send: (stanza) => this.#dock.ask({ kind: 'send', stanza }),
      connect: (as) => this.#dock.ask({ kind: 'connect', as }),
      onResult: (result) => this.#take(result),
      onWait: (step) => this.#dock.say(`Waiting for step ${this.#number(step)} to arrive.`),
    });
    this.#dock.hear((event) => {
      this.#judge.hear(event);
      // The frame was loaded anew.
      if (event.kind === 'ready' && this.#isBegun) {
        this.#isBegun = false;
        void this.open();
      }
    });
    this.#dock.onChange((isOpen) => {
      for (const control of this.#controls) control.hidden = !isOpen;
    });
    this.#addTools();
    for (const step of steps) this.#addControls(step);
  }

  async open(): Promise<void> {
    // The panel comes back whatever is being done.
    const opened = this.#dock.open();
    await this.#act(async () => {
      await opened;
      if (!this.#isBegun) await this.#begin();
    });
    await opened.catch(() => {});
  }

  async #begin(): Promise<void> {
    this.#dock.say('Prosody is being started in the console.');
    const stanzas = this.#sends.map(({ as, xml }) => ({ as, xml }));
    await this.#dock.ask({ kind: 'open', stanzas });
    this.#isBegun = true;
    this.#judge.begin();
    this.#latest.clear();
    this.#results = [];
    await this.#outcomes.clear();
    this.#dock.say(
      this.#goals.size > 0
        ? `The console is ready. ${this.#counted()}`
        : 'The console is ready. “Write” puts a stanza of the page into its editor, “Send” sends it at once.',
    );
  }

  #addTools(): void {
    const next = this.#button('Send next step', async () => {
      const step = this.#judge.next;
      if (step === undefined) this.#dock.say('All stanzas of this page have been sent. “Start again” begins anew.');
      else await this.#send(step);
    });
    const all = this.#button('Send all', async () => {
      for (let step = this.#judge.next; step !== undefined; step = this.#judge.next)
        if (!(await this.#send(step))) break;
    });
    const again = this.#button('Start again', () => this.#begin());
    // The goals of a lesson are the reader's.
    const isLesson = this.#options.steps.some(isGoal);
    this.#dock.tools.append(...(isLesson ? [next, again] : [next, all, again]));
  }

  #addControls(step: RecipeStep): void {
    const head = document.querySelector(`#step-${step.id} .sb-step-head`);
    if (head === null) return;
    if (isGoal(step)) {
      const mark = document.createElement('span');
      mark.className = 'sb-goal-state';
      this.#goals.set(step.id, mark);
      this.#markGoal(step.id, false);
      head.append(mark);
    }
    if (step.kind !== 'send' || step.skip !== undefined) return;
    const number = this.#number(step);
    const write = this.#button('Write', () => this.#write(step.id));
    write.setAttribute('aria-label', `Write step ${number} in the console`);
    const send = this.#button('Send', async () => {
      await this.#send(this.#now(step.id));
    });
    send.setAttribute('aria-label', `Send step ${number} in the console`);
    const place = document.createElement('span');
    place.className = 'sb-docked-step';
    place.append(write, send);
    head.append(place);
    this.#controls.push(place);
  }

  #button(label: string, act: () => Promise<void>): HTMLButtonElement {
    const made = newButton(label);
    made.addEventListener('click', () => void this.#act(act));
    this.#buttons.push(made);
    return made;
  }

  async #act(act: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#setBusy(true);
    try {
      await act();
    } catch (error) {
      this.#dock.say(error instanceof Error ? error.message : String(error));
    } finally {
      this.#setBusy(false);
    }
  }

  #setBusy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    for (const button of this.#buttons) button.setAttribute('aria-disabled', String(isBusy));
  }

  async #write(id: string): Promise<void> {
    const step = this.#now(id);
    const xml = this.#judge.textOf(step);
    await this.#dock.ask({ kind: 'write', stanza: { as: step.as, xml }, takesFocus: true });
    this.#judge.written(step);
    this.#dock.say(`Step ${this.#number(step)} is in the console’s editor. Change it if you like, then send it there.`);
  }

  async #send(step: SendStep): Promise<boolean> {
    this.#dock.say(`Sending step ${this.#number(step)}.`);
    return this.#judge.send(step);
  }

  #take(result: StepResult): void {
    this.#latest.set(result.id, result);
    this.#results = [...this.#results, result];
    const results = this.#results;
    this.#shown = this.#shown.then(() => this.#outcomes.show(result, results));
    const isNewGoal = this.#goals.has(result.id);
    if (isNewGoal) this.#markGoal(result.id, true);
    const what = isNewGoal
      ? `Goal reached: step ${this.#numberOf(result.id)}. `
      : result.status === 'failed'
        ? `Step ${this.#numberOf(result.id)} did not hold: ${result.reason ?? 'no reason is known'}. `
        : '';
    this.#dock.say(`${what}${this.#counted()}${this.#markIfDone()}`);
  }

  #markGoal(id: string, isReached: boolean): void {
    const mark = this.#goals.get(id);
    if (mark === undefined) return;
    mark.dataset.state = isReached ? 'reached' : 'open';
    mark.textContent = isReached ? '✓ Goal reached' : 'Goal: open';
  }

  #counted(): string {
    if (this.#goals.size > 0) {
      const reached = [...this.#goals.values()].filter(({ dataset }) => dataset.state === 'reached').length;
      return `${reached} of ${this.#goals.size} goals reached.`;
    }
    const held = this.#expected.filter(({ id }) => this.#latest.get(id)?.status === 'passed').length;
    return `${held} of ${this.#expected.length} expectations held.`;
  }

  /** Kept when every goal is reached; of a page without goals, when all that it expects has come. */
  #markIfDone(): string {
    const isHeld = ({ id }: RecipeStep): boolean => this.#latest.get(id)?.status === 'passed';
    const isReached = [...this.#goals.values()].every(({ dataset }) => dataset.state === 'reached');
    const isDone = this.#goals.size > 0 ? isReached : [...this.#expected, ...this.#sends].every(isHeld);
    if (!isDone || this.#isDone) return '';
    this.#isDone = true;
    const refusal = markDone(this.#options.pageSlug);
    return ` This page is done. ${refusal === null ? 'That is kept in this browser.' : wordsOfRefusal(refusal)}`;
  }

  get #sends(): readonly SendStep[] {
    return this.#options.steps.filter((step): step is SendStep => step.kind === 'send' && step.skip === undefined);
  }

  get #expected(): readonly RecipeStep[] {
    return this.#options.steps.filter((step) => step.kind === 'receive' && step.skip === undefined);
  }

  /** The step as the reader has it by now. */
  #now(id: string): SendStep {
    const step = this.#sends.find((each) => each.id === id);
    if (step === undefined) throw new Error('This step is not on the page any more. Reload the page.');
    return step;
  }

  #number({ id }: RecipeStep): number {
    return this.#numberOf(id);
  }

  #numberOf(id: string): number {
    return this.#options.steps.findIndex((step) => step.id === id) + 1;
  }
}

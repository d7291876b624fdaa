/** Shows under each step of a recipe what came of it. */
import { mount, unmount } from 'svelte';
import type { RecipeStep, StepResult } from '../../../playground/session/index.ts';
import StepOutcome from './StepOutcome.svelte';

export interface OutcomesOptions {
  /** As they are sent: the reader may change them between runs. */
  readonly steps: readonly RecipeStep[];
  /** As the page has them. */
  readonly recorded: readonly RecipeStep[];
}

export class Outcomes {
  readonly #options: OutcomesOptions;
  readonly #shown = new Map<string, ReturnType<typeof mount>>();

  constructor(options: OutcomesOptions) {
    this.#options = options;
  }

  /** @param results all of the run so far: an answer is explained by what it answers */
  async show(result: StepResult, results: readonly StepResult[]): Promise<void> {
    const { steps, recorded } = this.#options;
    const former = this.#shown.get(result.id);
    this.#shown.delete(result.id);
    if (former !== undefined) await unmount(former);
    const step = document.querySelector(`#step-${result.id}`);
    if (step === null) return;
    const place = step.querySelector('.sb-outcome') ?? document.createElement('div');
    place.className = 'sb-outcome not-content';
    place.replaceChildren();
    step.append(place);
    const expected = steps.find(({ id }) => id === result.id);
    const sent = results.flatMap((one) =>
      one.kind === 'send' && result.kind === 'receive' && one.account === result.account && one.sent
        ? [one.sent.text]
        : [],
    );
    const isChanged = expected !== recorded.find(({ id }) => id === result.id);
    this.#shown.set(
      result.id,
      mount(StepOutcome, { target: place, props: { result, step: expected, isChanged, sent, steps } }),
    );
  }

  async clear(): Promise<void> {
    const views = [...this.#shown.values()];
    this.#shown.clear();
    await Promise.all(views.map((view) => unmount(view)));
    for (const place of document.querySelectorAll('.sb-outcome')) place.remove();
  }
}

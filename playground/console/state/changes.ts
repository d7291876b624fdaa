import { createSubscriber } from 'svelte/reactivity';

/**
 * Lets Svelte follow what changes in place. Who reads inside an effect, a template or a derived value calls `follow`, and is run again
 * after `tell`, once for all that was told in the same turn. Elsewhere `follow` does nothing.
 */
export class Changes {
  #update = (): void => {};

  readonly follow = createSubscriber((update) => {
    this.#update = update;
    return () => {
      this.#update = () => {};
    };
  });

  tell(): void {
    this.#update();
  }
}

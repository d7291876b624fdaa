import type { LuaBridge } from './lua-bridge.ts';

/**
 * Millions of Lua instructions that a server may run without pause, about a second of them. A start takes less
 * than one. Counting is fair on slow and busy machines, where a time limit would end what is only slow.
 */
const LIMIT = 200;
/** When Lua catches that error and goes on, it is stopped for good after this many millions more. */
const GRACE = 50;
/** Seconds, for loops whose every turn takes long inside a C function. */
const TIME_LIMIT = 60;

/** Ends Lua that never stops, such as an endless loop in a configuration. (What never leaves a C function escapes it.) */
export class Watchdog {
  #millions = 0;
  #startedAt = Number.POSITIVE_INFINITY;

  constructor(lua: LuaBridge) {
    lua.onEveryMillionInstructions(() => {
      this.#millions += 1;
      const seconds = (performance.now() - this.#startedAt) / 1000;
      if (this.#millions > LIMIT + GRACE) throw new Error('it went on for ever: is there an endless loop?');
      if (this.#millions > LIMIT || seconds > TIME_LIMIT)
        return 'stopped, it went on for ever: is there an endless loop?';
      return null;
    });
  }

  guard<T>(work: () => T): T {
    this.#millions = 0;
    this.#startedAt = performance.now();
    try {
      return work();
    } finally {
      this.#startedAt = Number.POSITIVE_INFINITY;
    }
  }
}

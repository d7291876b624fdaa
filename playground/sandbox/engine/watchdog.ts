import type { LuaBridge } from './lua-bridge.ts';

/** Milliseconds that Lua may run without pause: far more than a start takes on a slow phone. */
const LIMIT = 5000;
/** After that it gets an error; when it catches that and goes on, this much later all of it is abandoned. */
const GRACE = 1000;
/** A configuration that fills a table for ever is stopped before the tab runs out of memory. */
const MEMORY_LIMIT = 512 * 1024 * 1024;

/** Ends Lua that never stops, such as an endless loop in a configuration. (Loops inside C functions escape it.) */
export class Watchdog {
  #startedAt = Number.POSITIVE_INFINITY;

  constructor(lua: LuaBridge) {
    lua.onEveryMillionInstructions(() => {
      const elapsed = performance.now() - this.#startedAt;
      const memory = lua.module.HEAPU8.length;
      if (elapsed > LIMIT + GRACE)
        throw new Error(`it ran for more than ${(LIMIT + GRACE) / 1000} seconds without pause`);
      if (elapsed > LIMIT) return `stopped: it ran for more than ${LIMIT / 1000} seconds without pause`;
      if (memory > MEMORY_LIMIT) return `stopped: it took more than ${MEMORY_LIMIT >> 20} MiB of memory`;
      return null;
    });
  }

  guard<T>(work: () => T): T {
    this.#startedAt = performance.now();
    try {
      return work();
    } finally {
      this.#startedAt = Number.POSITIVE_INFINITY;
    }
  }
}

/** What the C library asks of its system (WASI preview 1): files, the clock, random bytes. */
import type { LinearMemory } from './memory.ts';
import type { MemoryFiles } from './memory-files.ts';
import { type Calls, errors, NONE, nanoseconds, wasiFiles } from './wasi-files.ts';

/** Seconds, each on its own scale. */
export interface SystemClock {
  now(): number;
  monotonic(): number;
  /** Processor time of this server. */
  cpu(): number;
}

/** Most that getRandomValues gives at once. */
const MOST_RANDOM = 65_536;

/** Fills bytes with what nobody can guess. */
export function randomBytes(bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; done += MOST_RANDOM)
    crypto.getRandomValues(bytes.subarray(done, done + MOST_RANDOM) as Uint8Array<ArrayBuffer>);
}

/** @param life whether the server goes on from an image */
export function wasi(
  memory: () => LinearMemory,
  files: MemoryFiles,
  clock: SystemClock,
  random: (bytes: Uint8Array) => void,
  life: 'first' | 'resumed',
): Calls {
  return {
    ...wasiFiles(memory, files, () => clock.now(), life),
    clock_time_get(id: number, _precision: bigint, to: number) {
      const seconds = [() => clock.now(), () => clock.monotonic()][id]?.();
      if (seconds === undefined) return errors.EINVAL;
      memory().view.setBigUint64(to, nanoseconds(seconds), true);
      return NONE;
    },
    random_get(at: number, size: number) {
      random(memory().part(at, size));
      return NONE;
    },
    // The machine's environment is none of the server's business.
    environ_sizes_get(count: number, size: number) {
      memory().view.setUint32(count, 0, true);
      memory().view.setUint32(size, 0, true);
      return NONE;
    },
    environ_get: () => NONE,
    proc_exit(code: number) {
      throw new Error(`the C library gave up (${code})`);
    },
  };
}

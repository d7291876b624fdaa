import { breath } from '../breath.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Filter } from './filter.ts';
import type { LoadedLog } from './log-types.ts';
import type { Search } from './search.ts';

/**
 * The console as the transcript of a log sees it: another journal, which can be filtered and searched; nothing is sent. All else is the console's own.
 */
export function runtimeFor(runtime: Runtime, { journal }: LoadedLog): Runtime {
  const own: Partial<Record<keyof Runtime, unknown>> = {
    journal,
    filterTranscript: (filter: Filter) => journal.setFilter(filter, breath),
    searchTranscript: (search: Search) => journal.setSearch(search, breath),
    send: async () => {},
  };
  return new Proxy(runtime, {
    get(target, key) {
      if (Object.hasOwn(own, key)) return own[key as keyof Runtime];
      // Private parts are only there on the runtime itself.
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

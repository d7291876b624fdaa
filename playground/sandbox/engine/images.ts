import type { LogLine, SandboxOptions, ServerConfig } from '../types.ts';
import type { EngineImage } from './engine.ts';

/** Each has the memory of a server, 8 MiB and more. */
const MOST = 2;

export interface StartedServer {
  readonly image: EngineImage;
  /** What it logged while it started. */
  readonly log: readonly LogLine[];
}

/** Images of servers that this thread has started, by all that they depend on. */
export class Images {
  readonly #known = new Map<string, StartedServer>();

  find(server: ServerConfig, options: SandboxOptions): StartedServer | undefined {
    return this.#known.get(keyOf(server, options));
  }

  add(server: ServerConfig, options: SandboxOptions, started: StartedServer): void {
    this.#known.set(keyOf(server, options), started);
    for (const key of [...this.#known.keys()].slice(0, -MOST)) this.#known.delete(key);
  }
}

function keyOf({ name, address, config, accounts }: ServerConfig, { pretendTls }: SandboxOptions): string {
  return JSON.stringify([name, address, config, accounts ?? [], pretendTls ?? false]);
}

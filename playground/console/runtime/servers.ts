import type {
  AdvanceOptions,
  BytePipe,
  CheckKind,
  CheckReport,
  DnsTable,
  LogLine,
  Progress,
  RestartResult,
  Sandbox,
  SandboxOptions,
  ShellOptions,
  StoredData,
} from '../../sandbox/types.ts';
import type { Experiment } from './compare.ts';
import type { Scene } from './scene.ts';

/** What the servers of a scene run with and hold: enough to start them again as they were. */
interface World {
  /** The configuration with which each server started last. */
  readonly configs: ReadonlyMap<string, string>;
  readonly data: ReadonlyMap<string, StoredData>;
  readonly dns: DnsTable;
  readonly pretendTls: boolean;
}

export interface ServerEvents {
  readonly onProgress: (progress: Progress) => void;
  readonly onLog: (line: LogLine) => void;
  readonly onDeath: (server: string, why: string) => void;
  readonly onBusy: (seconds: number) => void;
  /** A server started with this configuration. */
  readonly onRunning: (server: string, config: string) => void;
}

/**
 * The sandbox of the scene that is shown, and what the scenes that were left held: coming back to one finds its accounts, rooms and
 * archives. A sandbox that was replaced is no longer listened to.
 */
export class Servers {
  readonly #startSandbox: (options: SandboxOptions) => Promise<Sandbox>;
  readonly #events: ServerEvents;
  readonly #left = new Map<Scene['name'], World>();
  #scene: Scene;
  #configs = new Map<string, string>();
  #dns: DnsTable;
  #pretendTls: boolean;
  #data: ReadonlyMap<string, StoredData> = new Map();
  #sandbox: Sandbox | null = null;
  /** Counts sandboxes, so that a late message of a previous one is not taken for the current one's. */
  #generation = 0;

  constructor(scene: Scene, startSandbox: (options: SandboxOptions) => Promise<Sandbox>, events: ServerEvents) {
    this.#scene = scene;
    this.#dns = scene.dns;
    this.#pretendTls = scene.pretendTls ?? false;
    this.#startSandbox = startSandbox;
    this.#events = events;
  }

  get scene(): Scene {
    return this.#scene;
  }

  get dns(): DnsTable {
    return this.#dns;
  }

  get pretendTls(): boolean {
    return this.#pretendTls;
  }

  /** The configuration with which a server started last, or would start. */
  configOf(server: string): string {
    return this.#configs.get(server) ?? this.#scene.servers.find(({ name }) => name === server)?.config ?? '';
  }

  /** Starts the scene's servers. Resolves to false when another start or a stop came in between; rejects in plain words. */
  async start(): Promise<boolean> {
    this.#generation += 1;
    const generation = this.#generation;
    const servers = this.#scene.servers.map((server) => {
      const data = this.#data.get(server.name);
      return { ...server, config: this.configOf(server.name), ...(data && { data }) };
    });
    const sandbox = await this.#make({
      servers,
      dns: this.#dns,
      ...(this.#pretendTls && { pretendTls: true }),
      onProgress: (progress) => {
        if (generation === this.#generation) this.#events.onProgress(progress);
      },
    });
    if (sandbox === null || generation !== this.#generation) {
      await sandbox?.stop();
      return false;
    }
    this.#sandbox = sandbox;
    sandbox.onLog((line) => this.#events.onLog(line));
    sandbox.onDeath((server, why) => {
      if (generation === this.#generation) this.#events.onDeath(server, why);
    });
    sandbox.onBusy((seconds) => {
      if (generation === this.#generation) this.#events.onBusy(seconds);
    });
    for (const { name, config } of servers) this.#run(name, config);
    return true;
  }

  /** Ends the servers and keeps what they held for the next start. */
  async end(): Promise<void> {
    this.#generation += 1;
    const sandbox = this.#sandbox;
    this.#sandbox = null;
    if (sandbox === null) return;
    const data = await Promise.all(
      this.#scene.servers.map(async ({ name }) => [name, await sandbox.data(name).catch(() => new Map())] as const),
    );
    this.#data = new Map(data);
    await sandbox.stop().catch(() => {});
  }

  /**
   * Ends the servers and makes another scene the one to start.
   * @param fresh as it is shipped, whatever it held before
   */
  async leaveFor(scene: Scene, fresh: boolean): Promise<void> {
    await this.end();
    this.#left.set(this.#scene.name, this.#world());
    const world = fresh ? undefined : this.#left.get(scene.name);
    this.#scene = scene;
    this.#configs = new Map(world?.configs);
    this.#data = world?.data ?? new Map();
    this.#dns = world?.dns ?? scene.dns;
    this.#pretendTls = world?.pretendTls ?? scene.pretendTls ?? false;
  }

  /** Whether the next start pretends TLS; a sandbox takes this only when it starts. */
  choosePretendTls(pretendTls: boolean): void {
    this.#pretendTls = pretendTls;
  }

  /** Restarts one server, or starts it when it has died. Throws when the whole sandbox is gone. */
  async restart(server: string, config: string, keepData: boolean): Promise<RestartResult> {
    const result = await this.#running().restart(server, config, { keepData });
    if (result.ok) this.#run(server, config);
    return result;
  }

  /** The configuration with which a server is to start next. */
  chooseConfig(server: string, config: string): void {
    this.#configs.set(server, config);
  }

  /** The servers as they are now, for a sandbox of their own: what is tried there does not reach these. */
  async copies(): Promise<Omit<Experiment, 'accounts' | 'sender' | 'stanza'>> {
    const sandbox = this.#running();
    const servers = await Promise.all(
      this.#scene.servers.map(async (server) => {
        const data = await sandbox.data(server.name);
        return { ...server, config: this.configOf(server.name), data };
      }),
    );
    return { startSandbox: this.#startSandbox, servers, dns: this.#dns, pretendTls: this.#pretendTls };
  }

  connect(server: string, port: number): Promise<BytePipe> {
    return this.#running().connect(server, port);
  }

  shell(server: string, line: string, options?: ShellOptions): Promise<string> {
    return this.#running().shell(server, line, options);
  }

  check(server: string, what: CheckKind): Promise<CheckReport> {
    return this.#running().check(server, what);
  }

  /** What the servers find from now on, and after the next start. */
  async setDns(dns: DnsTable): Promise<void> {
    this.#dns = dns;
    await this.#sandbox?.setDns(dns);
  }

  advance(seconds: number, options: AdvanceOptions): Promise<number> {
    return this.#running().advance(seconds, options);
  }

  /** Null when it fails after another start or a stop came in between: then nobody waits for it. */
  async #make(options: SandboxOptions): Promise<Sandbox | null> {
    const generation = this.#generation;
    try {
      return await this.#startSandbox(options);
    } catch (error) {
      if (generation !== this.#generation) return null;
      throw error;
    }
  }

  #run(server: string, config: string): void {
    this.#configs.set(server, config);
    this.#events.onRunning(server, config);
  }

  #world(): World {
    return { configs: this.#configs, data: this.#data, dns: this.#dns, pretendTls: this.#pretendTls };
  }

  #running(): Sandbox {
    if (this.#sandbox === null) throw new Error('The server in this tab is not running.');
    return this.#sandbox;
  }
}

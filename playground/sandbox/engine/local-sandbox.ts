/** The sandbox itself, in whatever thread it is made: the worker in a browser, Node in tests. */
import { Listeners } from '../listeners.ts';
import { namesModuleOnRequest } from '../modules-on-request.ts';
import { Network } from '../network/network.ts';
import type {
  AdvanceOptions,
  BytePipe,
  CheckKind,
  CheckReport,
  DnsTable,
  LogLine,
  RestartResult,
  Sandbox,
  SandboxOptions,
  ServerConfig,
  ShellOptions,
  StoredData,
} from '../types.ts';
import { bringUp, type Parts } from './bring-up.ts';
import { Clock } from './clock.ts';
import { endReason, startProblem } from './diagnosis.ts';
import { ADMIN_SOCKET, type DataChanges, type Engine } from './engine.ts';
import { isNewer } from './files-for.ts';
import { Scheduler } from './scheduler.ts';
import { runShellLine } from './shell.ts';

/** A line of the shell after which Prosody may read a module's source. */
const mayLoadModules = /^\s*(>|module|host|config)/;

export class LocalSandbox implements Sandbox {
  readonly #options: SandboxOptions;
  readonly #parts: Parts;
  readonly #clock = new Clock();
  readonly #network: Network;
  readonly #scheduler: Scheduler;
  readonly #engines = new Map<string, Engine>();
  readonly #listeners = new Listeners();
  /** Servers that woke from images of the site, without the files of a start. */
  readonly #awake = new WeakSet<Engine>();
  /** What servers that died had stored. */
  readonly #remains = new Map<string, StoredData>();

  /** Starts all servers. Rejects with what Prosody said when one does not come up. */
  static async start(options: SandboxOptions, parts: Parts, onLog?: (line: LogLine) => void): Promise<LocalSandbox> {
    const sandbox = new LocalSandbox(options, parts);
    if (onLog) sandbox.onLog(onLog);
    for (const server of options.servers) {
      options.onProgress?.({ phase: 'start', server: server.name });
      const result = await sandbox.#start(server, () => server.data ?? new Map());
      if (!result.ok) {
        await sandbox.stop();
        throw new Error(`${server.name} did not start. Prosody said:\n${result.text}`);
      }
      options.onProgress?.({ phase: 'ready', server: server.name });
    }
    return sandbox;
  }

  private constructor(options: SandboxOptions, parts: Parts) {
    this.#options = options;
    this.#parts = parts;
    this.#network = new Network(options.dns ?? {});
    this.#scheduler = new Scheduler(this.#clock, this.#network, (engine, why) => this.#onEnd(engine, why));
  }

  async connect(server: string, port: number): Promise<BytePipe> {
    const pipe = this.#network.connect(this.#engine(server).stack, port);
    if (!pipe) throw new Error(`${server} does not listen on port ${port}: is its module on in the configuration?`);
    return pipe;
  }

  onLog(callback: (line: LogLine) => void): () => void {
    return this.#listeners.onLog(callback);
  }

  onDeath(callback: (server: string, why: string) => void): () => void {
    return this.#listeners.onDeath(callback);
  }

  async restart(server: string, config: string, options: { readonly keepData?: boolean } = {}): Promise<RestartResult> {
    const known = this.#options.servers.find(({ name }) => name === server);
    if (!known) throw new Error(`There is no server named ${server} in this sandbox.`);
    // Read at the last moment: the previous server runs until then.
    const data = () => (options.keepData ? this.#dataOf(server) : new Map());
    return this.#start({ ...known, config }, data);
  }

  async data(server: string): Promise<StoredData> {
    return this.#dataOf(server);
  }

  #dataOf(server: string): StoredData {
    return this.#engines.get(server)?.data() ?? this.#remains.get(server) ?? new Map();
  }

  async shell(server: string, line: string, options?: ShellOptions): Promise<string> {
    const engine = this.#engine(server);
    if (mayLoadModules.test(line)) await this.#addCore(engine);
    if (namesModuleOnRequest(line)) await this.#addMore(engine);
    const pipe = this.#network.connect(engine.stack, ADMIN_SOCKET);
    if (!pipe) throw new Error(`${server} has no admin shell: turn the module admin_shell on in its configuration.`);
    return runShellLine(pipe, line, options);
  }

  async check(server: string, what: CheckKind): Promise<CheckReport> {
    const engine = this.#engine(server);
    await this.#addCore(engine);
    await this.#addMore(engine);
    const file = what === 'unread-options' ? what : 'check';
    const said = engine.eval(`return loadfile("/usr/lib/stanzabox/${file}.lua")()("${what}")`);
    const [, verdict, text] = /^(\w+)\n([\s\S]*)$/.exec(said) ?? [];
    return { ok: verdict === 'ok', text: text ?? '' };
  }

  /** One that woke has what it loaded in memory, and the source of nothing else that it could load again. */
  async #addCore(engine: Engine): Promise<void> {
    if (this.#awake.delete(engine)) engine.addFiles(await this.#parts.core());
  }

  /** The newer Prosody has all of its files at once. */
  async #addMore(engine: Engine): Promise<void> {
    if (!isNewer(engine.config)) engine.addFiles(await this.#parts.more());
  }

  async setDns(dns: DnsTable): Promise<void> {
    this.#network.dns = dns;
  }

  advance(seconds: number, options?: AdvanceOptions): Promise<number> {
    return this.#scheduler.advance(seconds, options);
  }

  /** Never calls back: in this thread nobody could be told while a server is busy. */
  onBusy(callback: (seconds: number) => void): () => void {
    return this.#listeners.onBusy(callback);
  }

  async stop(): Promise<void> {
    // Not inside of a callback that a running server makes.
    await Promise.resolve();
    for (const engine of this.#engines.values()) engine.stop();
    this.#network.flush();
    this.#scheduler.stop();
    this.#engines.clear();
  }

  /** What changed in the servers' stored data since the last call. */
  dataChanges(): readonly (DataChanges & { readonly server: string })[] {
    return [...this.#engines].flatMap(([server, engine]) => {
      const changes = engine.dataChanges();
      return changes === null ? [] : [{ server, ...changes }];
    });
  }

  /** For tests and measurements. */
  engine(server: string): Engine {
    return this.#engine(server);
  }

  #engine(server: string): Engine {
    const engine = this.#engines.get(server);
    if (!engine) throw new Error(`There is no server named ${server} up in this sandbox.`);
    return engine;
  }

  /** Starts a server; only then the previous one of that name is stopped. */
  async #start(server: ServerConfig, data: () => ReadonlyMap<string, Uint8Array>): Promise<RestartResult> {
    const began = performance.now();
    const place = {
      parts: this.#parts,
      options: this.#options,
      clock: this.#clock,
      network: this.#network,
      wake: this.#scheduler.wake,
      onLog: (line: LogLine) => this.#listeners.tellLog(line),
    };
    const up = await bringUp(server, data, place).catch(wordsOf);
    if (typeof up === 'string') return { ok: false, text: up };
    const { engine, result, lines, hasFewFiles } = up;
    if (result.kind === 'ended') return startProblem(result.why, engine.printed, lines);
    if (hasFewFiles) this.#awake.add(engine);
    const former = this.#engines.get(server.name);
    this.#engines.set(server.name, engine);
    this.#remains.delete(server.name);
    if (former) {
      this.#scheduler.remove(former);
      former.stop();
    }
    this.#network.attach(engine.stack);
    this.#scheduler.add(engine);
    this.#network.flush();
    const problems = lines.filter(({ level }) => level === 'error' || level === 'warn');
    return { ok: true, milliseconds: performance.now() - began, problems };
  }

  #onEnd(engine: Engine, why: string): void {
    if (this.#engines.get(engine.name) !== engine) return;
    this.#engines.delete(engine.name);
    this.#remains.set(engine.name, engine.data());
    this.#network.flush();
    this.#listeners.tellDeath(engine.name, endReason(why));
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

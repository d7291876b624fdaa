/** One Prosody: its Lua, its files, its sockets. It runs when it is stepped, and says when it needs to run again. */
import type { Files } from '../bundle-format.ts';
import type { Network } from '../network/network.ts';
import { Stack, type StackImage } from '../network/stack.ts';
import type { LogLevel, LogLine } from '../types.ts';
import { networkFunctions } from './host/network.ts';
import { DATA, install, type Layout, layOut } from './laid-out.ts';
import { type FromLua, LuaBridge, type LuaImage, text, type WrittenLua } from './lua-bridge.ts';
import type { DirectoryNode, MemoryFiles } from './system/memory-files.ts';
import { randomBytes, type SystemClock } from './system/wasi.ts';
import { Watchdog } from './watchdog.ts';

export const ADMIN_SOCKET = `${DATA}/prosody.sock`;
const SIGTERM = 15;

export interface EngineOptions extends Layout {
  readonly name: string;
  readonly address: string;
  readonly pretendTls: boolean;
  /** Lua and its libraries, of which each server has its own instance. */
  readonly module: WebAssembly.Module;
  readonly clock: SystemClock;
  /** Fills bytes; those that nobody can guess, where it is left out. */
  readonly random?: (bytes: Uint8Array) => void;
  readonly network: Network;
  /** Called when the engine should be stepped soon. */
  readonly wake: (engine: Engine) => void;
  readonly log: (line: LogLine) => void;
}

/** A server that has just started, from which others of the same configuration go on: no Lua runs to start them. */
export interface EngineImage {
  readonly lua: LuaImage | WrittenLua;
  readonly sockets: StackImage;
  /** What it had stored; null when that was nothing. */
  readonly data: DirectoryNode | null;
  /** What its monotonic clock said. Its timers are on that clock. */
  readonly monotonic: number;
}

export interface DataChanges {
  /** These are all files of a server that just started. */
  readonly isFirst: boolean;
  readonly files: readonly (readonly [path: string, content: Uint8Array])[];
  /** Paths of files that are not there any more. */
  readonly gone: readonly string[];
}

export type StepResult = { readonly kind: 'waiting' } | { readonly kind: 'ended'; readonly why: string };

export class Engine {
  readonly name: string;
  readonly stack: Stack;
  /** Seconds on the monotonic clock at which the next timer is due. */
  deadline = Number.POSITIVE_INFINITY;
  /** Something happened since the last step. */
  isRunnable = false;
  readonly #options: EngineOptions;
  readonly #files: MemoryFiles;
  /** As the server has it: one that goes on from an image goes on in time, too. */
  readonly #clock: SystemClock;
  readonly #lua: LuaBridge;
  readonly #watchdog: Watchdog;
  readonly #printed: string[] = [];
  #step: (() => [FromLua, FromLua]) | null = null;
  #eval: ((code: string) => [FromLua, FromLua]) | null = null;
  #isOver = false;
  #versions: Map<string, number> | null = null;

  readonly #image: EngineImage | undefined;

  /**
   * Lays out the files; nothing runs yet.
   * @param image of a server with the same options; it may have had other accounts
   * @throws Error when the image is damaged
   */
  constructor(options: EngineOptions, image?: EngineImage) {
    this.#image = image;
    this.#options = options;
    this.name = options.name;
    const { address, clock, random = randomBytes } = options;
    this.#files = layOut(options, () => clock.now());
    const ahead = image ? image.monotonic - clock.monotonic() : 0;
    this.#clock = { now: () => clock.now(), monotonic: () => clock.monotonic() + ahead, cpu: () => clock.cpu() };
    this.#lua = new LuaBridge(options.module, { files: this.#files, clock: this.#clock, random, address }, image?.lua);
    this.#watchdog = new Watchdog(this.#lua);
    this.stack = new Stack(address, options.network, () => this.wake());
    this.#offerFunctions();
  }

  get config(): string {
    return this.#options.config;
  }

  wake(): void {
    if (this.#isOver) return;
    this.isRunnable = true;
    this.#options.wake(this);
  }

  /** Starts Prosody, up to the point where it waits for connections. Resolves the problem when it did not get there. */
  boot(data: ReadonlyMap<string, Uint8Array> = new Map()): StepResult {
    for (const [path, content] of data) this.#files.put(path, content);
    const code = this.#options.files.get('stanzabox/boot.lua');
    if (!code) throw new Error('The bundle lacks boot.lua: build it again.');
    try {
      this.#watchdog.guard(() => this.#lua.run(code, '=boot.lua'));
    } catch (error) {
      return this.#end(error instanceof Error ? error.message : String(error));
    }
    this.#step = this.#lua.method('stanzabox', 'step');
    return this.step();
  }

  /** As boot, from the image. */
  resume(): StepResult {
    const wake = this.#options.files.get('stanzabox/wake.lua');
    if (!this.#image || !wake) throw new Error('There is no image to go on from.');
    if (this.#image.data) this.#files.graft(DATA, this.#image.data);
    this.stack.resume(this.#image.sockets);
    this.#step = this.#lua.method('stanzabox', 'step');
    try {
      this.#watchdog.guard(() => this.#lua.run(wake, '=wake.lua'));
    } catch (error) {
      return this.#end(error instanceof Error ? error.message : String(error));
    }
    return this.step();
  }

  /** What it is now; null when it has connections. */
  image(): EngineImage | null {
    const sockets = this.stack.image();
    if (!sockets) return null;
    return { lua: this.#lua.image(), sockets, data: this.#files.copy(DATA), monotonic: this.#clock.monotonic() };
  }

  /**
   * As image, for other threads and later times, of a server that has stored nothing. What is in memory only for its start goes first.
   * @throws Error when it cannot be written
   */
  write(): { readonly image: EngineImage; readonly lua: WrittenLua; readonly loaded: readonly string[] } {
    const loaded = this.eval(text(this.#options.files.get('stanzabox/tidy.lua') ?? new Uint8Array()));
    const sockets = this.stack.image();
    if (!sockets || this.data().size > 0)
      throw new Error('A server with connections or stored data cannot be written.');
    const lua = this.#lua.write();
    return { image: { lua, sockets, data: null, monotonic: this.#clock.monotonic() }, lua, loaded: loaded.split('\n') };
  }

  /** Lets Prosody run until it waits. */
  step(): StepResult {
    this.isRunnable = false;
    if (this.#isOver || !this.#step) return { kind: 'ended', why: 'stopped' };
    let result: [FromLua, FromLua];
    try {
      result = this.#watchdog.guard(this.#step);
    } catch (error) {
      return this.#end(error instanceof Error ? error.message : String(error));
    }
    const [seconds, why] = result;
    if (typeof seconds !== 'number') return this.#end(why instanceof Uint8Array ? text(why) : 'ended');
    this.deadline = this.#options.clock.monotonic() + seconds;
    return { kind: 'waiting' };
  }

  /** What Prosody printed on its console, as at a failed start. */
  get printed(): string {
    return this.#printed.join('\n');
  }

  /** Runs Lua inside the server, for tests and measurements; its first result as text. Throws when it fails. */
  eval(code: string): string {
    this.#eval ??= this.#lua.method('stanzabox', 'eval');
    const evaluate = this.#eval;
    const [result, problem] = this.#watchdog.guard(() => evaluate(code));
    // It may have written, or set a timer.
    this.wake();
    if (result instanceof Uint8Array) return text(result);
    throw new Error(problem instanceof Uint8Array ? text(problem) : 'no result');
  }

  /** Bytes of WebAssembly memory. */
  get memory(): number {
    return this.#lua.size;
  }

  /** The server's stored data: paths to contents. */
  data(): Map<string, Uint8Array> {
    return new Map([...this.#files.below(DATA).keys()].map((path) => [path, this.#files.read(path)]));
  }

  /** What changed in the stored data since the last call, all of it at the first; null when nothing did. */
  dataChanges(): DataChanges | null {
    const now = new Map([...this.#files.below(DATA)].map(([path, { version }]) => [path, version]));
    const isFirst = this.#versions === null;
    const before = this.#versions ?? new Map<string, number>();
    this.#versions = now;
    const files = [...now.keys()].filter((path) => now.get(path) !== before.get(path));
    const gone = [...before.keys()].filter((path) => !now.has(path));
    if (!isFirst && files.length === 0 && gone.length === 0) return null;
    return { isFirst, files: files.map((path) => [path, this.#files.read(path)] as const), gone };
  }

  /** As `systemctl stop`: Prosody says goodbye to its clients. Then everything that is left is cut. */
  stop(): void {
    if (this.#isOver) return;
    if (this.stack.kill(SIGTERM)) {
      // It ends within a few turns, or waits for clients; nobody waits for that here.
      for (let turn = 0; turn < 20 && this.isRunnable; turn++) this.step();
    }
    this.#end('stopped');
  }

  #end(why: string): StepResult {
    this.#isOver = true;
    this.deadline = Number.POSITIVE_INFINITY;
    this.#step = null;
    this.#options.network.detach(this.stack);
    this.stack.closeAll();
    return { kind: 'ended', why };
  }

  /** Adds files of a bundle to those that the server can load. */
  addFiles(files: Files): void {
    install(this.#files, files);
  }

  #offerFunctions(): void {
    const { network, pretendTls } = this.#options;
    this.#lua.offer('stanzabox', {
      ...networkFunctions(this.stack, network),
      memory: () => this.memory,
      pretend_tls: () => pretendTls,
      exited: () => {
        this.#isOver = true;
      },
      print: (line: Uint8Array) => {
        this.#printed.push(text(line));
      },
      log: (level: Uint8Array, source: Uint8Array, message: Uint8Array) => {
        this.#log(text(level), text(source), text(message));
      },
    });
  }

  #log(level: string, source: string, message: string): void {
    // What a server says while it is torn down after os.exit() is about that tearing down only.
    if (this.#isOver) return;
    const at = this.#options.clock.now() * 1000;
    this.#options.log({ server: this.name, level: level as LogLevel, source, text: message, at });
  }
}

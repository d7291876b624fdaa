/** The page's side of the worker: the same Sandbox, by messages. */
import { Listeners } from '../listeners.ts';
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
  ShellOptions,
  StoredData,
} from '../types.ts';
import { Heartbeat } from './heartbeat.ts';
import { type Answer, type FromWorker, type Request, type ToWorker, unknownMessage } from './messages.ts';

/** What we need of a Worker; tests give one of their own. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

interface Waiting {
  readonly resolve: (value: Answer) => void;
  readonly reject: (error: Error) => void;
}

export class RemoteSandbox implements Sandbox {
  readonly #worker: WorkerLike;
  readonly #options: SandboxOptions;
  readonly #heartbeat: Heartbeat;
  readonly #waiting = new Map<number, Waiting>();
  readonly #pipes = new Map<number, RemotePipe>();
  readonly #listeners = new Listeners();
  /** What the servers have stored, as the worker told it last. */
  readonly #stored = new Map<string, StoredData>();
  /** Who is told what a shell command prints, by the id of the request. */
  readonly #onOutput = new Map<number, (text: string) => void>();
  #onAdvanced: ((seconds: number) => void) | undefined;
  #lastId = 0;
  #over: string | null = null;

  static async start(worker: WorkerLike, options: SandboxOptions): Promise<RemoteSandbox> {
    const sandbox = new RemoteSandbox(worker, options);
    const { onProgress: _, ...cloneable } = options;
    await sandbox.#ask({ type: 'start', options: cloneable });
    return sandbox;
  }

  private constructor(worker: WorkerLike, options: SandboxOptions) {
    this.#worker = worker;
    this.#options = options;
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#onMessage(data);
    worker.onerror = (event) => this.#die(event.message ? `its worker failed: ${event.message}` : unloadable);
    this.#heartbeat = new Heartbeat({
      ask: () => this.#post({ type: 'heartbeat' }),
      isOwed: () => this.#waiting.size > 0,
      onBusy: (seconds) => this.#listeners.tellBusy(seconds),
      onSilence: (seconds) =>
        this.#die(
          `it did nothing but one piece of work for ${seconds} seconds and was ended: is there an endless loop?`,
        ),
    });
  }

  async connect(server: string, port: number): Promise<BytePipe> {
    this.#lastId += 1;
    const number = this.#lastId;
    const pipe = new RemotePipe(
      (bytes) => this.#post({ type: 'send', pipe: number, bytes }),
      () => {
        this.#pipes.delete(number);
        this.#post({ type: 'close', pipe: number });
      },
    );
    this.#pipes.set(number, pipe);
    try {
      await this.#ask({ type: 'connect', server, port, pipe: number });
    } catch (error) {
      this.#pipes.delete(number);
      throw error;
    }
    return pipe;
  }

  onLog(callback: (line: LogLine) => void): () => void {
    return this.#listeners.onLog(callback);
  }

  onDeath(callback: (server: string, why: string) => void): () => void {
    return this.#listeners.onDeath(callback);
  }

  async restart(server: string, config: string, options: { readonly keepData?: boolean } = {}): Promise<RestartResult> {
    const request = { type: 'restart', server, config, keepData: options.keepData ?? false } as const;
    return (await this.#ask(request)) as RestartResult;
  }

  async shell(server: string, line: string, { onOutput, signal }: ShellOptions = {}): Promise<string> {
    const asked = this.#ask({ type: 'shell', server, line });
    const id = this.#lastId;
    const end = () => this.#post({ type: 'end-shell', id });
    if (onOutput) this.#onOutput.set(id, onOutput);
    signal?.addEventListener('abort', end);
    try {
      return (await asked) as string;
    } finally {
      signal?.removeEventListener('abort', end);
      this.#onOutput.delete(id);
    }
  }

  async check(server: string, what: CheckKind): Promise<CheckReport> {
    return (await this.#ask({ type: 'check', server, what })) as CheckReport;
  }

  async setDns(dns: DnsTable): Promise<void> {
    await this.#ask({ type: 'set-dns', dns });
  }

  async data(server: string): Promise<StoredData> {
    // What was told last is a second old at most.
    const told = (): StoredData => this.#stored.get(server) ?? new Map();
    if (this.#over !== null || this.#heartbeat.isBusy) return told();
    const asked = this.#ask({ type: 'data-of', server });
    // A worker that nobody spoke to may have hung long before it is asked this.
    return asked.then(
      (data) => data as StoredData,
      (error) => (this.#over === null ? Promise.reject(error) : told()),
    );
  }

  async advance(seconds: number, { onProgress, signal }: AdvanceOptions = {}): Promise<number> {
    const stop = () => this.#post({ type: 'stop-advance' });
    this.#onAdvanced = onProgress;
    signal?.addEventListener('abort', stop);
    try {
      return (await this.#ask({ type: 'advance', seconds })) as number;
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#onAdvanced = undefined;
    }
  }

  onBusy(callback: (seconds: number) => void): () => void {
    return this.#listeners.onBusy(callback);
  }

  async stop(): Promise<void> {
    if (this.#over !== null) return;
    if (!this.#heartbeat.isBusy) await this.#ask({ type: 'stop' });
    this.#end('it was stopped');
  }

  #ask(request: Request): Promise<Answer> {
    if (this.#over !== null) return Promise.reject(new Error(gone(this.#over)));
    this.#lastId += 1;
    const id = this.#lastId;
    this.#post({ ...request, id });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #post(message: ToWorker): void {
    if (this.#over !== null) return;
    if (message.type !== 'heartbeat') this.#heartbeat.stir();
    this.#worker.postMessage(message);
  }

  #onMessage(message: FromWorker): void {
    this.#heartbeat.heard();
    // Whatever a server does by itself, it may have stored something: the next question has it told.
    if (this.#over === null && message.type !== 'heartbeat' && message.type !== 'stored') this.#heartbeat.stir();
    switch (message.type) {
      case 'answer':
        this.#take(message.id)?.resolve(message.value);
        break;
      case 'failure':
        this.#take(message.id)?.reject(new Error(message.message));
        break;
      case 'data':
        this.#pipes.get(message.pipe)?.deliver(message.bytes);
        if (message.bytes === null) this.#pipes.delete(message.pipe);
        break;
      case 'log':
        for (const line of message.lines) this.#listeners.tellLog(line);
        break;
      case 'death':
        this.#listeners.tellDeath(message.server, message.why);
        break;
      case 'progress':
        this.#options.onProgress?.(message.progress);
        break;
      case 'shell-output':
        for (const piece of message.pieces) this.#onOutput.get(message.id)?.(piece);
        break;
      case 'advanced':
        this.#onAdvanced?.(message.seconds);
        break;
      case 'stored':
        this.#keep(message);
        break;
      case 'heartbeat':
        break;
      default:
        unknownMessage(message);
    }
  }

  #keep({ server, isFirst, files, gone }: Extract<FromWorker, { type: 'stored' }>): void {
    const stored = new Map(isFirst ? [] : this.#stored.get(server));
    for (const path of gone) stored.delete(path);
    for (const [path, content] of files) stored.set(path, content);
    this.#stored.set(server, stored);
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  /** The worker is gone, and all its servers with it. */
  #die(why: string): void {
    if (this.#over !== null) return;
    this.#end(why);
    for (const { name } of this.#options.servers) this.#listeners.tellDeath(name, why);
  }

  #end(why: string): void {
    this.#over = why;
    this.#heartbeat.stop();
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new Error(gone(why)));
    this.#waiting.clear();
    for (const pipe of this.#pipes.values()) pipe.deliver(null);
    this.#pipes.clear();
  }
}

const unloadable =
  'its worker could not be loaded. Check the connection, and whether something in this browser blocks workers; then load the page again';

function gone(why: string): string {
  return `The sandbox is not running any more: ${why}${/[.?]$/.test(why) ? '' : '.'}`;
}

class RemotePipe implements BytePipe {
  readonly send: (bytes: Uint8Array) => void;
  readonly close: () => void;
  #early: (Uint8Array | null)[] = [];
  #onData: ((bytes: Uint8Array | null) => void) | null = null;

  constructor(send: (bytes: Uint8Array) => void, close: () => void) {
    this.send = send;
    this.close = close;
  }

  get onData(): (bytes: Uint8Array | null) => void {
    return this.#onData ?? (() => {});
  }

  set onData(callback: (bytes: Uint8Array | null) => void) {
    this.#onData = callback;
    const early = this.#early;
    this.#early = [];
    for (const bytes of early) callback(bytes);
  }

  deliver(bytes: Uint8Array | null): void {
    if (this.#onData) this.#onData(bytes);
    else this.#early.push(bytes);
  }
}

/** The door of the sandbox room, as types: a real Prosody in this tab (or in Node), with a network of its own. */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One line of a server's log, as Prosody's logger gives it. */
export interface LogLine {
  readonly server: string;
  readonly level: LogLevel;
  /** The logger's name: `c2s2a1b`, `montague.example:saslauth`. */
  readonly source: string;
  readonly text: string;
  /** Milliseconds since the epoch, by the server's own (movable) clock. */
  readonly at: number;
}

export interface ServerConfig {
  /** How this server is called here and in `connect`; by habit its first VirtualHost: `montague.example`. */
  readonly name: string;
  /** Its address in the in-memory network, e.g. `192.0.2.1`. */
  readonly address: string;
  /** Prosody's own configuration file, the text of prosody.cfg.lua. */
  readonly config: string;
  /** Accounts that exist when the server starts, besides those in data that was kept. */
  readonly accounts?: readonly Account[];
  /** What the server had stored before, as `Sandbox.data` gave it. */
  readonly data?: StoredData;
}

export interface Account {
  readonly jid: string;
  readonly password: string;
}

/** DNS of the in-memory network: `_xmpp-server._tcp.capulet.example SRV` to `['0 5 5269 xmpp.capulet.example']`. */
export type DnsTable = Readonly<Record<string, readonly string[]>>;

export type Progress =
  | { readonly phase: 'download'; readonly loaded: number; readonly total: number }
  | { readonly phase: 'unpack' | 'start' | 'ready'; readonly server?: string };

export interface SandboxOptions {
  readonly servers: readonly ServerConfig[];
  readonly dns?: DnsTable;
  /** Flip TLS flags without encrypting, so that a configuration that requires encryption runs. Always to be labelled as pretend. */
  readonly pretendTls?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

/** A connection as the client has it: bytes both ways, exactly as they are. */
export interface BytePipe {
  send(bytes: Uint8Array): void;
  close(): void;
  /** Called with each chunk that the server writes, and once with null when it closes. Set it before the first send. */
  onData: (bytes: Uint8Array | null) => void;
}

export type RestartResult =
  /** `problems`: the errors and warnings of the start, such as a module that could not be loaded. */
  | { readonly ok: true; readonly milliseconds: number; readonly problems: readonly LogLine[] }
  /** The previous server keeps running. `text` is what Prosody said; `line` is in the configuration when Prosody named one;
   *  `plain` is in plain words what only the sandbox knows about it. */
  | { readonly ok: false; readonly text: string; readonly line?: number; readonly plain?: string };

/** What a server has stored: absolute paths in its file system to contents. */
export type StoredData = ReadonlyMap<string, Uint8Array>;

export interface AdvanceOptions {
  /** Told now and then how many seconds the clock has moved so far. */
  readonly onProgress?: (seconds: number) => void;
  /** Ends the move where it is. */
  readonly signal?: AbortSignal;
}

export interface ShellOptions {
  /** Told each piece as the server prints it, such as the lines of `watch:log()`. */
  readonly onOutput?: (text: string) => void;
  /** Ends a command that does not end by itself; what it printed so far is its answer. */
  readonly signal?: AbortSignal;
}

/**
 * The parts of Prosody's own `prosodyctl check` that can be run without TLS and the internet, and ours: `unread-options`, the options
 * of the configuration that nothing in the server reads, whose text is JSON of `UnreadOptions`.
 */
export type CheckKind = 'config' | 'disabled' | 'dns' | 'features' | 'unread-options';

export interface UnreadOptions {
  readonly found: readonly UnreadOption[];
  /** All options that Prosody knows, in no order. */
  readonly names: readonly string[];
}

export interface UnreadOption {
  /** The host below which it is set, `*` when it is above all hosts. */
  readonly section: string;
  readonly name: string;
  /** The modules that would read it, none of which is loaded there. Empty: Prosody knows no such option. */
  readonly modules: readonly string[];
}

export interface CheckReport {
  /** Whether Prosody found nothing that is wrong. */
  readonly ok: boolean;
  /** What it printed. */
  readonly text: string;
}

export interface Sandbox {
  /** Rejects with an Error in plain words when no such server is up or its port is closed. */
  connect(server: string, port: number): Promise<BytePipe>;
  /** Calls back for each log line, those of the start included; returns the way to stop. */
  onLog(callback: (line: LogLine) => void): () => void;
  /** Also starts a server that has died, with the data that it left. */
  restart(server: string, config: string, options?: { readonly keepData?: boolean }): Promise<RestartResult>;
  /** What a server has stored, up to a second ago when the whole sandbox has died; empty when nothing is known of it. */
  data(server: string): Promise<StoredData>;
  /** Runs one line in Prosody's admin shell and resolves to what it printed. */
  shell(server: string, line: string, options?: ShellOptions): Promise<string>;
  /** Checks the configuration with which a server runs. */
  check(server: string, what: CheckKind): Promise<CheckReport>;
  /** What federation finds from now on; connections that are there stay. */
  setDns(dns: DnsTable): Promise<void>;
  /** Moves the clock of all servers ahead; what falls due in between happens. Resolves to the seconds that it moved. */
  advance(seconds: number, options?: AdvanceOptions): Promise<number>;
  /** Resolves when a server died by itself (an endless loop was ended): its name and why, in plain words. */
  onDeath(callback: (server: string, why: string) => void): () => void;
  /** Calls back each second while the servers do nothing but one long piece of work, with how long that is, and with 0 when it is over. */
  onBusy(callback: (seconds: number) => void): () => void;
  /** Ends all servers; at once when they are busy. */
  stop(): Promise<void>;
}

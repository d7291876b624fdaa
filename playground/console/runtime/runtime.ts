import { clientPort } from '../../cast.ts';
import type { LogLine, RestartResult, Sandbox, SandboxOptions } from '../../sandbox/types.ts';
import type { SessionStatus } from '../../session/types.ts';
import { requestTimeout } from '../../stanza/index.ts';
import { limits } from '../limits.ts';
import { Changes } from '../state/changes.ts';
import type { Filter } from '../state/filter.ts';
import type { Happening } from '../state/happening.ts';
import { Journal, type Text } from '../state/journal.ts';
import { LogBook } from '../state/log-book.ts';
import { LogDesk } from '../state/log-desk.ts';
import { Pointing } from '../state/pointing.ts';
import { presenceOf, presenceStanza } from '../state/presence.ts';
import { initialState, reduce } from '../state/reduce.ts';
import type { Search } from '../state/search.ts';
import type { Account, ConsoleEvent, ConsoleState, Presence } from '../state/types.ts';
import { Batch } from './batch.ts';
import { ByHand } from './by-hand.ts';
import type { Scene } from './scene.ts';
import { Sessions } from './sessions.ts';

export interface RuntimeOptions {
  readonly scene: Scene;
  readonly startSandbox: (options: SandboxOptions) => Promise<Sandbox>;
}

/**
 * Where the console meets the world: it starts the sandbox, opens sessions and moves stanzas. Everything that it learns
 * goes through `reduce`, into the journal or into the log book. `state`, `scene`, `journal`, `log` and `pointing` can be read in Svelte, which follows them.
 */
export class Runtime {
  readonly journal = new Journal();
  readonly log = new LogBook();
  /** Logs from elsewhere, to be read. */
  readonly logDesk = new LogDesk();
  readonly pointing = new Pointing();
  readonly #startSandbox: RuntimeOptions['startSandbox'];
  readonly #sessions: Sessions;
  readonly #byHand = new ByHand();
  readonly #changes = new Changes();
  readonly #texts = new Batch<Text>(limits.batch, (texts) => {
    this.journal.append(texts);
    this.#watchForTimeouts();
  });
  readonly #logLines = new Batch<LogLine>(limits.batch, (lines) => this.log.append(lines));
  #scene: Scene;
  #state: ConsoleState;
  #sandbox: Sandbox | null = null;
  /** Counts sandboxes, so that a late message of a previous one is not taken for the current one's. */
  #generation = 0;
  #timeoutWatch: ReturnType<typeof setTimeout> | undefined;

  constructor({ scene, startSandbox }: RuntimeOptions) {
    this.#scene = scene;
    this.#startSandbox = startSandbox;
    this.#state = initialState(serverNames(scene), scene.accounts);
    this.#sessions = new Sessions({
      connect: (server) => this.#connectPipe(server),
      onStatus: (account, status) => this.#onStatus(account, status),
      onText: (text) => this.#onText(text),
    });
  }

  get state(): ConsoleState {
    this.#changes.follow();
    return this.#state;
  }

  get scene(): Scene {
    this.#changes.follow();
    return this.#scene;
  }

  dispatch(event: ConsoleEvent): void {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (this.#state !== before) this.#changes.tell();
  }

  /** Starts the scene's servers and signs in the accounts that the scene signs in, and those with stanzas waiting.
   *  @param began when the wait began, in milliseconds since the page was opened */
  async start(began = performance.now()): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    this.dispatch({ type: 'booting', servers: serverNames(this.#scene) });
    this.#sessions.preload();
    try {
      const sandbox = await this.#startSandbox({
        servers: this.#scene.servers,
        dns: this.#scene.dns,
        onProgress: (progress) => {
          if (generation === this.#generation) this.dispatch({ type: 'progress', progress });
        },
      });
      if (generation !== this.#generation) {
        await sandbox.stop();
        return;
      }
      this.#sandbox = sandbox;
      sandbox.onLog((line) => this.#logLines.add(line));
      sandbox.onDeath((server, why) => {
        if (generation === this.#generation)
          this.dispatch({ type: 'boot-failed', plain: `${server} has ended: ${why}` });
      });
      this.dispatch({ type: 'booted', milliseconds: performance.now() - began });
    } catch (error) {
      if (generation === this.#generation) this.dispatch({ type: 'boot-failed', plain: plain(error) });
      return;
    }
    const due = new Set([...this.#scene.signsIn, ...this.#state.waiting.map(({ account }) => account)]);
    for (const account of this.#state.accounts) {
      if (account.place.kind === 'sandbox' && due.has(account.name)) void this.#sessions.connect(account);
    }
  }

  async stop(): Promise<void> {
    this.#generation += 1;
    clearTimeout(this.#timeoutWatch);
    const sandbox = this.#sandbox;
    this.#sandbox = null;
    await Promise.all(this.#state.accounts.map(({ name }) => this.#sessions.drop(name)));
    await sandbox?.stop();
  }

  /** Ends the servers and starts another scene. Accounts on the reader's own servers stay as they are. */
  async play(scene: Scene, began?: number): Promise<void> {
    const own = this.#state.accounts.filter(({ place }) => place.kind === 'websocket');
    const leaving = this.#state.accounts.filter(({ place }) => place.kind === 'sandbox');
    this.#generation += 1;
    const sandbox = this.#sandbox;
    this.#sandbox = null;
    this.#scene = scene;
    await Promise.all(leaving.map(({ name }) => this.#sessions.drop(name)));
    await sandbox?.stop();
    this.dispatch({ type: 'accounts-replaced', accounts: [...scene.accounts, ...own] });
    await this.start(began);
  }

  connect(name: string): void {
    const account = this.#account(name);
    const isUp = account.place.kind === 'websocket' || this.#state.boot.state === 'ready';
    if (isUp) void this.#sessions.connect(account);
    else this.#notice('problem', 'The server in this tab is not up yet.');
  }

  async disconnect(name: string): Promise<void> {
    await this.#sessions.close(name);
  }

  addAccount(account: Account): void {
    this.dispatch({ type: 'account-added', account });
    void this.#sessions.connect(account);
  }

  async removeAccount(name: string): Promise<void> {
    this.dispatch({ type: 'account-removed', name });
    await this.#sessions.drop(name);
  }

  /** Sends in order, as one account. What cannot go yet waits until the account is online, which is asked for. */
  async send(stanzas: readonly string[], name: string = this.#state.sender): Promise<void> {
    const account = this.#account(name);
    if (account.status.state === 'online') {
      try {
        for (const [index, text] of stanzas.entries()) {
          if (index > 0 && index % limits.sendSlice === 0) await breath();
          this.#byHand.expect(name, text);
          await this.#sessions.send(name, text);
        }
      } catch (error) {
        this.#byHand.forget(name);
        this.#notice('problem', plain(error));
      }
      return;
    }
    if (this.#state.boot.state === 'failed' && account.place.kind === 'sandbox') {
      this.#notice('problem', 'Nothing was sent, because the server in this tab is not running. Start it again first.');
      return;
    }
    this.dispatch({ type: 'wait', stanzas: stanzas.map((text) => ({ account: name, text })) });
    if (account.place.kind === 'websocket' || this.#state.boot.state === 'ready') void this.#sessions.connect(account);
  }

  setPresence(name: string, presence: Presence): Promise<void> {
    return this.send([presenceStanza(presence)], name);
  }

  /** Restarts one server and signs in the accounts again that were signed in. */
  async restart(server: string, config: string, keepData: boolean): Promise<RestartResult> {
    const sandbox = this.#running();
    const wereOnline = this.#state.accounts.filter(
      ({ place, status }) => place.kind === 'sandbox' && place.server === server && status.state === 'online',
    );
    const result = await sandbox.restart(server, config, { keepData });
    if (!result.ok) return result;
    await Promise.all(wereOnline.map(({ name }) => this.#sessions.drop(name)));
    for (const { name } of wereOnline) void this.#sessions.connect(this.#account(name));
    return result;
  }

  shell(server: string, line: string): Promise<string> {
    return this.#running().shell(server, line);
  }

  async advance(seconds: number): Promise<void> {
    await this.#running().advance(seconds);
    this.dispatch({ type: 'clock', seconds });
  }

  /** Applies a filter to the transcript without blocking the page. */
  async filterTranscript(filter: Filter): Promise<void> {
    await this.journal.setFilter(filter, breath);
  }

  /** Looks for something in the transcript without blocking the page. */
  async searchTranscript(search: Search): Promise<void> {
    await this.journal.setSearch(search, breath);
  }

  /** A row in the transcript, after all that came before it. */
  happened(happening: Happening): void {
    this.#texts.flush();
    this.journal.happened(happening);
  }

  clearTranscript(): void {
    this.journal.clear();
  }

  /** Undoes `clearTranscript`. */
  async restoreTranscript(): Promise<void> {
    await this.journal.restore(breath);
  }

  clearLog(): void {
    this.log.clear();
  }

  #onStatus(name: string, status: SessionStatus): void {
    this.dispatch({ type: 'status', name, status });
    if (status.state !== 'online') return;
    const waiting = this.#state.waiting.filter(({ account }) => account === name);
    this.dispatch({ type: 'waited', account: name });
    this.#announce(name);
    this.send(
      waiting.map(({ text }) => text),
      name,
    );
  }

  /** The first presence, without which no messages come (RFC 6121 section 4.2). */
  #announce(name: string): void {
    this.#sessions.send(name, presenceStanza('available')).catch((error) => this.#notice('problem', plain(error)));
  }

  #onText(text: Text): void {
    const byHand = text.direction === 'sent' && this.#byHand.take(text.account, text.text);
    this.#texts.add(byHand ? { ...text, byHand } : text);
    if (text.direction !== 'sent' || !text.text.includes('<presence')) return;
    const presence = presenceOf(text.text);
    if (presence !== undefined) this.dispatch({ type: 'presence', name: text.account, presence });
  }

  /** A request that nobody answers becomes visible as such, though nothing more arrives. */
  #watchForTimeouts(): void {
    clearTimeout(this.#timeoutWatch);
    this.#timeoutWatch = setTimeout(() => {
      this.journal.expire(performance.timeOrigin + performance.now());
    }, requestTimeout + 100);
  }

  #connectPipe(server: string): ReturnType<Sandbox['connect']> {
    return this.#running().connect(server, clientPort);
  }

  #running(): Sandbox {
    if (this.#sandbox === null) throw new Error('The server in this tab is not running.');
    return this.#sandbox;
  }

  #account(name: string): Account {
    const account = this.#state.accounts.find((candidate) => candidate.name === name);
    if (account === undefined) throw new Error(`There is no account ${name} here.`);
    return account;
  }

  #notice(kind: 'done' | 'problem', text: string): void {
    this.dispatch({ type: 'notice', notice: { kind, text } });
  }
}

/** Lets the page do what is due: paint, answer the reader. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function serverNames({ servers }: Scene): readonly string[] {
  return servers.map(({ name }) => name);
}

function plain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

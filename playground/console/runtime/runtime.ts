import { clientPort } from '../../cast.ts';
import type {
  BytePipe,
  CheckKind,
  CheckReport,
  DnsTable,
  LogLine,
  Sandbox,
  SandboxOptions,
  ShellOptions,
} from '../../sandbox/types.ts';
import type { SessionStatus } from '../../session/types.ts';
import { bareJid, hostOf } from '../../stanza/index.ts';
import { breath } from '../breath.ts';
import type { Restarted, SignIn } from '../configuration/types.ts';
import { wordsOfError } from '../error-words.ts';
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
import type { Account, ConsoleEvent, ConsoleState, Notice, Presence } from '../state/types.ts';
import { boundJid, needOf } from './as-recipes.ts';
import { Batch } from './batch.ts';
import { ByHand } from './by-hand.ts';
import type { Outcome, Sent } from './compare.ts';
import { LaterSignIns } from './later-sign-ins.ts';
import { Passwords } from './passwords.ts';
import { describeRow, putRows, type Row } from './rows.ts';
import type { Scene } from './scene.ts';
import { Servers } from './servers.ts';
import { Sessions } from './sessions.ts';
import { happeningOf } from './status-row.ts';
import { TimeOuts } from './time-outs.ts';
import type { Traffic } from './traffic.ts';

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
  readonly #sessions: Sessions;
  readonly #byHand = new ByHand();
  readonly #passwords = new Passwords();
  /** Accounts whose connection is being cut at this moment. */
  readonly #cut = new Set<string>();
  readonly #changes = new Changes();
  readonly #rows = new Batch<Row>({
    ...limits.batch,
    slice: limits.batchText,
    weigh: (row) => ('text' in row ? row.text.length : 1),
    prepare: describeRow,
    deliver: (rows) => {
      putRows(this.journal, rows);
      this.#timeOuts.watch();
    },
  });
  readonly #logLines = new Batch<LogLine>({ ...limits.batch, deliver: (lines) => this.log.append(lines) });
  readonly #timeOuts = new TimeOuts(this.journal);
  readonly #servers: Servers;
  #state: ConsoleState;
  #moving: AbortController | null = null;
  #lastSent: Sent | null = null;
  /** For sign-ins that somebody waits for: whether they have ended. */
  readonly #signIns = new Set<() => boolean>();
  readonly #later = new LaterSignIns();
  /** Accounts that were online last, until the reader ends their connection: they come back with a server that has ended. */
  readonly #signedIn = new Set<string>();
  readonly #hearers = new Set<(text: Text) => void>();
  /** Who was there in scenes that were left, and who was signed in: connections that the reader made belong to what a scene holds. */
  readonly #left = new Map<
    Scene['name'],
    { readonly accounts: readonly Account[]; readonly signedIn: readonly string[] }
  >();

  constructor({ scene, startSandbox }: RuntimeOptions) {
    this.#servers = new Servers(scene, startSandbox, {
      onProgress: (progress) => this.dispatch({ type: 'progress', progress }),
      onLog: (line) => this.#logLines.add(line),
      onDeath: (server, why) => this.#onDeath(server, why),
      onBusy: (seconds) => this.dispatch({ type: 'busy', seconds }),
      onRunning: (server, config) => this.dispatch({ type: 'server-running', server, config }),
    });
    this.#state = initialState(serverNames(scene), scene.accounts);
    this.#sessions = new Sessions({
      connect: (server, port) => this.connectPipe(server, port),
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
    return this.#servers.scene;
  }

  dispatch(event: ConsoleEvent): void {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (this.#state === before) return;
    this.#changes.tell();
    for (const hasEnded of this.#signIns) if (hasEnded()) this.#signIns.delete(hasEnded);
  }

  /** Starts the scene's servers and signs in the accounts that the scene signs in, and those with stanzas waiting.
   *  @param began when the wait began, in milliseconds since the page was opened */
  async start(began = performance.now(), signsIn: readonly string[] = this.#servers.scene.signsIn): Promise<void> {
    this.dispatch({ type: 'booting', servers: serverNames(this.#servers.scene) });
    this.#tellNetwork();
    this.#sessions.preload();
    try {
      if (!(await this.#servers.start())) return;
      this.dispatch({ type: 'booted', milliseconds: performance.now() - began });
    } catch (error) {
      this.dispatch({ type: 'boot-failed', plain: wordsOfError(error) });
      return;
    }
    const waiting = this.#state.waiting.map(({ account }) => account);
    const due = new Set([...signsIn, ...waiting]);
    const accounts = this.#state.accounts.filter(({ name, place }) => place.kind === 'sandbox' && due.has(name));
    const speakers = new Set([this.#state.sender, ...waiting]);
    const { first = [], later = [] } = Object.groupBy(accounts, ({ name }) => (speakers.has(name) ? 'first' : 'later'));
    for (const account of first) void this.#sessions.connect(account);
    if (later.length > 0) void this.#signInLater(later, Promise.all(first.map(({ name }) => this.#signIn(name))));
  }

  async #signInLater(accounts: readonly Account[], first: Promise<unknown>): Promise<void> {
    const turn = this.#later.turn(accounts, first);
    for (const account of accounts) void this.#sessions.connect(account, turn);
    await Promise.all(accounts.map(({ name }) => this.#signIn(name)));
    this.#later.end();
    // What was meant for them.
    for (const { name, status } of this.#state.accounts) if (status.state === 'online') this.#sendWaiting(name);
  }

  async stop(): Promise<void> {
    this.#timeOuts.end();
    await Promise.all(this.#state.accounts.map(({ name }) => this.#sessions.drop(name)));
    await this.#servers.end();
  }

  /** Ends the servers and starts another scene, as it is shipped. Accounts on the reader's own servers stay as they are. */
  play(scene: Scene, began?: number): Promise<void> {
    return this.#change(scene, true, began);
  }

  /** Goes to another scene, and finds there what its servers held when they were left. */
  switchTo(scene: Scene): Promise<void> {
    return this.#change(scene, false);
  }

  async #change(scene: Scene, fresh: boolean, began?: number): Promise<void> {
    const own = this.#state.accounts.filter(({ place }) => place.kind === 'websocket');
    const isOther = scene.name !== this.#servers.scene.name;
    const signedIn = [...this.#signedIn];
    await this.#dropSandboxSessions();
    const accounts = this.#state.accounts.filter(({ place }) => place.kind === 'sandbox');
    this.#left.set(this.#servers.scene.name, { accounts, signedIn });
    this.#signedIn.clear();
    await this.#servers.leaveFor(scene, fresh);
    const found = fresh ? undefined : this.#left.get(scene.name);
    this.dispatch({ type: 'accounts-replaced', accounts: [...(found?.accounts ?? scene.accounts), ...own] });
    if (isOther) this.happened({ kind: 'scene', servers: serverNames(scene) });
    await this.start(began, found?.signedIn ?? scene.signsIn);
  }

  /** Starts what has ended again, with the configuration that it had last and with all that it had stored. */
  async startAgain(): Promise<void> {
    const names = Object.keys(this.#state.ended);
    if (this.#state.boot.state === 'ready' && names.length > 0) {
      for (const name of names) await this.restart(name, this.#servers.configOf(name), true);
      return;
    }
    await this.#boot();
  }

  /** Ends servers that are busy with one long piece of work. What they had stored stays for the next start. */
  async endBusy(): Promise<void> {
    const seconds = this.#state.busy;
    await this.#servers.end();
    const why = `ended by you after ${seconds} s of one piece of work`;
    for (const server of this.#state.servers) this.happened({ kind: 'server-ended', server, why });
    const [who, them, they] =
      this.#state.servers.length > 1 ? ['One of the two servers', 'both', 'they'] : ['The server', 'it', 'it'];
    this.dispatch({
      type: 'boot-failed',
      plain: `${who} was busy for ${seconds} s, so you ended ${them}. What ${they} had stored is kept for the next start.`,
    });
  }

  /** Starts all servers anew with what they had, and signs in who was signed in, or whom the scene signs in. */
  async #boot(): Promise<void> {
    const { scene } = this.#servers;
    const signsIn = this.#signedIn.size > 0 ? [...this.#signedIn] : scene.signsIn;
    await this.#dropSandboxSessions();
    await this.#servers.end();
    await this.start(performance.now(), signsIn);
    if (this.#state.boot.state !== 'ready') return;
    for (const server of serverNames(scene)) {
      const { milliseconds } = this.#state.boot;
      this.happened({ kind: 'restarted', server, milliseconds, changedLines: 0 });
    }
  }

  async #dropSandboxSessions(): Promise<void> {
    const leaving = this.#state.accounts.filter(({ place }) => place.kind === 'sandbox');
    await Promise.all(leaving.map(({ name }) => this.#sessions.drop(name)));
    for (const { name } of leaving) this.dispatch({ type: 'status', name, status: { state: 'offline' } });
  }

  #onDeath(server: string, why: string): void {
    this.happened({ kind: 'server-ended', server, why });
    this.dispatch({ type: 'server-ended', server, why });
  }

  connect(name: string): void {
    const account = this.#account(name);
    const isUp = account.place.kind === 'websocket' || this.#state.boot.state === 'ready';
    if (isUp) void this.#sessions.connect(account);
    else this.#problem('The server in this tab is not up yet.', 'server');
  }

  /** Connects an account anew, as far as asked for: `signed-in` leaves the resource to the reader. */
  connectUntil(name: string, until: Account['until']): void {
    this.dispatch({ type: 'account-changed', name, change: { until } });
    this.connect(name);
  }

  async disconnect(name: string): Promise<void> {
    this.#signedIn.delete(name);
    await this.#sessions.close(name);
  }

  addAccount(account: Account): void {
    this.dispatch({ type: 'account-added', account });
    void this.#sessions.connect(account);
  }

  /** Gives an account another name in this tab; its rows in the transcript get it too. Returns why not, in plain words. */
  renameAccount(name: string, to: string): string | undefined {
    if (to === '') return 'A name needs at least one letter.';
    if (this.#state.accounts.some((account) => account.name === to))
      return `There is a connection called ${to} already.`;
    const { state } = this.#account(name).status;
    if (state === 'connecting' || state === 'closing') return `Wait until ${name} has connected.`;
    this.#rows.flush();
    this.#sessions.rename(name, to);
    this.journal.renameAccount(name, to);
    if (this.#signedIn.delete(name)) this.#signedIn.add(to);
    this.dispatch({ type: 'account-renamed', name, to });
    return undefined;
  }

  async removeAccount(name: string): Promise<void> {
    this.#signedIn.delete(name);
    this.dispatch({ type: 'account-removed', name });
    await this.#sessions.drop(name);
  }

  /** The last stanza that the reader sent, or null. */
  get lastSent(): Sent | null {
    this.#changes.follow();
    return this.#lastSent;
  }

  /** Sends a stanza to two copies of the servers: as they run, and with another configuration for one of them. */
  async tryBoth(server: string, config: string, { account, text }: Sent): Promise<[Outcome, Outcome]> {
    const { tryOut } = await import('./compare.ts');
    const copies = await this.#servers.copies();
    const accounts = this.#state.accounts.filter(
      ({ place, status, until = 'bound' }) =>
        place.kind === 'sandbox' && until === 'bound' && status.state === 'online',
    );
    const experiment = { ...copies, accounts, sender: account, stanza: text };
    const changed = copies.servers.map((each) => (each.name === server ? { ...each, config } : each));
    // One after the other: together they would take the memory and the time of each other.
    const a = await tryOut(experiment);
    const b = await tryOut({ ...experiment, servers: changed });
    return [a, b];
  }

  /** Drops an account's connection without ending its stream: the server does not learn of it (XEP-0198 section 5). */
  cut(name: string): void {
    this.#cut.add(name);
    this.#sessions.cut(name);
    this.#cut.delete(name);
  }

  /** Sends in order, as one account. What cannot go yet waits until the account is online, which is asked for. */
  async send(given: readonly string[], name: string = this.#state.sender): Promise<void> {
    // Half of a character has no UTF-8. It goes out as U+FFFD, and that is what is shown of it.
    const stanzas = given.map((text) => text.toWellFormed?.() ?? text);
    const text = stanzas.at(-1);
    if (text !== undefined) this.#lastSent = { account: name, text };
    this.#changes.tell();
    const account = this.#find(name);
    if (account === undefined) {
      this.#problem(`Nothing was sent: there is no connection called ${name} any more.`);
      return;
    }
    if (!account.asRecipe) return this.#sendAll(stanzas, name);
    for (const text of stanzas) {
      this.#makeReady(name, text);
      await this.#sendAll([text], name);
    }
  }

  /** A recipe's account connects as the stanza needs it (see as-recipes.ts). */
  #makeReady(name: string, text: string): void {
    const { until, status } = this.#account(name);
    if (until === 'stream') return;
    const need = needOf(text);
    if (need === 'resume') this.cut(name);
    else if (status.state === 'online' || status.state === 'connecting') return;
    this.dispatch({
      type: 'account-changed',
      name,
      change: { until: need === 'bound' ? 'bound' : 'signed-in' },
    });
  }

  async #sendAll(stanzas: readonly string[], name: string): Promise<void> {
    const account = this.#account(name);
    if (account.status.state === 'online' && !this.#waitsForOthers(stanzas, name)) {
      try {
        for (const [index, text] of stanzas.entries()) {
          if (index > 0 && index % limits.sendSlice === 0) await breath();
          this.#byHand.expect(name, text);
          await this.#sessions.send(name, text);
        }
      } catch (error) {
        this.#byHand.forget(name);
        this.#problem(wordsOfError(error));
      }
      return;
    }
    if (this.#state.boot.state === 'failed' && account.place.kind === 'sandbox') {
      this.#problem('Nothing was sent, because the server in this tab is not running. Start it again first.', 'server');
      return;
    }
    this.dispatch({ type: 'wait', stanzas: stanzas.map((text) => ({ account: name, text })) });
    if (account.status.state === 'online') return;
    this.#later.areNamedIn([account.jid]);
    if (account.place.kind === 'websocket' || this.#state.boot.state === 'ready') void this.#sessions.connect(account);
  }

  /** Whether stanzas of an account that is online wait for another to sign in, or follow some that do. */
  #waitsForOthers(stanzas: readonly string[], name: string): boolean {
    return this.#state.waiting.some(({ account }) => account === name) || this.#later.areNamedIn(stanzas);
  }

  #sendWaiting(name: string): void {
    const waiting = this.#state.waiting.filter(({ account }) => account === name);
    if (waiting.length === 0) return;
    this.dispatch({ type: 'waited', account: name });
    void this.#sendAll(
      waiting.map(({ text }) => text),
      name,
    );
  }

  setPresence(name: string, presence: Presence): Promise<void> {
    return this.send([presenceStanza(presence)], name);
  }

  /** Restarts one server, or starts it when it has ended, and signs in the accounts again that were signed in, or about to be. */
  async restart(server: string, config: string, keepData: boolean): Promise<Restarted> {
    const before = this.#servers.configOf(server);
    const hasEnded = server in this.#state.ended;
    const due = this.#state.accounts.filter(
      ({ name, place, status }) =>
        place.kind === 'sandbox' &&
        place.server === server &&
        // Whom the former configuration kept out comes back with one that lets them in; so does who is just connecting.
        (hasEnded || status.state === 'failed'
          ? this.#signedIn.has(name)
          : status.state === 'online' || status.state === 'connecting'),
    );
    const result = await this.#servers.restart(server, config, keepData);
    if (!result.ok) return result;
    const { countChanges } = await import('../configuration/line-diff.ts');
    const changedLines = countChanges(before, config);
    this.happened({ kind: 'restarted', server, milliseconds: result.milliseconds, changedLines });
    await Promise.all(due.map(({ name }) => this.#sessions.drop(name)));
    for (const { name } of due) void this.#sessions.connect(this.#account(name));
    return { ...result, changedLines, signIns: Promise.all(due.map(({ name }) => this.#signIn(name))) };
  }

  /** Starts the servers with this configuration for one of them, when none runs. */
  async startWith(server: string, config: string): Promise<void> {
    this.#servers.chooseConfig(server, config);
    await this.#boot();
  }

  /** A connection of its own to a port of a server in the tab. Rejects in plain words. */
  openPort(server: string, port: number): Promise<BytePipe> {
    return this.#servers.connect(server, port);
  }

  shell(server: string, line: string, options?: ShellOptions): Promise<string> {
    return this.#servers.shell(server, line, options);
  }

  /** Prosody's own check of the configuration with which a server runs. */
  check(server: string, what: CheckKind): Promise<CheckReport> {
    return this.#servers.check(server, what);
  }

  async setDns(dns: DnsTable): Promise<void> {
    await this.#servers.setDns(dns);
    this.#tellNetwork();
  }

  /** Starts the servers anew with pretended TLS or without it; what they had stored stays. */
  async setPretendTls(pretendTls: boolean): Promise<void> {
    this.#servers.choosePretendTls(pretendTls);
    await this.#boot();
  }

  #tellNetwork(): void {
    this.dispatch({ type: 'network', dns: this.#servers.dns, pretendTls: this.#servers.pretendTls });
  }

  /** Moves the clock, until it has moved that far or is told to stop. */
  async advance(seconds: number): Promise<void> {
    if (this.#moving !== null) return;
    const moving = new AbortController();
    this.#moving = moving;
    this.dispatch({ type: 'moving', moving: { done: 0, total: seconds } });
    try {
      const moved = await this.#servers.advance(seconds, {
        signal: moving.signal,
        onProgress: (done) => this.dispatch({ type: 'moving', moving: { done, total: seconds } }),
      });
      this.dispatch({ type: 'clock', seconds: moved });
      this.happened({ kind: 'clock', seconds: moved });
    } catch (error) {
      this.#problem(wordsOfError(error));
    } finally {
      this.#moving = null;
      this.dispatch({ type: 'moving', moving: null });
    }
  }

  stopAdvance(): void {
    this.#moving?.abort();
  }

  /** Applies a filter to the transcript without blocking the page. */
  async filterTranscript(filter: Filter): Promise<void> {
    await this.journal.setFilter(filter, breath);
  }

  /** Looks for something in the transcript without blocking the page. */
  async searchTranscript(search: Search): Promise<void> {
    await this.journal.setSearch(search, breath);
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

  /** What an account's connection has said, and what of it could be resumed. */
  get traffic(): Pick<Traffic, 'texts' | 'resumption' | 'token'> {
    return this.#sessions.traffic;
  }

  /** A row of the transcript for what happens between the stanzas; it stands after what was said before it. */
  happened(happening: Happening): void {
    this.#rows.add({ happening, at: performance.timeOrigin + performance.now() });
  }

  #onStatus(name: string, status: SessionStatus): void {
    const account = this.#find(name);
    if (account === undefined) return;
    const happening = happeningOf(account, status, this.#sessions.traffic.mechanism(name), this.#cut.delete(name));
    if (happening !== undefined) this.happened(happening);
    this.dispatch({ type: 'status', name, status });
    if (status.state !== 'online') return;
    this.#signedIn.add(name);
    const { until = 'bound', asRecipe } = this.#account(name);
    if (until === 'bound' && !asRecipe) this.#announce(name);
    this.#sendWaiting(name);
  }

  /** The first presence, without which no messages come (RFC 6121 section 4.2). */
  #announce(name: string): void {
    this.#sessions.send(name, presenceStanza('available')).catch((error) => this.#problem(wordsOfError(error)));
  }

  /** Tells of each text on the wire, before it is in the transcript. @returns what ends that */
  onText(hear: (text: Text) => void): () => void {
    this.#hearers.add(hear);
    return () => void this.#hearers.delete(hear);
  }

  #onText(text: Text): void {
    for (const hear of this.#hearers) hear(text);
    const byHand = text.direction === 'sent' && this.#byHand.take(text.account, text.text);
    this.#rows.add({ ...text, ...(byHand && { byHand }), ...(this.#isReaders(text) && { isReaders: true }) });
    this.#learnBound(text);
    this.#learnPassword(text);
    if (text.direction !== 'sent' || !text.text.includes('<presence')) return;
    const presence = presenceOf(text.text);
    if (presence !== undefined) this.dispatch({ type: 'presence', name: text.account, presence });
  }

  #isReaders({ account: name }: Text): boolean {
    const account = this.#find(name);
    return account?.status.state === 'online' && (account.until ?? 'bound') !== 'bound';
  }

  /** The reader binds the resource: the address is known then. */
  #learnBound({ account: name, direction, text }: Text): void {
    const account = this.#find(name);
    if (direction !== 'received' || account?.status.state !== 'online') return;
    if (account.until !== 'signed-in' && account.until !== 'raw') return;
    const jid = boundJid(text);
    if (jid !== undefined) this.dispatch({ type: 'status', name, status: { state: 'online', jid } });
  }

  /** An account that a stanza made, or whose password it changed, signs in with that password from now on. */
  #learnPassword({ account, direction, text }: Text): void {
    if (direction === 'sent') {
      this.#passwords.sent(account, text);
      return;
    }
    const agreed = this.#passwords.received(account, text);
    if (agreed === undefined) return;
    const sender = this.#find(account);
    if (sender === undefined) return;
    const host = agreed.host ?? hostOf(sender.jid);
    for (const { name, jid, place } of this.#state.accounts) {
      const isMeant = place.kind === sender.place.kind && bareJid(jid) === `${agreed.username}@${host}`;
      if (isMeant) this.dispatch({ type: 'account-changed', name, change: { password: agreed.password } });
    }
  }

  /** A connection to a server in the tab; TLS is pretended on it where the servers do. */
  async connectPipe(server: string, port: number): Promise<BytePipe> {
    const connect = () => this.#servers.connect(server, port);
    if (!this.#servers.pretendTls || port !== clientPort) return connect();
    // Few visits come to this.
    const { throughPretendTls } = await import('./pretend-tls.ts');
    return throughPretendTls(connect, server);
  }

  /** How a sign-in that was begun ends. */
  #signIn(name: string): Promise<SignIn> {
    return new Promise((resolve) => {
      const check = (): boolean => {
        const account = this.#find(name);
        const status = account?.status;
        if (status?.state === 'connecting') return false;
        if (status?.state === 'online') resolve({ account: name, ok: true });
        else if (account !== undefined && status?.state === 'failed') {
          resolve({ account: name, ok: false, jid: account.jid, plain: status.plain, condition: status.condition });
        } else resolve({ account: name, ok: false, jid: account?.jid ?? '', plain: 'It was disconnected.' });
        return true;
      };
      if (!check()) this.#signIns.add(check);
    });
  }

  #find(name: string): Account | undefined {
    return this.#state.accounts.find((account) => account.name === name);
  }

  #account(name: string): Account {
    const account = this.#find(name);
    if (account === undefined) throw new Error(`There is no account ${name} here.`);
    return account;
  }

  #problem(text: string, about?: Notice['about']): void {
    this.dispatch({ type: 'notice', notice: { kind: 'problem', text, ...(about && { about }) } });
  }
}

function serverNames({ servers }: Scene): readonly string[] {
  return servers.map(({ name }) => name);
}

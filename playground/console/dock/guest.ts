/** The console's end of a dock: does what the page asks, and tells it what passes. */
import { connectToSandbox, RecipeRun, type RecipeStep, type StepResult } from '../../session/index.ts';
import { bareJid } from '../../stanza/index.ts';
import { wordsOfError } from '../error-words.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { sceneWith } from '../runtime/scene.ts';
import { senderName, senderOf } from '../runtime/senders.ts';
import { configurationsOf } from '../share/replay.ts';
import type { Text } from '../state/journal.ts';
import type { Account, ConsoleState } from '../state/types.ts';
import type { LinkedStanzasProps, Part } from '../view/types.ts';
import { readRequest } from './messages.ts';
import type { DockEvent, DockOutcome, DockRequest, DockStanza, DockStep } from './types.ts';

export interface GuestOptions {
  readonly runtime: Runtime;
  readonly editor: LinkedStanzasProps['editor'];
  readonly show: (part: Part) => void;
  readonly tell: (event: DockEvent) => void;
}

interface Waiter {
  readonly holds: (state: ConsoleState) => boolean;
  readonly resolve: () => void;
}

/** Milliseconds: for an expectation to be met, and in which what must never come would have come. */
const patience = Object.freeze({ receive: 5_000, never: 1_000 });

export class Guest {
  readonly #runtime: Runtime;
  readonly #editor: GuestOptions['editor'];
  readonly #show: GuestOptions['show'];
  readonly #tell: (event: DockEvent) => void;
  #waiters: readonly Waiter[] = [];
  #up: ReadonlySet<string> = new Set();
  #hasFailed = false;
  #isBegun = false;
  /** One request after the other: a page may ask for the next before the last is done. */
  #last: Promise<unknown> = Promise.resolve();

  constructor({ runtime, editor, show, tell }: GuestOptions) {
    this.#runtime = runtime;
    this.#editor = editor;
    this.#show = show;
    this.#tell = tell;
  }

  /** Whatever it is, it has an effect only if it is a request. */
  receive(data: unknown): void {
    const request = readRequest(data);
    if (request === undefined) return;
    this.#last = this.#last.then(async () => {
      try {
        this.#tell((await this.#answer(request)) ?? { kind: 'done', id: request.id });
      } catch (error) {
        this.#tell({ kind: 'refused', id: request.id, plain: wordsOfError(error) });
      }
    });
  }

  /** Called with each state of the console. */
  look(state: ConsoleState): void {
    this.#tellServers(state);
    const [due, others] = [this.#waiters.filter(({ holds }) => holds(state)), this.#waiters];
    this.#waiters = others.filter((waiter) => !due.includes(waiter));
    for (const { resolve } of due) resolve();
  }

  /** Called with each text on the wire. */
  heard({ account: name, direction, text, at }: Text): void {
    const account = this.#runtime.state.accounts.find((one) => one.name === name);
    const as = account && senderName(account);
    if (as === undefined || account?.status.state !== 'online') return;
    this.#tell({ kind: direction, as, xml: text, at });
  }

  async #answer(request: DockRequest): Promise<DockEvent | undefined> {
    if (request.kind === 'open') {
      this.#isBegun = true;
      await this.#open(request);
      return undefined;
    }
    if (!this.#isBegun) {
      this.#isBegun = true;
      await this.#runtime.start(0);
    }
    switch (request.kind) {
      case 'write':
        await this.#write(request.stanza, request.takesFocus === true);
        return undefined;
      case 'send':
        await this.#send(request.stanza);
        return undefined;
      case 'connect':
        await this.#connect(request.as);
        return undefined;
      case 'run':
        return { kind: 'ran', id: request.id, outcomes: await this.#run(request.steps) };
    }
  }

  async #open({ scene: shared, stanzas = [] }: Extract<DockRequest, { kind: 'open' }>): Promise<void> {
    const asRecipe = shared === undefined && stanzas.length > 0;
    const scene = sceneWith(stanzas, { asRecipe, least: shared?.servers ?? 1 });
    const configs = configurationsOf({ stanzas, first: 0, ...(shared && { scene: shared }) });
    if ('plain' in configs) throw new Error(configs.plain);
    const { dns = scene.dns, pretendTls = false } = shared ?? {};
    const servers = scene.servers.map((server) => ({ ...server, config: configs.get(server.name) ?? server.config }));
    await this.#runtime.play({ ...scene, servers, dns, pretendTls });
    const { boot } = this.#runtime.state;
    if (boot.state !== 'ready' && configs.size > 0) return;
    if (boot.state !== 'ready') throw new Error(notRunning(boot));
    if (shared !== undefined && shared.ahead > 0) await this.#runtime.advance(shared.ahead);
  }

  async #write(stanza: DockStanza, takesFocus: boolean): Promise<void> {
    const sender = this.#sender(stanza);
    this.#show('editor');
    await this.#editor.put(stanza.xml, { kind: 'link', title: 'the page' }, takesFocus);
    this.#runtime.dispatch({ type: 'sender', name: sender.name });
  }

  async #send(stanza: DockStanza): Promise<void> {
    const { name } = this.#sender(stanza);
    const account = (state: ConsoleState) => state.accounts.find((one) => one.name === name);
    this.#runtime.dispatch({ type: 'sender', name });
    this.#show('transcript');
    await this.#runtime.send([stanza.xml], name);
    // It waits until its sender is connected.
    await this.#becomes(
      (state) =>
        !state.waiting.some((one) => one.account === name && one.text === stanza.xml) ||
        account(state)?.status.state === 'failed' ||
        state.boot.state === 'failed',
    );
    const { state } = this.#runtime;
    const isWaiting = state.waiting.some((one) => one.account === name);
    if (isWaiting || state.boot.state !== 'ready') this.#refuse(name);
  }

  /** @throws Error in plain words why that account has no connection */
  #refuse(name: string): never {
    const { boot, accounts } = this.#runtime.state;
    if (boot.state !== 'ready') throw new Error(notRunning(boot));
    const status = accounts.find((one) => one.name === name)?.status;
    throw new Error(`${name} could not connect: ${status?.state === 'failed' ? status.plain : 'no reason is known.'}`);
  }

  async #connect(as: string): Promise<void> {
    const { name } = this.#sender({ as, xml: '' });
    const status = () => this.#runtime.state.accounts.find((one) => one.name === name)?.status;
    const isUnderWay = ['connecting', 'online'].includes(status()?.state ?? '');
    if (!isUnderWay) this.#runtime.connect(name);
    await this.#becomes(({ boot }) => ['online', 'failed'].includes(status()?.state ?? '') || boot.state === 'failed');
    if (status()?.state !== 'online') this.#refuse(name);
  }

  /** The account that a stanza means; it is added where only its connection is missing. */
  #sender({ as, xml }: DockStanza): Account {
    const { accounts, sender } = this.#runtime.state;
    const present = as === undefined ? accounts.find(({ name }) => name === sender) : senderOf(accounts, as);
    if (present !== undefined) return present;
    const wanted = as === undefined ? undefined : senderOf(sceneWith([{ as, xml }]).accounts, as);
    const { place } = wanted ?? {};
    if (wanted === undefined || place?.kind !== 'sandbox' || !this.#runtime.state.servers.includes(place.server))
      throw new Error(`There is no account ${as ?? sender} in the console.`);
    const account = { ...wanted, asRecipe: accounts.some((one) => one.asRecipe) };
    this.#runtime.dispatch({ type: 'account-added', account });
    return account;
  }

  async #run(steps: readonly DockStep[]): Promise<readonly DockOutcome[]> {
    const { boot, servers, accounts } = this.#runtime.state;
    if (boot.state !== 'ready') throw new Error(notRunning(boot));
    const place = {
      connect: (server: string, port: number) => this.#runtime.connectPipe(server, port),
      servers,
    };
    const asUsual = connectToSandbox({
      ...place,
      accounts: [
        ...accounts.filter(({ place, password }) => place.kind === 'sandbox' && password !== ''),
        ...this.#runtime.scene.servers.flatMap((server) => server.accounts ?? []),
      ].map(({ jid, password }) => ({ jid: bareJid(jid), password })),
    });
    const hasComponent = steps.some((step) => 'as' in step && step.as.startsWith('stranger@'));
    const connect = hasComponent ? (await import('./components.ts')).withComponents(place, asUsual) : asUsual;
    const run = new RecipeRun({ connect });
    const outcomes: DockOutcome[] = [];
    try {
      for (const [index, step] of steps.entries()) {
        if (step.kind === 'advance') {
          await this.#runtime.advance(step.seconds);
          outcomes.push({ held: true });
          continue;
        }
        const outcome = outcomeOf(await run.step(recipeStep(step, index)));
        outcomes.push(outcome);
        if (!outcome.held) break;
      }
    } finally {
      await run.close();
    }
    return outcomes;
  }

  #becomes(holds: Waiter['holds']): Promise<void> {
    if (holds(this.#runtime.state)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters = [...this.#waiters, { holds, resolve }];
    });
  }

  #tellServers({ boot, servers, ended }: ConsoleState): void {
    if (boot.state === 'starting') {
      this.#up = new Set();
      this.#hasFailed = false;
      return;
    }
    const up = new Set(boot.state === 'ready' ? servers.filter((host) => !(host in ended)) : []);
    const wentDown = servers.filter((host) => this.#up.has(host) && !up.has(host));
    const failed = boot.state === 'failed' && !this.#hasFailed ? servers : wentDown;
    this.#hasFailed = boot.state === 'failed';
    for (const host of failed) this.#tell({ kind: 'stopped', host });
    for (const host of up) if (!this.#up.has(host)) this.#tell({ kind: 'started', host });
    this.#up = up;
  }
}

function notRunning(boot: ConsoleState['boot']): string {
  return `The servers in the console are not running. ${boot.state === 'failed' ? boot.plain : 'They are starting.'}`;
}

function recipeStep(step: Exclude<DockStep, { kind: 'advance' }>, index: number): RecipeStep {
  const base = { id: `s${index + 1}`, line: index + 1, as: withOwnResource(step.as) };
  if (step.kind === 'send') return { ...base, kind: 'send', xml: step.xml };
  const nothing = step.kind === 'never';
  const within = nothing ? patience.never : patience.receive;
  return { ...base, kind: 'receive', xml: step.pattern, within, exact: false, nothing };
}

/** The reader may be connected with the resource that goes with the name; a second such connection would end that one. */
function withOwnResource(as: string): string {
  return as.includes('/') || as.startsWith('stranger') ? as : `${as}/check`;
}

function outcomeOf(result: StepResult): DockOutcome {
  if (result.status === 'passed') return { held: true };
  const differs = result.kind === 'receive' ? result.missing?.mismatches[0]?.plain : undefined;
  const plain = [result.reason ?? 'No reason is known', differs].filter(Boolean).join(': ');
  const at = result.kind === 'receive' ? (result.matched ?? result.missing?.nearest) : undefined;
  const came = result.kind === 'receive' && at !== undefined ? result.received[at]?.text : undefined;
  return { held: false, plain, ...(came !== undefined && { came }) };
}

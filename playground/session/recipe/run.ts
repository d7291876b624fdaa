/** Runs a recipe: sends its stanzas, and looks for the expected ones among those that arrive. */
import { type Captures, substitute, type XmlElement } from '../../stanza/index.ts';
import { keyOf, readAccount, stranger } from './account.ts';
import { AccountConnection } from './connection.ts';
import { sameNames } from './names.ts';
import { readStanza, waitFor, waitForNothing } from './receive.ts';
import type {
  Connect,
  Names,
  ReceiveResult,
  ReceiveStep,
  RecipeAccount,
  RecipeStep,
  SendResult,
  SendStep,
  StepResult,
} from './types.ts';

export interface RunOptions {
  readonly connect: Connect;
  /** Without it, the server has the recipe's own names. */
  readonly names?: Names;
}

/**
 * Runs all steps in order and yields the result of each as soon as it is known. Accounts sign in at their first step and send
 * nothing by themselves, no presence either. After a failed step the others are skipped with the reason, unless `goOn` is set.
 * All connections are closed at the end, also when the caller stops early.
 */
export async function* runRecipe(
  steps: readonly RecipeStep[],
  options: RunOptions & { readonly goOn?: boolean },
): AsyncGenerator<StepResult, void, undefined> {
  const run = new RecipeRun(options);
  let failedAt: number | undefined;
  try {
    for (const step of steps) {
      if (failedAt !== undefined && step.skip === undefined) {
        yield skipped(step, `the step at line ${failedAt} failed`);
        continue;
      }
      const result = await run.step(step);
      if (result.status === 'failed' && !options.goOn) failedAt = step.line;
      yield result;
    }
  } finally {
    await run.close();
  }
}

/** A run that the caller leads step by step. Its accounts stay connected until `close`. */
export class RecipeRun {
  readonly #connect: Connect;
  readonly #names: Names;
  readonly #connections = new Map<string, AccountConnection>();
  readonly #passwords = new Map<string, string>();
  #captures: Captures = {};
  #arrivals = 0;
  #latestSend = { arrivals: 0, at: performance.timeOrigin + performance.now() };

  constructor({ connect, names = sameNames }: RunOptions) {
    this.#connect = connect;
    this.#names = names;
  }

  /** What placeholders have caught so far. */
  get captures(): Captures {
    return this.#captures;
  }

  /** Never rejects: what goes wrong is in the result. */
  async step(step: RecipeStep): Promise<StepResult> {
    if (step.skip !== undefined || step.kind === 'shown') return skipped(step, step.skip ?? 'it is only shown');
    const began = performance.now();
    try {
      return step.kind === 'send' ? await this.#send(step, began) : await this.#receive(step, began);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return failed(step, performance.now() - began, reason);
    }
  }

  async close(): Promise<void> {
    const connections = [...this.#connections.values()];
    this.#connections.clear();
    await Promise.all(
      connections.map(async (connection) => {
        connection.drop();
        await connection.session.close();
      }),
    );
  }

  async #send(step: SendStep, began: number): Promise<SendResult> {
    const { text, missing } = substitute(step.xml, this.#captures);
    if (missing.length > 0) throw new Error(unknownNames(missing));
    const stanza = readStanza(text);
    const connection = await this.#connectionFor(step.as, stanza);
    this.#learnPassword(step.as, stanza);
    const at = performance.timeOrigin + performance.now();
    this.#latestSend = { arrivals: this.#arrivals, at };
    await connection.session.send(this.#names.outgoing(text));
    return {
      kind: 'send',
      id: step.id,
      line: step.line,
      account: step.as,
      status: 'passed',
      milliseconds: performance.now() - began,
      captures: {},
      sent: { text, at },
    };
  }

  async #receive(step: ReceiveStep, began: number): Promise<ReceiveResult> {
    const connection = this.#connections.get(keyOf(readAccount(step.as))) ?? (await this.#open(step.as, 'bound'));
    const found = step.nothing
      ? await waitForNothing(step, connection, this.#captures, this.#latestSend.arrivals)
      : await waitFor(step, connection, this.#captures);
    const before = this.#captures;
    if (found.ok) this.#captures = found.captures;
    const arrival = found.matched === undefined ? undefined : found.received[found.matched];
    return {
      kind: 'receive',
      id: step.id,
      line: step.line,
      account: step.as,
      status: found.ok ? 'passed' : 'failed',
      ...(found.ok ? {} : { reason: `${step.as}: ${found.reason}` }),
      milliseconds: performance.now() - began,
      captures: Object.fromEntries(Object.entries(this.#captures).filter(([name]) => !Object.hasOwn(before, name))),
      received: found.received.map(({ text, at }) => ({ text, at })),
      ...(found.matched === undefined ? {} : { matched: found.matched }),
      ...(arrival && found.ok ? { roundTrip: Math.max(0, arrival.at - this.#latestSend.at) } : {}),
      ...(!found.ok && found.missing ? { missing: found.missing } : {}),
    };
  }

  /** The account's connection; a new one where the server ended the previous one, or where the stanza asks to resume it. */
  async #connectionFor(as: string, stanza: XmlElement | undefined): Promise<AccountConnection> {
    const known = this.#connections.get(keyOf(readAccount(as)));
    if (isResume(stanza)) {
      // XEP-0198 section 5: after the connection broke, on a new stream, signed in, before a resource is bound.
      known?.drop();
      known?.session.cut();
      return this.#open(as, 'signed-in');
    }
    if (known?.isOpen) return known;
    known?.drop();
    return this.#open(as, bindsItself(stanza) ? 'signed-in' : 'bound');
  }

  async #open(as: string, until: RecipeAccount['until']): Promise<AccountConnection> {
    const address = readAccount(as);
    const key = keyOf(address);
    const { local, host, resource } = address;
    const outgoing = (text: string) => this.#names.outgoing(text);
    const password = this.#passwords.get(`${local}@${host}`);
    const session = await this.#connect({
      key,
      host: outgoing(host),
      ...(local === ''
        ? { jid: outgoing(host), until: 'stream' }
        : { jid: outgoing(`${local}@${host}/${resource}`), until }),
      ...(password === undefined ? {} : { password }),
    });
    const connection = await AccountConnection.open(session, this.#names, () => {
      this.#arrivals += 1;
      return this.#arrivals;
    }).catch((error: Error) => {
      throw new Error(`${local || stranger} could not connect: ${error.message}`);
    });
    this.#connections.set(key, connection);
    return connection;
  }

  /** An account that a stanza makes, or whose password it changes (XEP-0077), signs in with that password from then on. */
  #learnPassword(as: string, stanza: XmlElement | undefined): void {
    const query = stanza?.children.find(
      (child) => child.kind === 'element' && child.namespace === 'jabber:iq:register',
    );
    if (query?.kind !== 'element') return;
    const textOf = (name: string): string | undefined => {
      const element = query.children.find((child) => child.kind === 'element' && child.local === name);
      const text = element?.kind === 'element' ? element.children[0] : undefined;
      return text?.kind === 'text' ? text.value : undefined;
    };
    const [username, password] = [textOf('username'), textOf('password')];
    if (username && password) this.#passwords.set(`${username}@${readAccount(as).host}`, password);
  }
}

function isResume(stanza: XmlElement | undefined): boolean {
  return stanza?.local === 'resume' && stanza.namespace === 'urn:xmpp:sm:3';
}

/** A recipe that shows how a resource is bound (RFC 6120 section 7) does it itself. */
function bindsItself(stanza: XmlElement | undefined): boolean {
  return (
    stanza?.children.some(
      (child) => child.kind === 'element' && child.namespace === 'urn:ietf:params:xml:ns:xmpp-bind',
    ) ?? false
  );
}

function unknownNames(missing: readonly string[]): string {
  if (missing.includes('any')) {
    return 'Nothing was sent: {any} is a wildcard for what arrives. Write what to send, or the name of a value that was captured.';
  }
  const names = missing.map((name) => `{${name}}`).join(', ');
  return `Nothing was sent: ${names} has no value yet. An "xml receive" block above must contain ${names}, and its stanza must have arrived.`;
}

function skipped(step: RecipeStep, reason: string): StepResult {
  return { ...failed(step, 0, reason), status: 'skipped' };
}

function failed(step: RecipeStep, milliseconds: number, reason: string): StepResult {
  const base = { id: step.id, line: step.line, status: 'failed', reason, milliseconds, captures: {} } as const;
  switch (step.kind) {
    case 'send':
      return { ...base, kind: 'send', account: step.as };
    case 'receive':
      return { ...base, kind: 'receive', account: step.as, received: [] };
    case 'shown':
      return { ...base, kind: 'shown' };
  }
}

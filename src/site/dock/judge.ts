/**
 * Judges a page's expectations by what passes in the docked console, whoever wrote it. The recipe's own runner does it: each account of
 * the page is a session for it, whose texts are those that the console tells.
 */
import type { DockEvent, DockStanza } from '../../../playground/console/dock/types.ts';
import { keyOf, RecipeRun, type RecipeStep, readAccount, type StepResult } from '../../../playground/session/index.ts';
import type { Session } from '../../../playground/session/types.ts';
import { canonical, firstElement, match, parse, substitute } from '../../../playground/stanza/index.ts';
import type { Captures } from '../../../playground/stanza/types.ts';

type SendStep = Extract<RecipeStep, { kind: 'send' }> & { readonly solution?: true };
type ReceiveStep = Extract<RecipeStep, { kind: 'receive' }> & { readonly goal?: true };
type Text = Extract<DockEvent, { kind: 'sent' | 'received' }>;

export interface JudgeOptions {
  /** As they are to be sent; the reader may change them meanwhile. */
  readonly steps: readonly RecipeStep[];
  /** Sends it as that account, in the console. Rejects in plain words. */
  readonly send: (stanza: DockStanza) => Promise<unknown>;
  /** Connects that account in the console, which nobody has sent anything as. Rejects in plain words. */
  readonly connect?: (as: string) => Promise<unknown>;
  /** A step was done, or could not be. Goals are told here too, once they are reached. */
  readonly onResult: (result: StepResult) => void;
  /** From this step something is expected now. */
  readonly onWait?: (step: RecipeStep) => void;
}

/** Texts of one account that are remembered for steps that ask for them later. */
const remembered = 500;

/** A step of the page that is a goal: what the reader makes the server show, by whatever stanza. */
export function isGoal(step: RecipeStep | undefined): step is ReceiveStep {
  return step?.kind === 'receive' && !step.nothing && (step as ReceiveStep).goal === true;
}

export class Judge {
  readonly #options: JudgeOptions;
  readonly #passed = new Map<string, Text[]>();
  readonly #listeners = new Map<string, Set<(text: Text) => void>>();
  readonly #reached = new Set<string>();
  /** What goals caught; the runner knows the rest. */
  #caught: Captures = {};
  /** Being sent by the page itself, by account: what the console tells of it is no news. */
  readonly #own = new Map<string, string>();
  /** How the next stanza of an account goes out: it is sent, or the console has sent it already. */
  readonly #out = new Map<string, (text: string) => Promise<void>>();
  #run: RecipeRun;
  /** The step that was written into the editor last, until it has been sent. */
  #written: SendStep | undefined;
  #sent = new Set<string>();

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#run = this.#newRun();
  }

  /** The servers were started anew: nothing has been sent, and nothing has come. Goals that were reached stay so. */
  begin(): void {
    this.#run = this.#newRun();
    this.#passed.clear();
    this.#listeners.clear();
    this.#out.clear();
    this.#written = undefined;
    this.#sent = new Set();
    this.#caught = {};
  }

  hear(event: DockEvent): void {
    if (event.kind !== 'sent' && event.kind !== 'received') return;
    const key = keyOf(readAccount(event.as));
    const texts = this.#passed.get(key) ?? [];
    this.#passed.set(key, [...texts, event].slice(-remembered));
    for (const listener of this.#listeners.get(key) ?? []) listener(event);
    if (event.kind === 'received') this.#lookForGoals(key, event);
    else this.#observe(key, event.xml);
  }

  /** The stanza as it goes out, with what was caught in the place of its placeholders. Throws in plain words when that has not come yet. */
  textOf(step: SendStep): string {
    const { text, missing } = substitute(step.xml, this.#captures);
    if (missing.length === 0) return text;
    const names = missing.map((name) => `{${name}}`).join(', ');
    throw new Error(
      `${names} ${missing.length === 1 ? 'is' : 'are'} known when the steps above have been answered. Send those first.`,
    );
  }

  /** The step is in the console's editor: what that account sends next is taken for it, also when the reader changes it. */
  written(step: SendStep): void {
    this.#written = step;
  }

  /** Sends a step and judges what follows it. Resolves to whether all of that held. */
  async send(step: SendStep): Promise<boolean> {
    const key = keyOf(readAccount(step.as));
    let isSent = false;
    return this.#play(step, async (text) => {
      this.#own.set(key, text);
      try {
        await this.#options.send({ as: step.as, xml: text });
        isSent = true;
      } finally {
        if (!isSent) this.#own.delete(key);
      }
    });
  }

  /** The step that comes after those that were sent; undefined at the end. One way to reach a goal is none: the reader finds one. */
  get next(): SendStep | undefined {
    return sendsOf(this.#options.steps).find(({ id, solution }) => !this.#sent.has(id) && solution !== true);
  }

  get #captures(): Captures {
    return { ...this.#caught, ...this.#run.captures };
  }

  #newRun(): RecipeRun {
    return new RecipeRun({
      connect: ({ key, jid }) => {
        const arrives = this.#arrive(key);
        // At once where nobody has to be waited for: what comes meanwhile would be heard by nobody.
        return arrives === undefined ? this.#session(key, jid) : arrives.then(() => this.#session(key, jid));
      },
    });
  }

  /**
   * Who only receives is connected when something is expected there, as in a run of the page; who sends, by sending.
   * @returns undefined where nothing has to be done
   */
  #arrive(key: string): Promise<unknown> | undefined {
    return this.#out.has(key) || this.#passed.has(key) ? undefined : this.#options.connect?.(key);
  }

  async #play(step: SendStep, out: (text: string) => Promise<void>): Promise<boolean> {
    this.#sent.add(step.id);
    this.#out.set(keyOf(readAccount(step.as)), out);
    const result = await this.#run.step(this.#filled(step));
    this.#options.onResult(result);
    if (result.status !== 'passed') {
      this.#sent.delete(step.id);
      return false;
    }
    return this.#judgeAfter(step);
  }

  /** What the page expects between this step and the next that is sent. */
  async #judgeAfter(step: RecipeStep): Promise<boolean> {
    let held = true;
    for (const expected of followersOf(this.#options.steps, step)) {
      if (expected.kind === 'receive' && isGoal(expected)) {
        await this.#arrive(keyOf(readAccount(expected.as)));
        continue;
      }
      this.#options.onWait?.(expected);
      const judged = await this.#run.step(this.#filled(expected));
      this.#options.onResult(judged);
      held &&= judged.status !== 'failed';
    }
    return held;
  }

  /** The step with what goals caught in the place of their names. */
  #filled<T extends RecipeStep>(step: T): T {
    return 'xml' in step ? { ...step, xml: substitute(step.xml, this.#caught).text } : step;
  }

  /** Something was sent in the console: by the page, or by the reader, who may be doing one of its steps. */
  #observe(key: string, xml: string): void {
    if (this.#own.get(key) === xml) {
      this.#own.delete(key);
      return;
    }
    const step = this.#meant(key, xml);
    if (step === undefined) return;
    if (step.id === this.#written?.id) this.#written = undefined;
    const seen: SendStep = { ...step, xml };
    void this.#play(seen, async () => {});
  }

  #meant(key: string, xml: string): SendStep | undefined {
    const last = this.#written;
    const isOf = (step: SendStep): boolean => keyOf(readAccount(step.as)) === key;
    if (last && isOf(last) && firstElement(last.xml)?.local === firstElement(xml)?.local)
      return this.#options.steps.find((step): step is SendStep => step.kind === 'send' && step.id === last.id);
    const same = shapeOf(xml);
    return sendsOf(this.#options.steps).find(
      (step) => !this.#sent.has(step.id) && isOf(step) && shapeOf(substitute(step.xml, this.#captures).text) === same,
    );
  }

  #lookForGoals(key: string, { xml, at }: Text): void {
    const came = firstElement(xml);
    if (came === undefined) return;
    for (const step of this.#options.steps) {
      if (!isGoal(step) || this.#reached.has(step.id) || keyOf(readAccount(step.as)) !== key) continue;
      const before = this.#captures;
      const read = parse(step.xml);
      const [expected] = read.ok ? read.stanzas : [];
      const found = expected && match(expected, came, before, { exact: step.exact });
      if (!found?.ok) continue;
      this.#reached.add(step.id);
      const fresh = Object.entries(found.captures).filter(([name]) => !Object.hasOwn(before, name));
      this.#caught = { ...this.#caught, ...Object.fromEntries(fresh) };
      this.#options.onResult({
        kind: 'receive',
        id: step.id,
        line: step.line,
        account: step.as,
        status: 'passed',
        milliseconds: 0,
        captures: Object.fromEntries(fresh),
        received: [{ text: xml, at }],
        matched: 0,
      });
      // Where the reader's stanza was taken for the page's own, this is being judged already.
      if (!this.#sent.has(sendBefore(this.#options.steps, step)?.id ?? '')) void this.#judgeAfter(step);
    }
  }

  /** An account of the console, as the runner of recipes knows sessions. */
  #session(key: string, jid: string): Session {
    const former = this.#listeners.get(key);
    const listeners = former ?? new Set();
    this.#listeners.set(key, listeners);
    // A stream that is resumed is a new one for the runner; what came before is no news on it.
    const before = former === undefined ? (this.#passed.get(key) ?? []) : [];
    const ended = (): Promise<void> => Promise.resolve();
    return {
      account: key,
      status: { state: 'online', jid },
      onStatus: () => () => {},
      onWire: (callback) => {
        const tell = ({ kind, at, xml }: Text): void => callback({ account: key, direction: kind, at, text: xml });
        for (const text of before) tell(text);
        listeners.add(tell);
        return () => void listeners.delete(tell);
      },
      send: (text) => this.#out.get(key)?.(text) ?? ended(),
      // The console keeps its connections: the reader may go on with them. A stream that is resumed it cuts by itself.
      close: ended,
      cut: () => {},
    };
  }
}

/** What does not depend on how it is laid out. */
function shapeOf(xml: string): string {
  const element = firstElement(xml);
  return element === undefined ? xml.trim() : canonical(element);
}

function sendsOf(steps: readonly RecipeStep[]): readonly SendStep[] {
  return steps.filter((step): step is SendStep => step.kind === 'send' && step.skip === undefined);
}

function sendBefore(steps: readonly RecipeStep[], step: RecipeStep): SendStep | undefined {
  return sendsOf(steps.slice(0, steps.indexOf(step))).at(-1);
}

/** What is expected after a step, before the next one is sent. */
function followersOf(steps: readonly RecipeStep[], { id }: RecipeStep): readonly RecipeStep[] {
  const at = steps.findIndex((step) => step.id === id);
  const end = steps.findIndex((step, index) => index > at && step.kind === 'send');
  return steps.slice(at + 1, end < 0 ? steps.length : end).filter((step) => step.kind === 'receive' && !step.skip);
}

/** Runs a test in servers of its own, beside those of the console: what the reader has there stays as it is. */
import type { DnsTable, Sandbox, SandboxOptions, ServerConfig } from '../../../sandbox/types.ts';
import { connectToSandbox, RecipeRun, type RecipeStep, type StepResult } from '../../../session/index.ts';
import type { TestStep } from './types.ts';

export interface BenchOptions {
  readonly servers: readonly ServerConfig[];
  readonly dns: DnsTable;
  /** Seconds that the clock is ahead. */
  readonly ahead: number;
  readonly startSandbox: (options: SandboxOptions) => Promise<Sandbox>;
}

/** How one run of a whole test went. */
export interface RunResult {
  readonly passed: boolean;
  /** From the first step to the end of the last one, without signing in for the first time. */
  readonly milliseconds: number;
  readonly results: readonly StepResult[];
}

export class TestBench {
  readonly #sandbox: Sandbox;
  readonly #servers: readonly ServerConfig[];
  #run: RecipeRun | null = null;
  /** Something was said to the servers since they started. */
  #isUsed = false;

  private constructor(sandbox: Sandbox, servers: readonly ServerConfig[]) {
    this.#sandbox = sandbox;
    this.#servers = servers;
  }

  /** Rejects in plain words when the servers do not start. */
  static async start({ servers, dns, ahead, startSandbox }: BenchOptions): Promise<TestBench> {
    const sandbox = await startSandbox({ servers, dns });
    if (ahead > 0) await sandbox.advance(ahead);
    return new TestBench(sandbox, servers);
  }

  /** One step; the accounts stay connected for the next one. */
  step(step: RecipeStep): Promise<StepResult> {
    this.#isUsed = true;
    this.#run ??= new RecipeRun({
      connect: connectToSandbox({
        connect: (server, port) => this.#sandbox.connect(server, port),
        servers: this.#servers.map(({ name }) => name),
        accounts: this.#servers.flatMap(({ accounts = [] }) => accounts),
      }),
    });
    return this.#run.step(step);
  }

  /** All steps from the beginning, up to the first that fails. */
  async run(steps: readonly RecipeStep[], onResult: (result: StepResult) => void): Promise<RunResult> {
    await this.again();
    const results: StepResult[] = [];
    let milliseconds = 0;
    for (const step of steps) {
      const result = await this.step(step);
      milliseconds += result.milliseconds;
      results.push(result);
      onResult(result);
      if (result.status === 'failed') return { passed: false, milliseconds, results };
    }
    return { passed: true, milliseconds, results };
  }

  /**
   * Signs everybody out and makes the servers new, so that the next step is the first one: a password that a run has changed, or a room that it
   * has made, is not there in the next one.
   */
  async again(): Promise<void> {
    await this.#signOut();
    if (!this.#isUsed) return;
    this.#isUsed = false;
    for (const { name, config } of this.#servers) {
      const result = await this.#sandbox.restart(name, config);
      if (!result.ok) throw new Error(`${name} did not start again for the next run. ${result.text}`);
    }
  }

  async #signOut(): Promise<void> {
    const run = this.#run;
    this.#run = null;
    await run?.close();
  }

  async stop(): Promise<void> {
    await this.#signOut();
    await this.#sandbox.stop();
  }
}

/** As the session room runs them. */
export function recipeStepsOf(steps: readonly TestStep[]): readonly RecipeStep[] {
  return steps.map((step, index) => {
    const base = { id: `s${index + 1}`, line: index + 1, as: step.as, xml: step.xml };
    if (step.kind === 'send') return { ...base, kind: 'send' };
    const within = step.nothing ?? 5_000;
    return { ...base, kind: 'receive', within, exact: step.exact ?? false, nothing: step.nothing !== undefined };
  });
}

/** Runs one recipe in a sandbox of its own, in this process. */

import { capulet, defaultDns, type LogLine, montague, startInNode } from '../../../playground/sandbox/node.ts';
import { connectToSandbox, type RecipeStep, runRecipe, type StepResult } from '../../../playground/session/index.ts';

export interface SandboxRun {
  readonly results: readonly StepResult[];
  /** When the first step began. */
  readonly date: Date;
  readonly milliseconds: number;
  readonly log: readonly LogLine[];
}

export interface SandboxRunOptions {
  /** Told of each step as soon as it is done. */
  readonly onResult?: (result: StepResult) => void;
  /** How far the servers' clock is moved ahead before the first step, in seconds. */
  readonly later?: number;
}

export async function runInSandbox(
  steps: readonly RecipeStep[],
  { onResult = () => {}, later = 0 }: SandboxRunOptions = {},
): Promise<SandboxRun> {
  const servers = [montague, capulet];
  const sandbox = await startInNode({ servers, dns: defaultDns });
  if (later > 0) await sandbox.advance(later);
  const log: LogLine[] = [];
  const stopLog = sandbox.onLog((line) => log.push(line));
  const connect = connectToSandbox({
    connect: (server, port) => sandbox.connect(server, port),
    servers: servers.map(({ name }) => name),
    accounts: servers.flatMap(({ accounts = [] }) => accounts),
  });
  const date = new Date();
  const began = performance.now();
  const results: StepResult[] = [];
  try {
    for await (const result of runRecipe(steps, { connect })) {
      results.push(result);
      onResult(result);
    }
    return { results, date, milliseconds: performance.now() - began, log };
  } finally {
    // What the servers say of their end is nobody's concern.
    stopLog();
    await sandbox.stop();
  }
}

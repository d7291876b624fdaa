/** Runs the shell steps of a page and judges what came of them. */
import { matchOutput, type ShellStep, stripTerminal, updateOutput } from '../../lesson/index.ts';
import { mostTasks } from '../machine/boot-groups.ts';
import type { Machine } from '../machine/machine.ts';
import { runInTerminal, type TerminalResult } from '../machine/terminal.ts';
import { pause, slowdown } from '../process.ts';
import type { Failure, StepResult } from '../result.ts';
import { forgetPackages, refusedPackages } from '../world/refused-packages.ts';

const linesShown = 60;

/** The end of a text, for a report. */
export function endOf(text: string, lines = linesShown): string {
  const all = text.split('\n');
  return all.length <= lines ? text : [`[${all.length - lines} more above]`, ...all.slice(-lines)].join('\n');
}

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 100) / 10} s`;

/** What is wrong with a step's end, or undefined. Pure. */
export function judge(step: ShellStep, result: TerminalResult, compareOutput: boolean): Failure | undefined {
  const output = endOf(stripTerminal(result.output));
  const failed = (what: string): Failure => ({ what, output });
  switch (result.end) {
    case 'timeout': {
      const question = stripTerminal(result.output).split('\n').at(-1) ?? '';
      const waits = result.waitsForInput
        ? ` It waits for input at "${question}": write answers="..." in the fence.`
        : '';
      return failed(`It did not end within ${seconds(step.timeout)} and was stopped.${waits}`);
    }
    case 'too-many-tasks':
      return failed(
        `It filled the machine with processes: ${step.on} may have ${mostTasks} processes and threads. What it had started was stopped.`,
      );
    case 'machine-lost':
      return failed(`The machine ${step.on} went down and did not come up again.`);
    case 'exit':
    case 'rebooted':
      break;
    default:
      return result.end satisfies never;
  }
  if (result.status !== step.exit) {
    // 128 + SIGKILL: nobody here kills a step but the kernel, when memory is out.
    const why = result.status === 137 ? ' (killed: the machines may be out of memory)' : '';
    return failed(`Exit status ${result.status}${why}, expected ${step.exit}.`);
  }
  if (result.unasked.length > 0) {
    const left = result.unasked.map((answer) => `"${answer.prompt ?? answer.text}"`).join(', ');
    return failed(`It ended without asking for ${left}.`);
  }
  if (!compareOutput || !step.output) return undefined;
  const match = matchOutput(step.output.text, result.output);
  if (match.ok) return undefined;
  return { what: 'The output is not what the page says.', diff: match.diff, line: step.output.line };
}

/**
 * How long one attempt may take, in milliseconds. Where a step is tried again, one attempt that hangs must not use up the time of all:
 * it gets two thirds of it.
 * @param left of the step's `within`
 * @param stretch how many times slower than usual this computer is
 */
export function attemptLimit(step: Pick<ShellStep, 'timeout' | 'within'>, left: number, stretch: number): number {
  const whole = step.timeout * stretch;
  if (step.within === undefined) return whole;
  return Math.min(whole, (step.within * stretch * 2) / 3, Math.max(1000, left));
}

/** What to do when apt refused a package, in a sentence; the lab's copy is removed by then. */
async function refusal(output: string): Promise<string> {
  const refused = refusedPackages(stripTerminal(output));
  if (refused.length === 0) return '';
  await forgetPackages(refused);
  return ' apt refused a package that is not what the archive signed. The lab removed its copy: run the page again.';
}

/**
 * A drill's check while the fault is there: tried for as long as it would be given to hold, so that a server that has only not started yet
 * is no proof. It passes when it failed each time, and shows what the last whole attempt said.
 */
async function runFailing(machine: Machine, step: ShellStep): Promise<StepResult> {
  const started = performance.now();
  const stretch = slowdown();
  const end = started + (step.within ?? 0) * stretch;
  let last: TerminalResult | undefined;
  for (let wait = 100; ; wait = Math.min(wait * 2, 1000)) {
    const timeout = attemptLimit(step, end - performance.now(), stretch);
    const result = await runInTerminal(machine, { ...step, timeout });
    const failure = judge({ ...step, timeout }, result, true);
    const lost = result.end === 'machine-lost' || result.end === 'too-many-tasks';
    // An attempt that the end of the time cut off tells less than the one before it.
    last = result.end === 'timeout' && last ? last : result;
    const done = { step, milliseconds: performance.now() - started, exit: last.status, output: last.output };
    if (failure && lost) return { ...done, status: 'failed', failure };
    if (!failure) return { ...done, status: 'failed', failure: heldTooEarly(done.milliseconds, result.output) };
    if (performance.now() >= end) return { ...done, status: 'passed' };
    await pause(wait);
  }
}

const heldTooEarly = (milliseconds: number, output: string): Failure => ({
  what: `The check held after ${seconds(milliseconds)}, but nothing that fixes the fault was done: the fault is none, or it goes away by itself, or this wrong fix is a right one.`,
  output: endOf(stripTerminal(output)),
});

/** Runs a shell step, again and again when it says `within`. */
export async function runShell(machine: Machine, step: ShellStep, update: boolean): Promise<StepResult> {
  if (step.fails) return runFailing(machine, step);
  const started = performance.now();
  const stretch = slowdown();
  const end = started + (step.within ?? 0) * stretch;
  let before: { readonly failure: Failure; readonly result: TerminalResult } | undefined;
  for (let wait = 100; ; wait = Math.min(wait * 2, 1000)) {
    const timeout = attemptLimit(step, end - performance.now(), stretch);
    const result = await runInTerminal(machine, { ...step, timeout });
    // With `within` the page waits for its output too: an update takes what is there when time is over.
    const over = performance.now() >= end;
    const failure = judge({ ...step, timeout }, result, !(update && over));
    const milliseconds = performance.now() - started;
    if (!failure) {
      const updated = update && step.output ? updateOutput(step.output.text, result.output) : undefined;
      return {
        step,
        milliseconds,
        exit: result.status,
        output: result.output,
        status: 'passed',
        ...(updated !== undefined && updated !== step.output?.text ? { updated } : {}),
      };
    }
    if (over || result.end === 'machine-lost' || result.end === 'too-many-tasks') {
      const waited = step.within === undefined ? '' : ` (tried again for ${seconds(step.within)})`;
      // An attempt that the end of `within` cut off tells less than the one before it.
      const told = result.end === 'timeout' && before ? before : { failure, result };
      return {
        step,
        milliseconds,
        exit: told.result.status,
        output: told.result.output,
        status: 'failed',
        failure: { ...told.failure, what: `${told.failure.what}${waited}${await refusal(told.result.output)}` },
      };
    }
    before = { failure, result };
    await pause(wait);
  }
}

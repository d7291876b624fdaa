/** Runs a step's commands on a machine as a person would: in a terminal, under the machine's own systemd, as some user. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Answer, stripTerminal } from '../../lesson/index.ts';
import { onceOver, pause, slowdown } from '../process.ts';
import { BoundedText } from './bounded-text.ts';
import type { Machine } from './machine.ts';
import { newReader, type Reader, terminalReaders } from './prompt.ts';

export interface TerminalCommand {
  readonly command: string;
  readonly as: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly answers: readonly Answer[];
}

export interface TerminalResult {
  /** How it ended. `rebooted`: the command took its machine down, which came up again. */
  readonly end: 'exit' | 'timeout' | 'rebooted' | 'machine-lost' | 'too-many-tasks';
  /** Exit status, for `exit`; 0 for `rebooted`. */
  readonly status: number;
  /** As it was written to the terminal. */
  readonly output: string;
  /** Bytes of output that were left out in the middle. */
  readonly dropped: number;
  readonly milliseconds: number;
  /** Answers that no prompt asked for. */
  readonly unasked: readonly Answer[];
  /** It was sitting at a prompt when time ran out. */
  readonly waitsForInput: boolean;
}

/** Kept of a step's output at each end. */
const outputLimit = 128 * 1024;
const columns = 120;
const rows = 40;
/** A program that reads by other means than read(2) is taken to wait when its last line is open and it is silent for this long. */
const silence = 1500;

let counter = 0;

// $1 user, $2 file for the commands.
const prepare = 'umask 022; cat > "$2" && getent passwd "$1"';

// A pager would wait for a key that no page tells the reader to press.
const environment = ['LANG=C.UTF-8', 'TERM=xterm-256color', 'PAGER=cat', 'SYSTEMD_PAGER=cat', 'SYSTEMD_COLORS=0'];

/**
 * What systemd-run is told: `script` gives the terminal, bash stops at the first command that fails (-e) and keeps background
 * jobs apart (-m), as it does for a reader: they go on when the block is over.
 */
function systemdRun(unit: string, as: string, home: string, file: string): string[] {
  const inTerminal = `stty cols ${columns} rows ${rows}; exec bash -l -e -m -c "$(cat ${file})"`;
  return [
    ...['systemd-run', '--quiet', '--pipe', '--wait', '--collect', '--expand-environment=no', `--unit=${unit}`],
    // What a step leaves running (a tunnel) goes on, as it would in the reader's terminal.
    ...['--property=KillMode=process', '--property=Type=exec', `--uid=${as}`, `--working-directory=${home}`],
    ...[...environment, `HOME=${home}`, `USER=${as}`, `LOGNAME=${as}`, 'SHELL=/bin/bash'].map(
      (entry) => `--setenv=${entry}`,
    ),
    ...['/usr/bin/script', '--quiet', '--return', '--flush', '--command', inTerminal, '/dev/null'],
  ];
}

/** Runs a step's commands. Rejects only when the machine cannot be used at all. */
export async function runInTerminal(machine: Machine, step: TerminalCommand): Promise<TerminalResult> {
  await machine.ready();
  const started = performance.now();
  const boots = machine.boots;
  const refusedBefore = await machine.tasksRefused();
  counter += 1;
  const unit = `stanzabox-step-${counter}.service`;
  const file = `/run/stanzabox-step-${counter}.sh`;
  // Written inside the machine: from outside, a link that a page made there would lead to a file of this computer.
  const prepared = await machine.look(['sh', '-c', prepare, 'prepare', step.as, file], { input: step.command });
  const home = prepared.stdout.split(':')[5];
  if (!home) throw new Error(`There is no user ${step.as} on ${machine.name}.`);
  const output = new BoundedText(outputLimit);
  const [program, args] = machine.entering(...systemdRun(unit, step.as, home, file));
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => output.add(text));
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    onceOver(child, resolve);
  });
  const cgroup = join(machine.cgroup, 'payload', 'system.slice', unit);
  const responder = new PromptResponder(step.answers, output, cgroup, (text) => child.stdin.write(text));
  let over = false;
  const watched = ended.finally(() => {
    over = true;
  });
  const deadline = started + step.timeout;
  let stopped: 'timeout' | 'too-many-tasks' | undefined;
  const prompt = new UnansweredPrompt(cgroup);
  let waitsForInput = false;
  const isFlooded = async (): Promise<boolean> =>
    machine.boots === boots && (await machine.tasksRefused()) > refusedBefore;
  const watch = async (): Promise<void> => {
    while (!over) {
      await responder.look();
      // A machine on its way down stops all its processes; nsenter stops itself when its child does, and would keep the
      // dead child, and so the machine, for ever.
      child.kill('SIGCONT');
      const stuck = responder.left.length === 0 && (await prompt.isStuck());
      const isOver = stuck || performance.now() > deadline;
      const why = (await isFlooded()) ? 'too-many-tasks' : isOver ? 'timeout' : undefined;
      if (why && !stopped) {
        stopped = why;
        waitsForInput = (await terminalReaders(cgroup)).length > 0;
        await machine.killUnit(unit);
        // A machine that no longer obeys is not waited for.
        setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
      }
      await pause(step.answers.length > 0 ? 50 : 100);
    }
  };
  const [status] = await Promise.all([watched, watch()]);
  // A step may end and leave behind what goes on to multiply.
  if (!stopped && (await isFlooded())) {
    stopped = 'too-many-tasks';
    await machine.killUnit(unit);
  }
  const end = stopped ?? (await howItEnded(machine, boots));
  return {
    end,
    status: end === 'rebooted' ? 0 : status,
    output: output.toString(),
    dropped: output.dropped,
    milliseconds: performance.now() - started,
    unasked: responder.left,
    waitsForInput,
  };
}

/** A machine that neither runs, nor comes up again, nor goes off in this time is lost. */
const shutdownTime = 90_000;

async function howItEnded(machine: Machine, boots: number): Promise<TerminalResult['end']> {
  const end = Date.now() + shutdownTime * slowdown();
  while (Date.now() < end) {
    if (machine.boots !== boots) {
      await machine.ready();
      return 'rebooted';
    }
    if (machine.state === 'off') return 'machine-lost';
    // A machine on its way down ends the step before its supervisor is gone: ask its systemd.
    const asked = await machine.look(['systemctl', 'is-system-running']);
    if (machine.boots === boots && /^(running|degraded|starting)/.test(asked.stdout)) return 'exit';
    await pause(100);
  }
  return 'machine-lost';
}

/** Nobody will answer any more: a program that sits at a prompt for so long is stopped before its time is over. */
const unanswered = 60_000;
const lookEvery = 1_000;

/** Notices a prompt that nobody answers. */
class UnansweredPrompt {
  readonly #cgroup: string;
  #readers: readonly Reader[] = [];
  #since = performance.now();
  #looked = 0;

  constructor(cgroup: string) {
    this.#cgroup = cgroup;
  }

  async isStuck(): Promise<boolean> {
    const now = performance.now();
    if (now - this.#looked < lookEvery) return false;
    this.#looked = now;
    const readers = await terminalReaders(this.#cgroup);
    if (readers.length === 0 || newReader(this.#readers, readers)) this.#since = now;
    this.#readers = readers;
    return now - this.#since > unanswered;
  }
}

/** ^C ends a program that reads nothing: with a prompt it is typed as soon as that was printed. */
const isKey = (answer: Answer): boolean => answer.prompt !== undefined && answer.typed === '\u0003';

/** Types the answers, each when its prompt is there and the program waits for it. */
class PromptResponder {
  readonly #answers: Answer[];
  readonly #output: BoundedText;
  readonly #cgroup: string;
  readonly #type: (text: string) => void;
  #before: readonly Reader[] = [];
  /** Length of the output when the last answer was typed. */
  #seen = 0;
  #lastLength = 0;
  #silentSince = performance.now();

  constructor(answers: readonly Answer[], output: BoundedText, cgroup: string, type: (text: string) => void) {
    this.#answers = [...answers];
    this.#output = output;
    this.#cgroup = cgroup;
    this.#type = type;
  }

  get left(): readonly Answer[] {
    return this.#answers;
  }

  async look(): Promise<void> {
    const [answer] = this.#answers;
    if (!answer) return;
    const length = this.#output.length;
    if (length !== this.#lastLength) {
      this.#lastLength = length;
      this.#silentSince = performance.now();
    }
    const printed = stripTerminal(this.#output.end(length - this.#seen));
    if (answer.prompt !== undefined && !printed.includes(answer.prompt)) return;
    const readers = await terminalReaders(this.#cgroup);
    const waits = isKey(answer) || newReader(this.#before, readers) || this.#looksLikeWaiting(printed);
    if (!waits) return;
    this.#answers.shift();
    this.#before = readers;
    this.#seen = length;
    this.#type(answer.typed);
  }

  #looksLikeWaiting(printed: string): boolean {
    return performance.now() - this.#silentSince > silence && printed !== '' && !this.#output.end(1).endsWith('\n');
  }
}

/** The machines of a page, left running as `lab up` leaves them, and programs of this computer on their network. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Ready, readyOf } from '../../src/lab/host/ready.ts';
import { runFolderPrefix } from '../../src/lab/paths.ts';
import { type Finished, must, pause, run } from '../../src/lab/process.ts';
import { relay } from '../../src/lab/world/relay.ts';

export interface Up {
  /** Opens a way to the server's WebSocket from this computer's loopback, as `lab up` does. */
  openWebSocket(): Promise<string>;
  /** PEM of the authorities that the page's laptop trusts. */
  readonly authorities: string;
  /** Runs a program of this computer on the machines' network: past the server's firewall, with the lab's DNS, as a client on another computer. */
  inNetwork(command: readonly string[], env?: Readonly<Record<string, string>>): Promise<Finished>;
  stop(): Promise<void>;
}

/** The name of a page's only network. */
const network = 's1';

/**
 * Runs the real page until its machines are ready. It starts from a state that an earlier run left, or runs all pages before it.
 * @throws what the lab said, when it ended before
 */
export async function bringUp(page: string): Promise<Up> {
  const program = join(import.meta.dirname, 'up-alone.ts');
  // Started by setpriv(1), which becomes the lab: with this process it ends too.
  const words = ['--pdeathsig', 'TERM', process.execPath, program, page];
  const lab = spawn('setpriv', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [lab.stdout, lab.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const ended = new Promise<void>((resolve) => lab.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    lab.kill('SIGTERM');
    await ended;
  };
  try {
    const { folder, ready } = await whenReady(lab, () => said);
    const init = (await readFile(join(folder, 'init.pid'), 'utf8')).trim();
    const world = ['-t', init, '-m', '-p', '--'];
    const laptop = (await readFile(join(folder, 'machines', `${network}-laptop`), 'utf8')).trim();
    const trusted = 'cat /usr/local/share/ca-certificates/*.crt';
    const inLaptop = ['nsenter', '-t', laptop, '-a', '--wdns=/', '--', 'sh', '-c', trusted];
    return {
      openWebSocket: async () =>
        `ws://127.0.0.1:${await relay('127.0.0.1', 0, join(folder, 'web.sock'))}${ready.webSocket ?? ''}`,
      authorities: await must('nsenter', [...world, ...inLaptop]),
      inNetwork: (command, env = {}) =>
        run('nsenter', [...world, 'nsenter', `--net=/run/netns/${network}`, '--', ...command], {
          env: { ...process.env, ...env },
        }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The run's folder, and what it tells once its machines are up. */
async function whenReady(
  lab: ChildProcess,
  said: () => string,
): Promise<{ readonly folder: string; readonly ready: Ready }> {
  const place = dirname(runFolderPrefix);
  for (;;) {
    if (lab.exitCode !== null || lab.signalCode !== null) throw new Error(`The lab did not come up:\n${said()}`);
    const own = (await readdir(place)).find((name) => name.startsWith(`${basename(runFolderPrefix)}${lab.pid}-`));
    const ready = own && (await readyOf(join(place, own)));
    if (own && ready) return { folder: join(place, own), ready };
    await pause(200);
  }
}

/** A machine: Debian 13 booted by its own systemd in systemd-nspawn, on an overlay, in a network namespace of its own. */

import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { address } from '../paths.ts';
import { type Finished, type RunOptions, run, start, until } from '../process.ts';
import type { World } from '../world/setup.ts';
import { type Layers, type Mounted, mountLayers, unmount } from './layers.ts';
import { addLink, type NetworkLink, removeLink } from './network-link.ts';

export interface MachineSettings {
  readonly world: World;
  /** Name of the network that it is on, and of that network's namespace, which holds the bridge. */
  readonly network: string;
  readonly name: string;
  /** Last part of its addresses. */
  readonly last: number;
  readonly layers: Layers;
  /** A machine that was never booted gets a name and an identity; one from a snapshot keeps its own. */
  readonly isNew: boolean;
  /** Parent of its folder. */
  readonly folder: string;
}

export type MachineState = 'booting' | 'running' | 'off';

/** systemd-nspawn's exit status when the machine asked for a reboot. */
const rebootStatus = 133;
const bootTimeout = 120_000;
const haltTimeout = 90_000;
const machinePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export class Machine {
  readonly name: string;
  readonly #settings: MachineSettings;
  readonly #disk: Mounted;
  #state: MachineState = 'off';
  #supervisor: ChildProcess | undefined;
  #leader = 0;
  #boots = 0;
  #halting = false;

  private constructor(settings: MachineSettings, disk: Mounted) {
    this.name = settings.name;
    this.#settings = settings;
    this.#disk = disk;
  }

  /** Makes a machine and boots it. */
  static async create(settings: MachineSettings): Promise<Machine> {
    const folder = join(settings.folder, settings.name);
    const disk = await mountLayers(settings.layers, folder);
    const machine = new Machine(settings, disk);
    if (settings.isNew) await machine.#writeIdentity();
    await addLink(machine.#link);
    machine.#start();
    try {
      await machine.ready();
    } catch (error) {
      await machine.freeze().catch(() => undefined);
      throw error;
    }
    return machine;
  }

  get state(): MachineState {
    return this.#state;
  }

  /** How often it was booted: a step that ends in a reboot is told by it. */
  get boots(): number {
    return this.#boots;
  }

  /** Its process 1, as the world counts processes. */
  get leader(): number {
    return this.#leader;
  }

  /** The layer that holds what changed on this machine's disk since it was created. */
  get upper(): string {
    return this.#disk.upper;
  }

  /** Its network namespace, as ip-netns(8) names it. */
  get namespace(): string {
    return `${this.#settings.network}-${this.name}`;
  }

  get #link(): NetworkLink {
    const { network, last, name } = this.#settings;
    return { network, namespace: this.namespace, name, last };
  }

  /** Outside its own disk, which may be full. */
  get #console(): string {
    return join(this.#settings.world.folder, `${this.namespace}.console`);
  }

  /** The folder of this boot's cgroups, in the world's view. */
  get cgroup(): string {
    return join(this.#settings.world.cgroup, `${this.namespace}-${this.#boots}`);
  }

  async #writeIdentity(): Promise<void> {
    const file = (path: string, text: string) => writeFile(join(this.#disk.root, path), text);
    await file('etc/hostname', `${this.name}\n`);
    await file('etc/hosts', `127.0.0.1 localhost\n127.0.1.1 ${this.name}\n::1 localhost ip6-localhost ip6-loopback\n`);
    await file('etc/resolv.conf', `nameserver ${address.v4(address.dns)}\n`);
    await file('etc/machine-id', `${randomBytes(16).toString('hex')}\n`);
  }

  /** Starts systemd-nspawn, and again whenever the machine reboots. */
  #start(): void {
    this.#boots += 1;
    this.#state = 'booting';
    this.#leader = 0;
    const nspawn = [
      ...[
        'systemd-nspawn',
        '--quiet',
        '--oom-score-adjust=900',
        '--capability=CAP_NET_ADMIN',
        '--directory',
        this.#disk.root,
      ],
      ...[`--machine=${this.namespace}`, `--hostname=${this.name}`, '--register=no', '--keep-unit'],
      ...[`--network-namespace-path=/run/netns/${this.namespace}`, '--resolv-conf=off', '--timezone=off'],
      ...['--link-journal=no', '--console=pipe', '--boot'],
    ];
    // The supervisor needs a cgroup of its own, in which systemd-nspawn makes one for the machine.
    const { memoryGroup } = this.#settings.world;
    const limited = memoryGroup ? `echo $$ > ${memoryGroup}/cgroup.procs && ` : '';
    const enter = `${limited}mkdir -p "$0" && echo $$ > "$0/cgroup.procs" && exec setsid "$@"`;
    const console = createWriteStream(this.#console, { flags: 'a' });
    // Without room for it the console is not kept; the machine goes on.
    console.on('error', () => undefined);
    const child = start('sh', ['-c', enter, this.cgroup, ...nspawn], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, SYSTEMD_NSPAWN_API_VFS_WRITABLE: 'network' },
    });
    child.stdout?.pipe(console, { end: false });
    child.stderr?.pipe(console, { end: false });
    child.on('exit', (status) => {
      const left = this.cgroup;
      this.#state = 'off';
      if (status === rebootStatus && !this.#halting) this.#start();
      removeCgroup(left);
    });
    this.#supervisor = child;
  }

  /** Waits until its systemd has started everything. The error of a machine that does not come up ends with what it said. */
  async ready(): Promise<void> {
    if (this.#state === 'running') return;
    await this.#booted().catch(async (error: Error) => {
      throw new Error(`${error.message}\nThe last lines of its console:\n${await this.console()}`);
    });
    this.#state = 'running';
    // For `shell`, which comes from outside.
    const folder = join(this.#settings.world.hostFolder, 'machines');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, this.namespace), String(this.#leader));
  }

  #booted(): Promise<boolean> {
    return until(`The machine ${this.name} did not come up`, bootTimeout, async () => {
      if (this.#state === 'off') throw new Error(`The machine ${this.name} went down while it booted.`);
      const leader = await this.#findLeader();
      if (!leader) return false;
      const { stdout } = await run('nsenter', [...this.#enter(leader), 'systemctl', 'is-system-running', '--wait'], {
        timeout: bootTimeout,
      });
      // "degraded": a unit failed. That is for the page to notice, as it would be on a rented machine.
      if (!/^(running|degraded)/.test(stdout)) return false;
      this.#leader = leader;
      return true;
    });
  }

  async #findLeader(): Promise<number> {
    const pid = this.#supervisor?.pid ?? 0;
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
    for (const child of children.trim().split(' ').filter(Boolean)) {
      const name = await readFile(`/proc/${child}/comm`, 'utf8').catch(() => '');
      if (name.trim() === 'systemd') return Number(child);
    }
    return 0;
  }

  #enter(leader = this.#leader): string[] {
    return [
      '-t',
      String(leader),
      '-a',
      '--wdns=/',
      '--',
      'env',
      '-i',
      `PATH=${machinePath}`,
      'HOME=/root',
      'LANG=C.UTF-8',
      'TERM=dumb',
    ];
  }

  /** The command line that runs `command` as root on this machine, beside its systemd. For looks, not for a page's steps. */
  entering(...command: string[]): readonly [string, readonly string[]] {
    return ['nsenter', [...this.#enter(), ...command]];
  }

  /** Runs a command as root, beside its systemd. */
  look(command: readonly string[], options: RunOptions = {}): Promise<Finished> {
    const [program, args] = this.entering(...command);
    return run(program, args, { timeout: 60_000, ...options });
  }

  /** The last lines of its console, to which systemd writes. */
  async console(): Promise<string> {
    const text = await readFile(this.#console, 'utf8').catch(() => '');
    return text.split('\n').slice(-20).join('\n');
  }

  /** Shuts down in an orderly way; by force when that takes too long. */
  async halt(): Promise<void> {
    this.#halting = true;
    const child = this.#supervisor;
    if (!child || this.#state === 'off') return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const force = setTimeout(() => {
      if (this.#leader) process.kill(this.#leader, 'SIGKILL');
      child.kill('SIGKILL');
    }, haltTimeout);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(force);
  }

  /** Halts and takes everything away but the layer of its changes, which is returned. */
  async freeze(): Promise<string> {
    await this.halt();
    await unmount(this.#disk);
    await removeLink(this.#link);
    await rm(join(this.#settings.world.hostFolder, 'machines', this.namespace), { force: true });
    return this.#disk.upper;
  }
}

/** A cgroup is busy for a moment after its last process is gone. */
function removeCgroup(path: string): void {
  until(
    '',
    5_000,
    async () => (await run('find', [path, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', '+'])).status === 0,
  ).catch(
    // The world's end removes what is left.
    () => undefined,
  );
}

/** A machine: Debian 13 booted by its own systemd in systemd-nspawn, on an overlay, in a network namespace of its own. */

import type { ChildProcess } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finished, type RunOptions, run, start, until } from '../process.ts';
import { type Groups, inGroup, killAll, tasksRefused } from '../world/limits.ts';
import type { World } from '../world/setup.ts';
import { type BootGroups, endBootGroups, makeBootGroups } from './boot-groups.ts';
import { BoundedText } from './bounded-text.ts';
import { identity } from './identity.ts';
import { type Layers, type Mounted, mountLayers, unmount } from './layers.ts';
import { addLink, type NetworkLink, removeLink } from './network-link.ts';
import { findLeader, nspawnArguments } from './nspawn.ts';

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
/** For a machine that has used up its tasks: it cannot start what shuts it down. */
const floodedHaltTimeout = 5_000;
const machinePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Characters of what a look prints: whoever asks reads less. */
const mostOfLook = 32 * 2 ** 20;
const consoleKept = 16_384;
/** When memory is out, machines go before the computer's own programs. */
const firstToDie = ['choom', '--adjust', '900', '--', 'setsid'];

export class Machine {
  readonly name: string;
  readonly #settings: MachineSettings;
  readonly #disk: Mounted;
  #state: MachineState = 'off';
  #supervisor: ChildProcess | undefined;
  #leader = 0;
  #boots = 0;
  #halting = false;
  #groups: BootGroups | undefined;
  /** What follows the end of a boot; of a reboot the next one. */
  #ending: Promise<void> = Promise.resolve();
  readonly #console = new BoundedText(consoleKept);

  private constructor(settings: MachineSettings, disk: Mounted) {
    this.name = settings.name;
    this.#settings = settings;
    this.#disk = disk;
  }

  /** Makes a machine and boots it. */
  static async create(settings: MachineSettings): Promise<Machine> {
    const folder = join(settings.folder, settings.name);
    const { users } = settings.world;
    const files = settings.isNew ? identity(settings.name) : new Map<string, string>();
    const machine = new Machine(settings, await mountLayers(settings.layers, folder, { users, files }));
    try {
      await machine.#start();
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

  /** The layer that holds what changed on this machine's disk since it was created. */
  get upper(): string {
    return this.#disk.upper;
  }

  /** Its network namespace, as ip-netns(8) names it. */
  get namespace(): string {
    return `${this.#settings.network}-${this.name}`;
  }

  get #link(): NetworkLink {
    const { network, last, name, world } = this.#settings;
    const { first = 0, count = 65_536 } = world.users ?? {};
    return { network, namespace: this.namespace, name, last, groups: [first, first + count - 1] };
  }

  /** Those of its world, for what belongs to the machine and runs outside. */
  get groups(): Groups {
    return this.#settings.world.groups;
  }

  /** The folder of this boot's cgroups, in the world's view. */
  get cgroup(): string {
    return this.#groups?.machine[0] ?? '';
  }

  /** How often the machine was refused a process since it booted, because it has all that it may have. */
  async tasksRefused(): Promise<number> {
    return this.#groups ? tasksRefused(this.#groups.machine) : 0;
  }

  /** Starts systemd-nspawn, and again whenever the machine reboots. */
  async #start(): Promise<void> {
    this.#boots += 1;
    this.#state = 'booting';
    this.#leader = 0;
    const { world } = this.#settings;
    const groups = await makeBootGroups(world.groups, this.namespace, world.machineMemory);
    this.#groups = groups;
    const { root } = this.#disk;
    const settings = { root, id: this.namespace, hostname: this.name, users: world.users };
    // The supervisor is in the machine's group, in which systemd-nspawn makes one for the machine.
    const [program, ...args] = inGroup(groups.machine, [...firstToDie, 'systemd-nspawn', ...nspawnArguments(settings)]);
    const child = start(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, SYSTEMD_NSPAWN_API_VFS_WRITABLE: 'network' },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => this.#console.add(text));
    child.stdin?.on('error', () => undefined);
    child.on('exit', (status) => {
      const rebooting = status === rebootStatus && !this.#halting;
      this.#state = rebooting ? 'booting' : 'off';
      this.#leader = 0;
      this.#ending = this.#ended(groups, rebooting);
    });
    this.#supervisor = child;
    try {
      this.#leader = await until(`The machine ${this.name} did not start`, bootTimeout, () => {
        if (this.#state === 'off') throw new Error(`systemd-nspawn ended:\n${this.console()}`);
        return findLeader(child.pid ?? 0);
      });
      await addLink(this.#link, this.#leader);
      child.stdin?.end('\n');
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  async #ended(groups: BootGroups, rebooting: boolean): Promise<void> {
    await endBootGroups(groups);
    if (!rebooting) return;
    await removeLink(this.#link);
    const started = this.#halting ? Promise.reject(new Error('It was halted while it rebooted.')) : this.#start();
    await started.catch((error: Error) => {
      this.#state = 'off';
      this.#console.add(`\n${error.message}\n`);
    });
  }

  /** Waits until its systemd has started everything. The error of a machine that does not come up ends with what it said. */
  async ready(): Promise<void> {
    if (this.#state === 'running') return;
    await this.#booted().catch(async (error: Error) => {
      throw new Error(`${error.message}\nThe last lines of its console:\n${this.console()}`);
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
      if (!this.#leader) return false;
      const { stdout } = await this.look(['systemctl', 'is-system-running', '--wait'], { timeout: bootTimeout });
      // "degraded": a unit failed. That is for the page to notice, as it would be on a rented machine.
      return /^(running|degraded)/.test(stdout);
    });
  }

  /** The command line that runs `command` as root on this machine, beside its systemd. For looks, not for a page's steps. */
  entering(...command: string[]): readonly [string, readonly string[]] {
    const enter = ['nsenter', '-t', String(this.#leader), '-a', '--wdns=/', '--', 'env', '-i', `PATH=${machinePath}`];
    const all = [...enter, 'HOME=/root', 'LANG=C.UTF-8', 'TERM=dumb', ...command];
    // The machine's own programs run, and they may be anything.
    const [program, ...args] = inGroup(this.#groups?.looks ?? [''], all);
    return [program, args];
  }

  /** Runs a command as root, beside its systemd. */
  look(command: readonly string[], options: RunOptions = {}): Promise<Finished> {
    const [program, args] = this.entering(...command);
    return run(program, args, { timeout: 60_000, most: mostOfLook, ...options });
  }

  /** The last lines of its console, to which systemd writes. */
  console(): string {
    return this.#console.end(consoleKept).split('\n').slice(-20).join('\n');
  }

  /** Ends all processes of a unit of this machine, whatever its systemd thinks of it. */
  killUnit(unit: string): Promise<void> {
    return killAll(join(this.cgroup, 'payload', 'system.slice', unit));
  }

  /** Shuts down in an orderly way; by force when that takes too long. */
  async halt(): Promise<void> {
    this.#halting = true;
    await this.#ending;
    const child = this.#supervisor;
    if (!child || this.#state === 'off') return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const flooded = (await this.tasksRefused()) > 0;
    const force = setTimeout(
      () => {
        void killAll(this.cgroup);
        child.kill('SIGKILL');
      },
      flooded ? floodedHaltTimeout : haltTimeout,
    );
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

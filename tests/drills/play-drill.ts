/** A drill's world in the sandbox, in Node, or on native servers: what its page does in a tab, by the same plan. */
import { cast } from '../../playground/cast.ts';
import { withComponents } from '../../playground/console/dock/components.ts';
import {
  type BytePipe,
  capulet,
  type DnsTable,
  defaultDns,
  montague,
  type ServerConfig,
  startInNode,
} from '../../playground/sandbox/node.ts';
import { type Connect, connectToSandbox, RecipeRun, type RecipeStep } from '../../playground/session/index.ts';
import {
  type CheckStep,
  type Drill,
  type DrillChange,
  type DrillCheck,
  type DrillSend,
  editedConfig,
  editedDns,
  editsOf,
  stepsOfCheck,
  stepsOfSends,
} from '../../src/lesson/index.ts';

/** What a drill asks of running servers; the sandbox has it. */
export interface RunningServers {
  connect(server: string, port: number): Promise<BytePipe>;
  restart(server: string, config: string, options: { readonly keepData: true }): Promise<unknown>;
  setDns(dns: DnsTable): Promise<unknown>;
  shell(server: string, line: string): Promise<string>;
  advance(seconds: number): Promise<unknown>;
  stop(): Promise<unknown>;
}

/** Starts servers. Rejects with "did not start" where Prosody refuses a configuration. */
export type StartServers = (options: {
  readonly servers: readonly ServerConfig[];
  readonly dns: DnsTable;
  /** The clock of these servers will be moved. */
  readonly movesClock?: boolean;
}) => Promise<RunningServers>;

export type Verdict = { readonly held: true } | { readonly held: false; readonly plain: string };

/** Whether a drill moves the clock, before the reader comes or in a check. */
export const movesClock = ({ world, checks }: Drill): boolean =>
  world.ahead !== undefined || checks.some(({ steps }) => steps.some(({ advance }) => advance !== undefined));

const accounts = cast.map(({ local, host, password }) => ({ jid: `${local}@${host}`, password }));

export class DrillWorld {
  readonly #startServers: StartServers;
  readonly #servers: readonly ServerConfig[];
  readonly #configs: Map<string, string>;
  readonly #movesClock: boolean;
  #dns: DnsTable;
  /** Absent where the configuration of the world does not start. */
  #box: RunningServers | undefined;

  private constructor(start: StartServers, { servers, dns, movesClock = false }: Parameters<StartServers>[0]) {
    this.#startServers = start;
    this.#movesClock = movesClock;
    this.#servers = servers;
    this.#configs = new Map(servers.map(({ name, config }) => [name, config]));
    this.#dns = dns;
  }

  static async of(drill: Drill, start: StartServers = startInNode): Promise<DrillWorld> {
    const { servers = 1, world } = drill;
    const shipped = servers === 2 ? [montague, capulet] : [montague];
    const broken = shipped.map((server) => ({
      ...server,
      config: editedConfig(server.config, editsOf(world.config, server.name)),
    }));
    const dns = editedDns(defaultDns, world.dns);
    const opened = new DrillWorld(start, { servers: broken, dns, movesClock: movesClock(drill) });
    opened.#box = await opened.#start();
    if (world.ahead !== undefined) await opened.#running().advance(world.ahead);
    await opened.#send(world.sends ?? []);
    return opened;
  }

  /** Nothing where Prosody refuses a configuration; any other failure is one. */
  async #start(): Promise<RunningServers | undefined> {
    const servers = this.#servers.map((server) => ({ ...server, config: this.#configs.get(server.name) ?? '' }));
    return this.#startServers({ servers, dns: this.#dns, movesClock: this.#movesClock }).catch((error: Error) => {
      if (error.message.includes('did not start')) return undefined;
      throw error;
    });
  }

  #running(): RunningServers {
    if (this.#box === undefined) throw new Error('The server did not start with this configuration.');
    return this.#box;
  }

  /** Does what a reader would do, in the order of the page: files, DNS, the shell, stanzas. */
  async change({ config, dns, shell = [], sends = [] }: DrillChange): Promise<void> {
    for (const [host, before] of this.#configs) {
      const edits = editsOf(config, host);
      if (edits.length === 0) continue;
      const after = editedConfig(before, edits);
      this.#configs.set(host, after);
      // With a configuration that it does not understand, the server from before keeps running.
      await this.#box?.restart(host, after, { keepData: true });
    }
    if (dns !== undefined) {
      this.#dns = editedDns(this.#dns, dns);
      await this.#box?.setDns(this.#dns);
    }
    this.#box ??= await this.#start();
    for (const { host, line } of shell) {
      const said = await this.#running().shell(host, line);
      if (/^! /m.test(said)) throw new Error(`The shell of ${host} refused "${line}": ${said}`);
    }
    await this.#send(sends);
  }

  async check(check: DrillCheck): Promise<Verdict> {
    return this.#run(stepsOfCheck(check));
  }

  async stop(): Promise<void> {
    await this.#box?.stop();
  }

  async #send(sends: readonly DrillSend[]): Promise<void> {
    if (sends.length === 0) return;
    const verdict = await this.#run(stepsOfSends(sends));
    if (!verdict.held) throw new Error(verdict.plain);
  }

  async #run(steps: readonly CheckStep[]): Promise<Verdict> {
    const box = this.#box;
    if (box === undefined) return { held: false, plain: 'the server does not run' };
    const place = {
      connect: (server: string, port: number) => box.connect(server, port),
      servers: [...this.#configs.keys()],
    };
    const connect = withComponents(place, connectToSandbox({ ...place, accounts }));
    return verdictOf(steps, connect, (seconds) => box.advance(seconds));
  }
}

/** Plays the steps of a check, or stanzas that somebody sends, with connections of its own, which end afterwards. */
export async function verdictOf(
  steps: readonly CheckStep[],
  connect: Connect,
  advance: (seconds: number) => Promise<unknown>,
): Promise<Verdict> {
  const run = new RecipeRun({ connect });
  try {
    for (const step of steps) {
      if (step.kind === 'advance') {
        await advance(step.seconds);
        continue;
      }
      const { status, reason = '' } = await run.step(withOwnResource(step));
      if (status === 'failed') return { held: false, plain: reason };
    }
    return { held: true };
  } finally {
    await run.close();
  }
}

/** As the console in a page does it: the reader may be connected with the resource that goes with the name. */
function withOwnResource(step: RecipeStep): RecipeStep {
  if (step.kind === 'shown' || step.as.includes('/') || step.as.startsWith('stranger')) return step;
  return { ...step, as: `${step.as}/check` };
}

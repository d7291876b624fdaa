/** The in-memory network: one TCP stack per server, clients in JavaScript, and a DNS table. Nothing leaves it. */
import type { BytePipe, DnsTable } from '../types.ts';
import { ClientPipe } from './client-pipe.ts';
import type { Stack, Surroundings } from './stack.ts';

export class Network implements Surroundings {
  dns: DnsTable;
  readonly #stacks = new Map<string, Stack>();
  /** Addresses where a machine is, also while its server is down: it refuses connections, others never answer. */
  readonly #machines = new Set<string>();
  readonly #unflushed = new Set<ClientPipe>();
  #lastPort = 40_000;

  constructor(dns: DnsTable) {
    this.dns = dns;
  }

  /** Puts a stack at its address, in the place of the one that was there. */
  attach(stack: Stack): void {
    this.#machines.add(stack.address);
    this.#stacks.set(stack.address, stack);
  }

  detach(stack: Stack): void {
    if (this.#stacks.get(stack.address) === stack) this.#stacks.delete(stack.address);
  }

  at(address: string): Stack | 'refused' | 'no answer' {
    return this.#stacks.get(address) ?? (this.#machines.has(address) ? 'refused' : 'no answer');
  }

  nextPort(): number {
    this.#lastPort = this.#lastPort >= 65_000 ? 40_001 : this.#lastPort + 1;
    return this.#lastPort;
  }

  /** Connects a client in JavaScript. Null when the port (or Unix socket path) is closed. */
  connect(stack: Stack, port: number | string): BytePipe | null {
    const pipe = new ClientPipe((pipe) => this.#unflushed.add(pipe));
    const from = { address: '127.0.0.1', port: this.nextPort() };
    const remote = stack.offer(
      typeof port === 'string' ? port : '127.0.0.1',
      typeof port === 'string' ? 0 : port,
      pipe,
      from,
    );
    if (!remote) return null;
    pipe.remote = remote;
    return pipe;
  }

  /** Hands clients what servers wrote; true when there was something. */
  flush(): boolean {
    const pipes = [...this.#unflushed];
    this.#unflushed.clear();
    for (const pipe of pipes) pipe.flush();
    return pipes.length > 0;
  }
}

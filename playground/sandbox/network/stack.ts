/** One server's sockets: file descriptors that are polled, as Prosody's own network backend uses them. */
import { ByteQueue } from './byte-queue.ts';
import type { End } from './client-pipe.ts';

/** What a stack asks of the network around it. */
export interface Surroundings {
  at(address: string): Stack | 'refused' | 'no answer';
  /** A port number for the near end of an outgoing connection. */
  nextPort(): number;
}

interface Name {
  readonly address: string;
  readonly port: number;
}

/** A connection's near end. */
class StreamSocket implements End {
  readonly kind = 'stream';
  readonly received = new ByteQueue();
  local: Name;
  peer: Name | null = null;
  remote: End | null = null;
  isFinished = false;
  error: string | null = null;
  readonly #wake: () => void;

  constructor(local: Name, wake: () => void) {
    this.local = local;
    this.#wake = wake;
  }

  deliver(bytes: Uint8Array): void {
    this.received.push(bytes);
    this.#wake();
  }

  finish(): void {
    this.isFinished = true;
    this.#wake();
  }

  fail(error: string): void {
    this.error = error;
    this.#wake();
  }
}

interface Listener {
  readonly kind: 'listener';
  readonly local: Name;
  readonly waiting: StreamSocket[];
}

/** Something that is only raised and cleared: a signal, a resolver with answers. */
interface Event {
  readonly kind: 'event';
  isRaised: boolean;
}

type Descriptor = StreamSocket | Listener | Event;

interface Watch {
  read: boolean;
  write: boolean;
}

/** The sockets of a server that nobody has connected to. */
export interface StackImage {
  readonly descriptors: readonly (readonly [fd: number, Listener | Event])[];
  readonly watched: readonly (readonly [fd: number, Watch])[];
  readonly signals: readonly (readonly [signal: number, fd: number])[];
  readonly last: number;
}

const ANY = new Set(['*', '0.0.0.0', '::']);

export class Stack {
  readonly address: string;
  readonly #network: Surroundings;
  readonly #wake: () => void;
  readonly #descriptors = new Map<number, Descriptor>();
  readonly #watched = new Map<number, Watch>();
  readonly #signals = new Map<number, number>();
  #last = 9;

  /** `wake` is called whenever a descriptor may have become ready. */
  constructor(address: string, network: Surroundings, wake: () => void) {
    this.address = address;
    this.#network = network;
    this.#wake = wake;
  }

  /** Null when there is a connection: it has another end. */
  image(): StackImage | null {
    const descriptors: [number, Listener | Event][] = [];
    for (const [fd, descriptor] of this.#descriptors) {
      if (descriptor.kind === 'stream' || (descriptor.kind === 'listener' && descriptor.waiting.length > 0))
        return null;
      descriptors.push([fd, descriptor.kind === 'event' ? { ...descriptor } : descriptor]);
    }
    return { descriptors, watched: [...this.#watched], signals: [...this.#signals], last: this.#last };
  }

  /** Takes the sockets of an image, in a stack that has none. */
  resume({ descriptors, watched, signals, last }: StackImage): void {
    for (const [fd, descriptor] of descriptors)
      this.#descriptors.set(fd, descriptor.kind === 'event' ? { ...descriptor } : { ...descriptor, waiting: [] });
    for (const [fd, watch] of watched) this.#watched.set(fd, { ...watch });
    for (const [signal, fd] of signals) this.#signals.set(signal, fd);
    this.#last = last;
  }

  open(): number {
    return this.#add(new StreamSocket({ address: this.address, port: this.#network.nextPort() }, this.#wake));
  }

  event(): number {
    return this.#add({ kind: 'event', isRaised: false });
  }

  /** The descriptor that becomes readable when this signal is sent. */
  signal(number: number): number {
    const fd = this.event();
    this.#signals.set(number, fd);
    return fd;
  }

  /** Sends a signal to the server; false when it does not listen to it. */
  kill(signal: number): boolean {
    const fd = this.#signals.get(signal);
    if (fd !== undefined) this.setRaised(fd, true);
    return fd !== undefined;
  }

  setRaised(fd: number, isRaised: boolean): void {
    const descriptor = this.#descriptors.get(fd);
    if (descriptor?.kind !== 'event') return;
    descriptor.isRaised = isRaised;
    if (isRaised) this.#wake();
  }

  /** A TCP port, or a Unix socket (its path as address, port 0). Null when taken. */
  listen(address: string, port: number): number | null {
    for (const other of this.#descriptors.values()) {
      if (other.kind === 'listener' && other.local.address === address && other.local.port === port) return null;
    }
    return this.#add({ kind: 'listener', local: { address, port }, waiting: [] });
  }

  /** Someone connects: the near end of the new connection, or null when nobody listens there. */
  offer(address: string, port: number, remote: End, from: Name): End | null {
    const listener = this.#listenerAt(address, port);
    if (!listener) return null;
    const isUnix = port === 0;
    const socket = new StreamSocket({ address: isUnix ? address : this.address, port }, this.#wake);
    socket.peer = isUnix ? { address: '', port: 0 } : from;
    socket.remote = remote;
    listener.waiting.push(socket);
    this.#wake();
    return socket;
  }

  connect(fd: number, address: string, port: number): void {
    const socket = this.#stream(fd);
    const isUnix = address.startsWith('/');
    const target = isUnix || address.startsWith('127.') || address === '::1' ? this : this.#network.at(address);
    // As packets that nobody answers: the server's own connect time-out ends it.
    if (target === 'no answer') return;
    const remote = target === 'refused' ? null : target.offer(address, isUnix ? 0 : port, socket, socket.local);
    if (!remote) {
      socket.fail('connection refused');
      return;
    }
    socket.peer = { address, port };
    socket.remote = remote;
    this.#wake();
  }

  accept(fd: number): number | null {
    const listener = this.#descriptors.get(fd);
    const socket = listener?.kind === 'listener' ? listener.waiting.shift() : undefined;
    return socket ? this.#add(socket) : null;
  }

  /** At most `limit` bytes, and why there are no more. */
  receive(fd: number, limit: number): [Uint8Array, string] {
    const socket = this.#stream(fd);
    const bytes = socket.received.take(limit);
    const why = socket.error ?? (socket.isFinished && socket.received.length === 0 ? 'closed' : 'timeout');
    return [bytes, why];
  }

  /** How many bytes were taken, all of them; or null when the connection is closed. */
  send(fd: number, bytes: Uint8Array): number | null {
    const socket = this.#stream(fd);
    if (!socket.remote || socket.isFinished) return null;
    socket.remote.deliver(bytes);
    return bytes.length;
  }

  close(fd: number): void {
    const descriptor = this.#descriptors.get(fd);
    this.#descriptors.delete(fd);
    this.#watched.delete(fd);
    if (descriptor?.kind === 'stream') descriptor.remote?.finish();
    if (descriptor?.kind === 'listener') for (const socket of descriptor.waiting) socket.remote?.finish();
  }

  /** As a machine that loses power: every connection ends. */
  closeAll(): void {
    for (const fd of [...this.#descriptors.keys()]) this.close(fd);
  }

  peerName(fd: number): Name | null {
    return this.#stream(fd).peer;
  }

  localName(fd: number): Name {
    return this.#stream(fd).local;
  }

  isWatched(fd: number): boolean {
    return this.#watched.has(fd);
  }

  watch(fd: number, read: boolean, write: boolean): void {
    this.#watched.set(fd, { read, write });
  }

  unwatch(fd: number): void {
    this.#watched.delete(fd);
  }

  /** The next watched descriptor that can be read or written, each in its turn. */
  ready(): { fd: number; read: boolean; write: boolean } | null {
    for (const [fd, wanted] of this.#watched) {
      const descriptor = this.#descriptors.get(fd);
      if (!descriptor) continue;
      const read = wanted.read && isReadable(descriptor);
      const write = wanted.write && isWritable(descriptor);
      if (!read && !write) continue;
      this.#watched.delete(fd);
      this.#watched.set(fd, wanted);
      return { fd, read, write };
    }
    return null;
  }

  #add(descriptor: Descriptor): number {
    this.#last += 1;
    this.#descriptors.set(this.#last, descriptor);
    return this.#last;
  }

  #stream(fd: number): StreamSocket {
    const descriptor = this.#descriptors.get(fd);
    if (descriptor?.kind !== 'stream') throw new Error(`descriptor ${fd} is not a connection`);
    return descriptor;
  }

  #listenerAt(address: string, port: number): Listener | undefined {
    for (const descriptor of this.#descriptors.values()) {
      if (descriptor.kind !== 'listener' || descriptor.local.port !== port) continue;
      if (descriptor.local.address === address || (port !== 0 && ANY.has(descriptor.local.address))) return descriptor;
    }
    return undefined;
  }
}

function isReadable(descriptor: Descriptor): boolean {
  switch (descriptor.kind) {
    case 'listener':
      return descriptor.waiting.length > 0;
    case 'event':
      return descriptor.isRaised;
    case 'stream':
      return descriptor.received.length > 0 || descriptor.isFinished || descriptor.error !== null;
  }
}

function isWritable(descriptor: Descriptor): boolean {
  if (descriptor.kind !== 'stream') return false;
  return descriptor.remote !== null || descriptor.error !== null;
}

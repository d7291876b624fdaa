import { StreamSplitter } from '../split-stream.ts';
import type { BytePipe, Session, SessionStatus } from '../types.ts';
import { WebSocketOverPipe } from './websocket-over-pipe.ts';

type WireCallback = Parameters<Session['onWire']>[0];

export type RawVia =
  /** A stream of XML over TCP (RFC 6120 section 4, XEP-0114). */
  | { readonly kind: 'pipe'; readonly open: () => Promise<BytePipe> }
  /** WebSocket frames (RFC 7395) to a server that is reached by a pipe. */
  | { readonly kind: 'pipe-websocket'; readonly open: () => Promise<BytePipe>; readonly host: string }
  | { readonly kind: 'websocket'; readonly url: string };

export interface RawOptions {
  readonly via: RawVia;
  /** Whose address the status shows. */
  readonly jid: string;
  /** The name under which wire entries are listed. */
  readonly account: string;
}

/**
 * A connection that does nothing by itself: it sends no stream header, signs nobody in and ends no stream. It is `online` as soon as
 * bytes can flow. Never throws: what goes wrong comes as the status `failed`.
 */
export function openRaw(options: RawOptions): Session {
  const session = new RawSession(options);
  session.start();
  return session;
}

/** One text at a time, both ways. */
interface Line {
  send(text: string): void;
  end(): void;
}

interface LineEvents {
  readonly onText: (text: string) => void;
  readonly onEnd: () => void;
}

class RawSession implements Session {
  readonly account: string;
  readonly #options: RawOptions;
  readonly #onStatus = new Set<(status: SessionStatus) => void>();
  readonly #onWire = new Set<WireCallback>();
  #status: SessionStatus = { state: 'offline' };
  #line: Line | undefined;

  constructor(options: RawOptions) {
    this.account = options.account;
    this.#options = options;
  }

  get status(): SessionStatus {
    return this.#status;
  }

  onStatus(callback: (status: SessionStatus) => void): () => void {
    this.#onStatus.add(callback);
    return () => this.#onStatus.delete(callback);
  }

  onWire(callback: WireCallback): () => void {
    this.#onWire.add(callback);
    return () => this.#onWire.delete(callback);
  }

  start(): void {
    this.#status = { state: 'connecting' };
    queueMicrotask(() => {
      this.#connect().catch((error) => this.#fail(error instanceof Error ? error.message : String(error)));
    });
  }

  async #connect(): Promise<void> {
    const line = await openLine(this.#options.via, {
      onText: (text) => this.#tell('received', text),
      onEnd: () => this.#fail('The server closed the connection. Connect again for a new stream.'),
    });
    if (this.#status.state !== 'connecting') {
      line.end();
      return;
    }
    this.#line = line;
    this.#become({ state: 'online', jid: this.#options.jid });
  }

  async send(xml: string): Promise<void> {
    if (this.#line === undefined || this.#status.state !== 'online') {
      throw new Error(`${this.account} has no connection, so nothing was sent. Connect it first.`);
    }
    this.#tell('sent', xml);
    this.#line.send(xml);
  }

  async close(): Promise<void> {
    this.cut();
  }

  cut(): void {
    if (this.#status.state !== 'connecting' && this.#status.state !== 'online') return;
    this.#become({ state: 'offline' });
    this.#line?.end();
  }

  #fail(plain: string): void {
    if (this.#status.state !== 'connecting' && this.#status.state !== 'online') return;
    this.#become({ state: 'failed', plain });
  }

  #tell(direction: 'sent' | 'received', text: string): void {
    const entry = { account: this.account, direction, at: performance.timeOrigin + performance.now(), text };
    for (const callback of this.#onWire) callback(entry);
  }

  #become(status: SessionStatus): void {
    this.#status = status;
    for (const callback of this.#onStatus) callback(status);
  }
}

function openLine(via: RawVia, events: LineEvents): Promise<Line> {
  switch (via.kind) {
    case 'pipe':
      return overPipe(via.open, events);
    case 'pipe-websocket':
      return WebSocketOverPipe.open({ ...via, ...events });
    case 'websocket':
      return overWebSocket(via.url, events);
    default:
      return via satisfies never;
  }
}

async function overPipe(open: () => Promise<BytePipe>, { onText, onEnd }: LineEvents): Promise<Line> {
  const pipe = await open();
  const splitter = new StreamSplitter();
  const decoder = new TextDecoder();
  pipe.onData = (bytes) => {
    if (bytes === null) onEnd();
    else for (const piece of splitter.push(decoder.decode(bytes, { stream: true }))) onText(piece);
  };
  return {
    send: (text) => pipe.send(new TextEncoder().encode(text)),
    end: () => pipe.close(),
  };
}

function overWebSocket(url: string, { onText, onEnd }: LineEvents): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'xmpp');
    let isOpen = false;
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string') onText(data);
    };
    socket.onopen = () => {
      isOpen = true;
      resolve({ send: (text) => socket.send(text), end: () => socket.close() });
    };
    socket.onclose = () => {
      if (isOpen) onEnd();
      else reject(new Error(`No WebSocket connection to ${url} could be made.`));
    };
  });
}

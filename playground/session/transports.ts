/** How a session's bytes travel: xmpp.js transports that tell every text on its way out and in. */
import Connection from '@xmpp/connection';
import { EventEmitter } from '@xmpp/events';
import ConnectionWebSocket from '@xmpp/websocket/lib/Connection.js';
import WebSocketSocket from '@xmpp/websocket/lib/Socket.js';
import { Element, Parser } from '@xmpp/xml';
import type { Direction } from '../stanza/types.ts';
import { StreamSplitter } from './split-stream.ts';
import type { BytePipe } from './types.ts';

/** Told of each text before it is sent, and of each received one before xmpp.js acts on it. */
export type Tap = (direction: Direction, text: string) => void;

/** The service address by which xmpp.js finds the transport over a pipe; it appears nowhere else. */
export const pipeService = 'pipe:';

export interface PipeTransportOptions {
  readonly open: () => Promise<BytePipe>;
  readonly tap: Tap;
  /** Whether the account is signed in, so that xmpp.js takes part no more. */
  readonly isOnline: () => boolean;
}

/** XMPP as it goes over TCP (RFC 6120 section 4) on a pipe of bytes. */
export function pipeTransport({ open, tap, isOnline }: PipeTransportOptions): typeof Connection {
  class PipeSocket extends EventEmitter {
    readonly secure = false;
    #pipe: BytePipe | null = null;
    #ended = false;
    readonly #undelivered: string[] = [];
    readonly #splitter = new StreamSplitter();
    readonly #decoder = new TextDecoder();
    readonly #encoder = new TextEncoder();

    connect(): void {
      open().then(
        (pipe) => {
          if (this.#ended) {
            pipe.close();
          } else {
            this.#pipe = pipe;
            pipe.onData = (bytes) => this.#receive(bytes);
            this.emit('connect');
          }
        },
        (error) => this.emit('error', error),
      );
    }

    #receive(bytes: Uint8Array | null): void {
      if (bytes === null) {
        this.#close();
        return;
      }
      const isBusy = this.#undelivered.length > 0;
      for (const piece of this.#splitter.push(this.#decoder.decode(bytes, { stream: true }))) {
        tap('received', piece);
        this.#undelivered.push(piece);
      }
      // While it signs in, xmpp.js listens for an answer only after it wrote the question. A server in this thread has
      // answered by then, so its answer is held back for a turn.
      if (!isOnline()) setTimeout(() => this.#deliverAll());
      else if (!isBusy) this.#deliverAll();
    }

    #deliverAll(): void {
      for (let piece = this.#undelivered.shift(); piece !== undefined; piece = this.#undelivered.shift()) {
        deliver(piece, (event, value) => this.emit(event, value));
      }
    }

    write(text: string, done: (error?: Error) => void): void {
      if (this.#pipe === null) {
        done(new Error('The connection is closed.'));
        return;
      }
      tap('sent', text);
      this.#pipe.send(this.#encoder.encode(text));
      done();
    }

    end(): void {
      this.#ended = true;
      this.#pipe?.close();
      this.#close();
    }

    #close(): void {
      if (this.#pipe === null) return;
      this.#pipe = null;
      // Later, for the same reason, and because what came before the end is read first.
      setTimeout(() => {
        this.#deliverAll();
        this.emit('close', false);
      });
    }
  }

  class PipeConnection extends Connection {
    override socketParameters(service: string): object | undefined {
      return service === pipeService ? {} : undefined;
    }
    override headerElement(): Element {
      return new Element('stream:stream', {
        version: '1.0',
        xmlns: this.NS,
        'xmlns:stream': 'http://etherx.jabber.org/streams',
      });
    }
    override header(header: Element): string {
      return `<?xml version='1.0'?>${header.toString().slice(0, -'/>'.length)}>`;
    }
    override footer(): string {
      return '</stream:stream>';
    }
  }
  // xmpp.js reads these from the prototype and makes no instance, so they cannot be fields.
  Object.assign(PipeConnection.prototype, { NS: 'jabber:client', Socket: PipeSocket, Parser });
  return PipeConnection;
}

/** Hands a received text to xmpp.js, whose parser throws on some malformed input instead of telling. */
function deliver(text: string, emit: (event: string, value: unknown) => void): void {
  try {
    emit('data', text);
  } catch (error) {
    emit('error', error);
  }
}

/** XMPP over WebSocket (RFC 7395): one text frame for each element. */
export function webSocketTransport(tap: Tap): typeof Connection {
  class TappedSocket extends WebSocketSocket {
    override write(text: string, done?: (error?: Error) => void): void {
      const framed = withNamespace(text);
      tap('sent', framed);
      super.write(framed, done);
    }
    override emit(event: string | symbol, ...values: unknown[]): boolean {
      if (event !== 'data' || typeof values[0] !== 'string') return super.emit(event, ...values);
      tap('received', values[0]);
      deliver(values[0], (name, value) => super.emit(name, value));
      return true;
    }
  }
  class TappedConnection extends ConnectionWebSocket {}
  Object.assign(TappedConnection.prototype, { Socket: TappedSocket });
  return TappedConnection;
}

/**
 * Over WebSocket each stanza is a document of its own and has to name its namespace (RFC 7395 section 3.3.3); over TCP
 * it comes from the stream's header. A stanza written without one gets it, the rest stays as written.
 */
export function withNamespace(text: string): string {
  const start = /^\s*<(iq|message|presence)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)/.exec(text);
  if (start === null || /\sxmlns\s*=/.test(start[2] ?? '')) return text;
  const name = start[1] as string;
  const after = text.indexOf(name) + name.length;
  return `${text.slice(0, after)} xmlns="jabber:client"${text.slice(after)}`;
}

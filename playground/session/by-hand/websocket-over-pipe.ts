import type { BytePipe } from '../types.ts';
import { joined } from './bytes.ts';

export interface WebSocketOptions {
  readonly open: () => Promise<BytePipe>;
  /** Whom the HTTP request asks for. */
  readonly host: string;
  /** Each text frame, whole. */
  readonly onText: (text: string) => void;
  readonly onEnd: () => void;
}

const path = '/xmpp-websocket';

/** Opcodes of RFC 6455 section 5.2. */
const opcode = Object.freeze({ continuation: 0, text: 1, close: 8, ping: 9, pong: 10 });

/** A browser's WebSocket reaches no server inside the tab, so this is the client side of RFC 6455 on a pipe of bytes, as far as RFC 7395 needs it. */
export class WebSocketOverPipe {
  readonly #pipe: BytePipe;
  readonly #options: WebSocketOptions;
  #unread = new Uint8Array();
  #parts: Uint8Array[] = [];
  #isUp = false;
  #settle: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;

  private constructor(pipe: BytePipe, options: WebSocketOptions) {
    this.#pipe = pipe;
    this.#options = options;
  }

  /** Rejects in plain words when the server does not switch to the WebSocket protocol with the subprotocol `xmpp`. */
  static async open(options: WebSocketOptions): Promise<WebSocketOverPipe> {
    const pipe = await options.open();
    const socket = new WebSocketOverPipe(pipe, options);
    const answered = new Promise<void>((resolve, reject) => {
      socket.#settle = { resolve, reject };
    });
    pipe.onData = (bytes) => socket.#receive(bytes);
    const key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
    const request = [
      `GET ${path} HTTP/1.1`,
      `Host: ${options.host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${key}`,
      'Sec-WebSocket-Protocol: xmpp',
    ];
    pipe.send(new TextEncoder().encode(`${request.join('\r\n')}\r\n\r\n`));
    await answered;
    return socket;
  }

  send(text: string): void {
    this.#write(opcode.text, new TextEncoder().encode(text));
  }

  end(): void {
    this.#pipe.close();
  }

  #receive(bytes: Uint8Array | null): void {
    if (bytes === null) {
      this.#settle?.reject(new Error('The server closed the connection instead of opening a WebSocket.'));
      if (this.#isUp) this.#options.onEnd();
      return;
    }
    this.#unread = joined([this.#unread, bytes]);
    if (!this.#isUp && !this.#readAnswer()) return;
    while (this.#readFrame());
  }

  /** @returns whether the WebSocket is open */
  #readAnswer(): boolean {
    const head = new TextDecoder('latin1').decode(this.#unread);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const status = head.split('\r\n')[0] ?? '';
    if (!/^HTTP\/1\.1 101 /.test(status)) {
      this.#settle?.reject(
        new Error(
          `The server answers "${status}" at ${path}. Its configuration needs the module "websocket" in modules_enabled.`,
        ),
      );
      this.#pipe.close();
      return false;
    }
    this.#unread = this.#unread.slice(end + 4);
    this.#isUp = true;
    this.#settle?.resolve();
    return true;
  }

  /** @returns whether there was a whole frame (RFC 6455 section 5.2; a server masks nothing) */
  #readFrame(): boolean {
    const [first = 0, second = 0] = this.#unread;
    if (this.#unread.length < 2) return false;
    const view = new DataView(this.#unread.buffer, this.#unread.byteOffset, this.#unread.length);
    let [start, length] = [2, second & 0x7f];
    if (length >= 126) {
      start = length === 126 ? 4 : 10;
      if (this.#unread.length < start) return false;
      length = length === 126 ? view.getUint16(2) : Number(view.getBigUint64(2));
    }
    if (this.#unread.length < start + length) return false;
    const payload = this.#unread.slice(start, start + length);
    this.#unread = this.#unread.slice(start + length);
    this.#take(first & 0x0f, (first & 0x80) !== 0, payload);
    return true;
  }

  #take(code: number, isLast: boolean, payload: Uint8Array): void {
    if (code === opcode.ping) this.#write(opcode.pong, payload);
    else if (code === opcode.close) this.#pipe.close();
    else if (code === opcode.text || code === opcode.continuation) {
      this.#parts.push(payload);
      if (!isLast) return;
      const text = new TextDecoder().decode(joined(this.#parts));
      this.#parts = [];
      this.#options.onText(text);
    }
  }

  /** A client masks what it sends (RFC 6455 section 5.3). */
  #write(code: number, payload: Uint8Array): void {
    const mask = crypto.getRandomValues(new Uint8Array(4));
    const { length } = payload;
    const long = new DataView(new ArrayBuffer(8));
    let size = Uint8Array.of(0x80 | length);
    if (length > 0xffff) {
      long.setBigUint64(0, BigInt(length));
      size = joined([Uint8Array.of(0x80 | 127), new Uint8Array(long.buffer)]);
    } else if (length > 125) {
      size = Uint8Array.of(0x80 | 126, length >> 8, length & 0xff);
    }
    const masked = payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
    this.#pipe.send(joined([Uint8Array.of(0x80 | code), size, mask, masked]));
  }
}

/** The part of ws that the check uses, and the hostile server of the tests; the package brings no types. */
declare module 'ws' {
  import type { EventEmitter } from 'node:events';
  import type { LookupFunction } from 'node:net';

  export class WebSocket extends EventEmitter {
    constructor(
      address: string,
      protocol: string,
      options: { readonly lookup: LookupFunction; readonly origin: string; readonly ca?: readonly string[] },
    );
    send(data: string | Uint8Array): void;
    close(code?: number, reason?: string): void;
    terminate(): void;
    on(event: 'message', listener: (data: Uint8Array, isBinary: boolean) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'open' | 'close', listener: () => void): this;
  }

  export class WebSocketServer extends EventEmitter {
    constructor(options: { readonly host: string; readonly port: number; readonly handleProtocols: () => string });
    readonly clients: ReadonlySet<WebSocket>;
    address(): { readonly port: number };
    close(done: () => void): void;
    on(event: 'connection', listener: (socket: WebSocket) => void): this;
  }
}

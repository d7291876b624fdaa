/** The part of ws that the hostile server uses; the package brings no types. */
declare module 'ws' {
  import type { EventEmitter } from 'node:events';

  export class WebSocket extends EventEmitter {
    send(data: string | Uint8Array): void;
    close(code?: number, reason?: string): void;
    terminate(): void;
    on(event: 'message', listener: (data: Uint8Array, isBinary: boolean) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }

  export class WebSocketServer extends EventEmitter {
    constructor(options: { readonly host: string; readonly port: number; readonly handleProtocols: () => string });
    readonly clients: ReadonlySet<WebSocket>;
    address(): { readonly port: number };
    close(done: () => void): void;
    on(event: 'connection', listener: (socket: WebSocket) => void): this;
  }
}

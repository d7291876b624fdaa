/** @xmpp/websocket comes without types; only what the session uses is declared. */
declare module '@xmpp/websocket/lib/Connection.js' {
  import Connection from '@xmpp/connection';
  import type { Element } from '@xmpp/xml';

  export default class ConnectionWebSocket extends Connection {
    headerElement(): Element;
    socketParameters(service: string): string | undefined;
  }
}

declare module '@xmpp/websocket/lib/Socket.js' {
  import type { SocketBase } from '@xmpp/connection';
  import { EventEmitter } from '@xmpp/events';

  export default class Socket extends EventEmitter implements SocketBase {
    secure: boolean;
    connect(url: unknown): void;
    write(text: string, done?: (error?: Error) => void): void;
    end(): void;
  }
}

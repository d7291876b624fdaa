import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { montague, startInNode } from '../../playground/sandbox/node.ts';

/** A real Prosody that is reached over real loopback sockets: what a reader's own server is to the console. */
export interface NetworkServer {
  /** `ws://127.0.0.1:PORT/xmpp-websocket`, answered by Prosody's mod_websocket. */
  readonly webSocket: string;
  stop(): Promise<void>;
}

export async function startNetworkServer(): Promise<NetworkServer> {
  const config = montague.config
    .replace('modules_enabled = {', 'modules_enabled = {\n\t"websocket";')
    .replace(
      'log = ',
      'consider_websocket_secure = true\nhttp_default_host = "montague.example"\nhttp_interfaces = { "*" }\nlog = ',
    );
  const sandbox = await startInNode({ servers: [{ ...montague, config }] });
  const relay = createServer(async (socket) => {
    const pipe = await sandbox.connect('montague.example', 5280);
    pipe.onData = (bytes) => (bytes === null ? socket.end() : socket.write(bytes));
    socket.on('data', (bytes) => pipe.send(bytes));
    socket.on('close', () => pipe.close());
    socket.on('error', () => pipe.close());
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const { port } = relay.address() as AddressInfo;
  return {
    webSocket: `ws://127.0.0.1:${port}/xmpp-websocket`,
    stop: async () => {
      relay.close();
      await sandbox.stop();
    },
  };
}

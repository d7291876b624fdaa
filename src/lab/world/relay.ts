import { connect, createServer } from 'node:net';

/** Passes TCP connections on to a unix socket, which crosses network namespaces. */
export function relay(host: string, port: number, socket: string): Promise<void> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const target = connect({ path: socket, allowHalfOpen: true });
    client.pipe(target).pipe(client);
    client.on('error', () => target.destroy());
    target.on('error', () => client.destroy());
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject).listen(port, host, resolve);
  });
}

import { type AddressInfo, connect, createServer } from 'node:net';

/**
 * Passes TCP connections on to a unix socket, which crosses network namespaces.
 * @param port 0 for a free one
 * @returns the port
 */
export function relay(host: string, port: number, socket: string): Promise<number> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const target = connect({ path: socket, allowHalfOpen: true });
    client.pipe(target).pipe(client);
    client.on('error', () => target.destroy());
    target.on('error', () => client.destroy());
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject).listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

import { resolve } from '../../network/dns.ts';
import type { Network } from '../../network/network.ts';
import type { Stack } from '../../network/stack.ts';
import { type HostFunction, text } from '../lua-bridge.ts';

const EEXIST = 17;
const ENOENT = 2;

/** The server's sockets, its poll set and its resolver. */
export function networkFunctions(stack: Stack, network: Network): Record<string, HostFunction> {
  return {
    address: () => stack.address,
    open: () => stack.open(),
    event: () => stack.event(),
    signal: (number: number) => stack.signal(number),
    raise(fd: number) {
      stack.setRaised(fd, true);
    },
    clear(fd: number) {
      stack.setRaised(fd, false);
    },
    listen: (address: Uint8Array, port: number) =>
      stack.listen(text(address), port) ?? [null, 'address already in use'],
    connect(fd: number, address: Uint8Array, port: number) {
      stack.connect(fd, text(address), port);
      return [null, 'timeout'];
    },
    accept: (fd: number) => stack.accept(fd),
    receive: (fd: number, limit: number) => stack.receive(fd, limit),
    send: (fd: number, bytes: Uint8Array) => stack.send(fd, bytes) ?? [null, 'closed', 0],
    close(fd: number) {
      stack.close(fd);
    },
    peername(fd: number) {
      const name = stack.peerName(fd);
      return name ? [name.address, name.port] : [null, 'Transport endpoint is not connected'];
    },
    sockname(fd: number) {
      const { address, port } = stack.localName(fd);
      return [address, port];
    },
    watch(fd: number, read: boolean, write: boolean, operation: Uint8Array) {
      const isWatched = stack.isWatched(fd);
      switch (text(operation)) {
        case 'add':
          if (isWatched) return [null, 'File exists', EEXIST];
          stack.watch(fd, read, write);
          return true;
        case 'set':
          if (!isWatched) return [null, 'No such file or directory', ENOENT];
          stack.watch(fd, read, write);
          return true;
        default:
          if (!isWatched) return [null, 'No such file or directory', ENOENT];
          stack.unwatch(fd);
          return true;
      }
    },
    ready() {
      const next = stack.ready();
      return next ? [next.fd, next.read, next.write] : null;
    },
    dns(name: Uint8Array, type: Uint8Array) {
      const { rcode, records, canonicalName } = resolve(network.dns, text(name), text(type));
      return [rcode, records.join('\n'), canonicalName];
    },
  };
}

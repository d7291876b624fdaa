/** A TCP connection to one address, and why there is none. */
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';

export interface Place {
  /** `198.51.100.10` or `2001:db8::10` */
  readonly address: string;
  readonly port: number;
}

export type Connection =
  | { readonly ok: true; readonly socket: Socket }
  /** `isOurs`: this computer has no way there, so it says nothing about the server. */
  | { readonly ok: false; readonly plain: string; readonly isOurs: boolean };

export const shown = ({ address, port }: Place): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

/** Why there is no connection, in plain words. */
export const reasons: Partial<Record<string, string>> = {
  ECONNREFUSED: 'connection refused: nothing listens there, or a firewall rejects it',
  EHOSTUNREACH: 'no route to the host: it is down, or a firewall rejects it',
  ECONNRESET: 'the connection was reset',
  EACCES: 'this computer may not connect there (a firewall of its own?)',
  EPERM: 'this computer may not connect there (a firewall of its own?)',
  ENETUNREACH: 'this computer has no route there',
  EADDRNOTAVAIL: 'this computer has no address of that kind',
};

/** Never rejects. */
export function openConnection(place: Place, timeout: number): Promise<Connection> {
  return new Promise((resolve) => {
    const socket = connect({ host: place.address, port: place.port });
    const settle = (connection: Connection): void => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      // Whoever has the socket now listens; an error after all of them have gone is nobody's.
      socket.on('error', () => {});
      if (!connection.ok) socket.destroy();
      resolve(connection);
    };
    const timer = setTimeout(
      () =>
        settle({
          ok: false,
          plain: `no answer within ${timeout / 1000} s: a firewall drops it, or nothing is there`,
          isOurs: false,
        }),
      timeout,
    );
    socket.once('connect', () => settle({ ok: true, socket }));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? '';
      settle({ ok: false, plain: reasons[code] ?? error.message, isOurs: isOurs(code, place.address) });
    });
  });
}

/** What the error says about this computer only: no network, no IPv6, a firewall of its own. */
function isOurs(code: string, address: string): boolean {
  if (['ENETUNREACH', 'EADDRNOTAVAIL', 'EACCES', 'EPERM'].includes(code)) return true;
  return code === 'EHOSTUNREACH' && address.includes(':') && !hasIpv6();
}

/** Whether this computer has an address of IPv6 with which it could leave its own network. */
function hasIpv6(): boolean {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .some(({ family, internal, address }) => family === 'IPv6' && !internal && !/^fe[89ab]/i.test(address));
}

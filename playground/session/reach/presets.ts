/** Where servers have their WebSocket (RFC 7395) as their guides on this site leave them. */

export interface Preset {
  readonly id: 'openfire' | 'ejabberd' | 'prosody';
  readonly name: string;
  /** Port and path over TLS. */
  readonly secure: { readonly port: number; readonly path: string };
  /** Port and path without TLS, for a server on this computer. */
  readonly plain: { readonly port: number; readonly path: string };
  /** Which pages the server lets connect, and what decides it. */
  readonly origins: string;
  /** Words of the page that its WebSocket shows over HTTP, where pages of other origins may read it. */
  readonly page?: string;
}

export const presets: readonly Preset[] = Object.freeze([
  {
    id: 'openfire',
    name: 'Openfire',
    secure: { port: 7443, path: '/ws/' },
    plain: { port: 7070, path: '/ws/' },
    origins: 'Openfire itself accepts every origin.',
  },
  {
    id: 'ejabberd',
    name: 'ejabberd',
    secure: { port: 5443, path: '/ws' },
    plain: { port: 5280, path: '/ws' },
    origins: 'In ejabberd.yml, websocket_origin lists the origins that may connect. Without it, every origin may.',
    page: 'ejabberd_http_ws',
  },
  {
    id: 'prosody',
    name: 'Prosody',
    secure: { port: 5281, path: '/xmpp-websocket' },
    plain: { port: 5280, path: '/xmpp-websocket' },
    origins: 'Prosody itself accepts every origin.',
  },
]);

/** Every path that a server's guide or an older version of it uses. */
export const knownPaths: readonly string[] = Object.freeze([
  ...new Set(presets.flatMap(({ secure, plain }) => [secure.path, plain.path])),
  '/websocket',
]);

/** `wss://DOMAIN:PORT/PATH`; on this computer itself, where nobody listens in, `ws://`. */
export function webSocketOf({ secure, plain }: Preset, host: string): string {
  const { port, path } = isThisComputer(host) ? plain : secure;
  return `${isThisComputer(host) ? 'ws' : 'wss'}://${host}:${port}${path}`;
}

/** The preset that an address looks like, by its path and port. */
export function presetOf(url: string): Preset | undefined {
  if (!URL.canParse(url)) return undefined;
  const { port, pathname } = new URL(url);
  return presets.find(({ secure, plain }) =>
    [secure, plain].some((place) => place.path === pathname && String(place.port) === port),
  );
}

/** A host to which browsers allow connections without TLS from any page (Secure Contexts, section 3.1). */
export function isThisComputer(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(host);
}

/** Debian's Prosody with a WebSocket on loopback ports, as a reader's own server: over TLS and without. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '../../../playground/sandbox/node.ts';
import { startNativeOnPorts } from '../../sandbox/native.ts';
import { makeCertificate } from './certificate.ts';

export interface NativeWebSocket {
  /** `ws://127.0.0.1:PORT/xmpp-websocket` */
  readonly plain: string;
  /** `wss://...`, with a certificate that nobody trusts. */
  readonly secure: string;
  /** All that it logged. */
  readonly log: () => string;
  stop(): Promise<void>;
}

export interface NativeWebSocketOptions {
  /** Lines of Prosody's configuration, before its hosts. */
  readonly settings?: string;
  readonly hosts?: string;
  readonly modules?: readonly string[];
  readonly accounts?: readonly Account[];
}

export async function startNativeWebSocket({
  settings = '',
  hosts = 'VirtualHost "montague.example"',
  modules = [],
  accounts = [{ jid: 'romeo@montague.example', password: 'orchard' }],
}: NativeWebSocketOptions = {}): Promise<NativeWebSocket> {
  const folder = await mkdtemp(join(tmpdir(), 'stanzabox-own-'));
  const { key, certificate } = await makeCertificate(folder, '127.0.0.1');
  const {
    server,
    ports: [http, https],
  } = await startNativeOnPorts(2, ([http, https]) => ({
    config: `modules_enabled = { ${['saslauth', 'roster', 'disco', 'websocket', 'tls', ...modules].map((name) => `"${name}"`).join('; ')} }
authentication = "internal_plain"
http_ports = { ${http} }
https_ports = { ${https} }
https_ssl = { key = "${key}", certificate = "${certificate}" }
${settings}
${hosts}
`,
    accounts,
  }));
  return {
    plain: `ws://127.0.0.1:${http}/xmpp-websocket`,
    secure: `wss://127.0.0.1:${https}/xmpp-websocket`,
    log: server.log,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

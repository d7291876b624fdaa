/** Native servers to be checked: as Debian's packages come, as the guides leave them, and with what a test changes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CheckOptions, type CheckResult, checkServer } from '../../../playground/check/check-server.ts';
import type { Web } from '../../../playground/check/world.ts';
import { type NativeEjabberd, startNativeEjabberd, stockEjabberd } from '../../console/own/native-ejabberd.ts';
import { startNativeOnPorts } from '../../sandbox/native.ts';
import { nativeFolder } from '../../sandbox/native-packages.ts';

export const domain = 'montague.example';
export const jid = `romeo@${domain}`;
export const password = 'a password of their own';
const accounts = [{ jid, password }];

export interface Running {
  readonly url: string;
  readonly log: () => string;
  stop(): Promise<void>;
}

/** Prosody with this configuration, which is told the port of its HTTP server on loopback. */
export async function startProsody(config: (port: number) => string | Promise<string>): Promise<Running> {
  const texts = new Map<number, string>();
  // Ports are chosen before a configuration can name them, and chosen anew when one is taken meanwhile.
  const {
    server,
    ports: [port = 0],
  } = await startNativeOnPorts(1, ([port = 0]) => ({ config: texts.get(port) ?? textAt(port), accounts }));
  function textAt(port: number): string {
    const text = config(port);
    if (typeof text !== 'string') throw new Error('The configuration has to be there at once.');
    texts.set(port, text);
    return text;
  }
  return { url: `ws://127.0.0.1:${port}/xmpp-websocket`, log: server.log, stop: () => server.stop() };
}

/** Debian's own prosody.cfg.lua without the lines about where it writes, and without its one host. */
export async function stockProsody(): Promise<string> {
  const text = await readFile(join(await nativeFolder('debian-13'), 'etc/prosody/prosody.cfg.lua'), 'utf8');
  const own = /^(pidfile = .*|VirtualHost "localhost"|Include .*|certificates = .*)$/gm;
  return text.replace(own, '').replace(/^log = \{[\s\S]*?^\}/m, '');
}

/** What a page needs to connect at all, and where everything listens. */
export const reach = (port: number): string => `http_ports = { ${port} }
http_default_host = "${domain}"
consider_websocket_secure = true
`;

/** A domain, rooms and the archive, as the guides for Prosody leave them. */
export const asProsodyGuides = `VirtualHost "${domain}"
    modules_enabled = { "mam"; "websocket"; "http_altconnect" }
Component "conference.${domain}" "muc"
    modules_enabled = { "muc_mam" }
`;

export async function startStockEjabberd(change: (text: string) => string = (text) => text): Promise<Running> {
  const stock = await stockEjabberd();
  const server: NativeEjabberd = await startNativeEjabberd({
    accounts,
    whole: ([port, securePort]) => change(listening(stock, port, securePort)),
  });
  return { url: server.plain, log: server.log, stop: server.stop };
}

/** The stock file for another domain, with listeners on loopback only. */
function listening(stock: string, port: number, securePort: number): string {
  const listener = (at: number, more: string): string => `  -
    port: ${at}
    ip: "127.0.0.1"
    module: ejabberd_http
${more}    request_handlers:
      /ws: ejabberd_http_ws
      /upload: mod_http_upload
`;
  // The stock file has a relay for calls, which clients are told of.
  const stun = (at: number): string => `  -
    port: ${at}
    ip: "127.0.0.1"
    transport: udp
    module: ejabberd_stun
    use_turn: true
`;
  return stock
    .replace(/^hosts:\n {2}- localhost$/m, `hosts:\n  - ${domain}`)
    .replace(
      /^certfiles:\n.*$/m,
      'certfiles:\n  - "/home/key.pem"\n  - "/home/certificate.pem"\nacme: { auto: false }\nregistration_timeout: infinity',
    )
    .replace(
      /^listen:\n(?:(?:[ #].*)?\n)*/m,
      `listen:\n${listener(port, '')}${listener(securePort, '    tls: true\n')}${stun(securePort)}\n`,
    );
}

/** Checks as a page would whose origin is not the server's. */
export function check(url: string, more: Partial<CheckOptions> = {}): Promise<CheckResult> {
  return checkServer({ access: { via: { kind: 'websocket', url }, jid, password }, web: asPage, ...more });
}

const origin = 'http://127.0.0.1:4321';

/** `fetch` with what a browser forbids to pages (Fetch, sections 4.8 and 4.9): a preflight for PUT, and no answer without permission. */
export const asPage: Web = async (address, request = {}) => {
  // No name of a test is looked up in DNS.
  if (address.startsWith(`https://${domain}/`)) throw new TypeError(`${domain} has no web site.`);
  const method = request.method ?? 'GET';
  const headers = { ...(request.headers as Record<string, string>), Origin: origin };
  const signal = AbortSignal.timeout(5_000);
  if (request.mode === 'no-cors') return fetch(address, { ...request, signal });
  if (method !== 'GET') {
    const asked = {
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': 'content-type',
      Origin: origin,
    };
    const preflight = await fetch(address, { method: 'OPTIONS', headers: asked, signal });
    const methods = preflight.headers.get('access-control-allow-methods') ?? '';
    const allowed = preflight.headers.get('access-control-allow-headers') ?? '';
    if (!preflight.ok || !allows(preflight) || !lists(methods, method) || !lists(allowed, 'content-type'))
      throw new TypeError(`The preflight for ${method} does not allow it.`);
  }
  const response = await fetch(address, { ...request, headers, signal });
  if (!allows(response)) throw new TypeError('No Access-Control-Allow-Origin.');
  return response;
};

function allows(response: Response): boolean {
  const allowed = response.headers.get('access-control-allow-origin');
  return allowed === '*' || allowed === origin;
}

function lists(header: string, word: string): boolean {
  const words = header.toLowerCase().split(/\s*,\s*/);
  return words.includes(word.toLowerCase()) || words.includes('*');
}

/** `{ archive: 'fault', … }` */
export function levelsOf({ findings }: CheckResult): Readonly<Record<string, string>> {
  return Object.fromEntries(findings.map(({ id, level }) => [id, level]));
}

/**
 * A way from outside to a machine's WebSocket for clients: HTTP on a unix socket, which crosses network namespaces, passed
 * on to the server's own port, under the server's own name. A process of its own, inside the machine's network namespace.
 * Arguments: the unix socket, the XMPP domain. Prints "ready" when it listens.
 */
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';

interface Target {
  readonly port: number;
  readonly secure: boolean;
}

/** Where servers listen for WebSockets (RFC 7395) by default, the encrypted ones first: others offer no passwords there. */
const targets: readonly Target[] = [
  { port: 5281, secure: true }, // Prosody
  { port: 5443, secure: true }, // ejabberd
  { port: 7443, secure: true }, // Openfire
  { port: 5280, secure: false }, // Prosody, ejabberd
  { port: 7070, secure: false }, // Openfire
];

const [socketPath = '', domain = ''] = process.argv.slice(2);

function dial({ port, secure }: Target): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // The machine's own loopback: whoever is here is on that machine already, so its certificate proves nothing more.
    const socket = secure
      ? connectTls({ host: '127.0.0.1', port, servername: domain, rejectUnauthorized: false })
      : connectTcp({ host: '127.0.0.1', port });
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject).once(secure ? 'secureConnect' : 'connect', () => {
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}

async function dialFirst(): Promise<Socket | undefined> {
  for (const target of targets) {
    const socket = await dial(target).catch(() => undefined);
    if (socket) return socket;
  }
  return undefined;
}

/** The request again as it came, but for its host: a server answers to its own name only. */
function requestHead(request: IncomingMessage): string {
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] ?? '';
    lines.push(`${name}: ${name.toLowerCase() === 'host' ? domain : request.rawHeaders[index + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

async function pass(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
  client.on('error', () => undefined);
  const server = await dialFirst();
  if (!server) {
    client.end(
      'HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\nNo WebSocket port of an XMPP server answers on this machine.\n',
    );
    return;
  }
  server.on('error', () => client.destroy());
  client.on('close', () => server.destroy());
  server.write(requestHead(request));
  server.write(head);
  client.pipe(server).pipe(client);
}

await rm(socketPath, { force: true });
createServer((_, response) => response.writeHead(426).end('This address takes WebSockets only.\n'))
  .on('upgrade', (request, client, head) => void pass(request, client, head))
  .listen(socketPath, () => console.log('ready'));

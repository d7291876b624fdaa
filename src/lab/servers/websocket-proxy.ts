/**
 * A way from outside to a machine's WebSocket for clients: HTTP on a unix socket, which crosses network namespaces, passed
 * on to the server's own port, under the server's own name. A process of its own, inside the network namespace that it comes
 * from. Arguments: the unix socket, the machine's address, the server's software, the names under which the server may
 * answer. Prints "ready" when it listens.
 */
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { servers } from '../../lesson/index.ts';
import type { WebSocketPort } from './server.ts';
import { labServers } from './table.ts';

const [socketPath = '', host = '', wanted = '', ...names] = process.argv.slice(2);
const software = servers.find((name) => name === wanted);
if (!software) throw new Error(`"${wanted}" is not a server. Servers are: ${servers.join(', ')}.`);

// On the machine's own loopback its certificate proves nothing more: whoever is here is on that machine already.
const rejectUnauthorized = host !== '127.0.0.1';

function dial({ port, secure }: WebSocketPort, name: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = secure
      ? connectTls({ host, port, servername: name, rejectUnauthorized })
      : connectTcp({ host, port });
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject).once(secure ? 'secureConnect' : 'connect', () => resolve(socket));
  });
}

/** The request again as it came, but for its host: a server answers to its own names only. */
function requestHead(request: IncomingMessage, name: string): string {
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const header = request.rawHeaders[index] ?? '';
    lines.push(`${header}: ${header.toLowerCase() === 'host' ? name : request.rawHeaders[index + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Sends the request and waits for the beginning of the answer. */
function ask(socket: Socket, request: IncomingMessage, name: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject).once('close', () => reject(new Error('closed')));
    socket.once('data', (beginning: Buffer) => {
      socket.pause().setTimeout(0);
      resolve(beginning);
    });
    socket.write(requestHead(request, name));
  });
}

interface Accepted {
  readonly server: Socket;
  readonly beginning: Buffer;
}

interface Way {
  readonly target: WebSocketPort;
  readonly name: string;
}

const ways: Way[] = labServers[software].webSocket.ports.flatMap((target) => names.map((name) => ({ target, name })));

/** The first port and name that takes the WebSocket (status 101). */
async function findServer(request: IncomingMessage): Promise<Accepted | undefined> {
  for (const way of [...ways]) {
    // Refused, or no certificate under that name.
    const server = await dial(way.target, way.name).catch(() => undefined);
    if (!server) continue;
    const beginning = await ask(server, request, way.name).catch(() => Buffer.alloc(0));
    if (/^HTTP\/1\.1 101 /.test(beginning.toString('latin1'))) {
      // The next one goes there at once: a firewall that drops packets makes each wrong port take seconds.
      ways.splice(ways.indexOf(way), 1);
      ways.unshift(way);
      return { server, beginning };
    }
    server.destroy();
  }
  return undefined;
}

async function pass(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
  client.on('error', () => undefined);
  const found = await findServer(request);
  if (!found) {
    client.end(
      'HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\nNo port of an XMPP server on this machine takes this WebSocket.\n',
    );
    return;
  }
  const { server, beginning } = found;
  server.on('error', () => client.destroy()).on('close', () => client.destroy());
  client.on('close', () => server.destroy());
  client.write(beginning);
  server.write(head);
  client.pipe(server).pipe(client);
}

await rm(socketPath, { force: true });
createServer((_, response) => response.writeHead(426).end('This address takes WebSockets only.\n'))
  .on('upgrade', (request, client, head) => void pass(request, client, head))
  .listen(socketPath, () => console.log('ready'));

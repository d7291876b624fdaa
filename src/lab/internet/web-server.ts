/**
 * What the lab's internet serves: Let's Encrypt's names in front of Pebble, download hosts from files, and the package
 * mirror. A process of its own, because it lives in its network's namespace.
 * Argument: a JSON file (WebServerSettings). Prints "ready" when it listens.
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request as requestHttps } from 'node:https';
import { createSecureContext } from 'node:tls';
import { z } from 'zod';
import { readRequired } from '../host/files.ts';
import { relay } from '../world/relay.ts';

const settingsSchema = z.strictObject({
  mirror: z.strictObject({ host: z.string(), socket: z.string() }),
  acme: z.strictObject({ host: z.string(), names: z.array(z.string()), pebblePort: z.int() }),
  downloads: z.strictObject({ host: z.string(), files: z.record(z.string(), z.string()).describe('URL to file.') }),
  certificate: z.string().describe('One certificate for all names, a PEM file.'),
  key: z.string(),
  authority: z.string().describe("What Pebble's own certificate is checked against."),
});
export type WebServerSettings = z.infer<typeof settingsSchema>;

const settings = await readRequired(process.argv[2] ?? '', settingsSchema, 'Start the lab with: npm run lab');
const agent = new Agent({ keepAlive: true, ca: await readFile(settings.authority) });

/** Let's Encrypt's directory is /directory, Pebble's /dir. All other addresses come out of the directory with the Host asked for. */
function toPebble(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url === '/directory' ? '/dir' : request.url;
  const { host } = settings.acme;
  const options = {
    agent,
    host,
    port: settings.acme.pebblePort,
    path,
    method: request.method,
    headers: request.headers,
  };
  const onward = requestHttps({ ...options, servername: settings.acme.names[0] }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end(`Pebble does not answer: ${error.message}\n`);
  });
  request.pipe(onward);
}

async function download(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = `https://${request.headers.host}${request.url}`;
  const file = settings.downloads.files[url];
  const found = file ? await stat(file).catch(() => undefined) : undefined;
  if (!file || !found) {
    response.writeHead(404).end(`${url} is not one of the page's downloads.\n`);
    return;
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': found.size });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

const context = { cert: await readFile(settings.certificate), key: await readFile(settings.key) };
const secure = createSecureContext(context);
const serve = (host: string, answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    createServer({ ...context, SNICallback: (_, done) => done(null, secure) }, answer)
      .on('error', reject)
      .listen(443, host, resolve);
  });

await serve(settings.acme.host, toPebble);
await serve(settings.downloads.host, (request, response) => {
  download(request, response).catch(() => response.destroy());
});
await relay(settings.mirror.host, 80, settings.mirror.socket);
console.log('ready');

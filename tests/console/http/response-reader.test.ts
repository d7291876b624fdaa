/** Responses as Node's own HTTP server writes them, over TCP, and what is none. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { exchange } from '../../../playground/console/http/exchange.ts';
import { type HttpResponse, headerOf } from '../../../playground/console/http/message.ts';
import { ResponseReader } from '../../../playground/console/http/response-reader.ts';
import { connectTo } from '../../sandbox/native.ts';

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const bytes = (written: string) => new TextEncoder().encode(written);

/** Asks a server that answers like this. */
async function ask(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  body?: Uint8Array,
): Promise<HttpResponse> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const url = new URL(`http://127.0.0.1:${port}/a%20b/c?d=e`);
  const method = body === undefined ? 'GET' : 'PUT';
  return exchange(await connectTo(port), {
    method,
    url,
    headers: [['X-Test', 'one\r\nInjected: 1']],
    ...(body && { body }),
  });
}

describe('a response of a real HTTP server', () => {
  test('with a length, and the request as it arrived', async () => {
    let seen = '';
    const response = await ask((request, response) => {
      const { host, ...headers } = request.headers;
      seen = `${request.method} ${request.url} ${JSON.stringify(headers)} ${host?.startsWith('127.0.0.1:')}`;
      response.writeHead(200, 'Fine', { 'Content-Length': 5, 'X-Two': 'words here' });
      response.end('hello');
    });
    expect(seen).toBe('GET /a%20b/c?d=e {"x-test":"oneInjected: 1","connection":"close"} true');
    expect(response).toMatchObject({ status: 200, reason: 'Fine' });
    expect(headerOf(response.headers, 'x-two')).toBe('words here');
    expect(text(response.body)).toBe('hello');
  });

  test('in chunks, with trailers', async () => {
    const response = await ask((_, response) => {
      response.writeHead(200, { Trailer: 'X-Sum' });
      response.write('one,');
      setImmediate(() => {
        response.write('two,\r\n');
        response.addTrailers({ 'X-Sum': '12' });
        response.end('three');
      });
    });
    expect(headerOf(response.headers, 'Transfer-Encoding')).toBe('chunked');
    expect(text(response.body)).toBe('one,two,\r\nthree');
  });

  test('until the connection is closed', async () => {
    const response = await ask((_, response) => {
      response.useChunkedEncodingByDefault = false;
      response.removeHeader('Content-Length');
      response.writeHead(200);
      response.write('as long as ');
      response.end('it is open');
    });
    expect(headerOf(response.headers, 'Content-Length')).toBeUndefined();
    expect(text(response.body)).toBe('as long as it is open');
  });

  test('after an early hint, and without a body', async () => {
    const response = await ask((_, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.writeHead(204);
      response.end();
    });
    expect(response).toMatchObject({ status: 204, body: new Uint8Array() });
  });

  test('to an upload, whose bytes arrive as they are', async () => {
    const sent = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7) % 256);
    const response = await ask((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => response.end(Buffer.concat(parts)));
    }, sent);
    expect(Buffer.compare(response.body, sent)).toBe(0);
  });
});

test('however the bytes are cut, the response is the same', () => {
  const chunked = bytes(
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\na\r\n\r\nA\r\n0123456789\r\n0\r\nX: y\r\n\r\n',
  );
  const sized = bytes('HTTP/1.1 201 \r\nContent-Length: 4\r\n\r\n\r\n\r\n');
  fc.assert(
    fc.property(fc.constantFrom(chunked, sized), fc.array(fc.nat({ max: 110 }), { maxLength: 20 }), (whole, cuts) => {
      const reader = new ResponseReader();
      const at = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
      const taken = at.slice(1).map((to, index) => reader.take(whole.slice(at[index], to)));
      const response = taken.pop();
      expect(taken.every((early) => early === undefined)).toBe(true);
      expect(text(response?.body)).toBe(whole === sized ? '\r\n\r\n' : 'a\r\n0123456789');
    }),
  );
});

test.each([
  ['SSH-2.0-OpenSSH_9.2\r\n\r\n', 'This is not an HTTP response: “SSH-2.0-OpenSSH_9.2”'],
  ['', 'closed the connection without an answer'],
  ['HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf', 'in the middle of its answer, after 4 bytes'],
  ['HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n', '“-1” is not the length of a body'],
  ['HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n', 'larger than 64 MB'],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', '“zz” is not the size of a chunk'],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n', 'The coding “gzip” cannot be read here'],
  [`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(20_000)}`, 'headers of the response do not end'],
])('%j is refused in plain words', (written, words) => {
  const reader = new ResponseReader();
  expect(() => {
    reader.take(bytes(written));
    reader.take(null);
  }).toThrow(words);
});

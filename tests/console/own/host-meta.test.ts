import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findWebSocket } from '../../../playground/session/reach/host-meta.ts';
import { ejabberdProblem, startNativeEjabberd } from './native-ejabberd.ts';

const files = new Map<string, string>();
let server: Server;
/** The same requests, to a server of ours: nobody has a certificate for a domain of an example. */
let ask: typeof fetch;
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const file = files.get(url.replace('/.well-known/', ''));
    response.writeHead(file === undefined ? 404 : 200).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  ask = (address, options) =>
    fetch(String(address).replace('https://montague.example', `http://127.0.0.1:${port}`), options);
});
afterAll(() => server.close());
beforeEach(() => files.clear());

const link = (rel: string, href: string): object => ({ rel, href });

it('takes the WebSocket from host-meta.json, not the BOSH address beside it', async () => {
  const links = [
    link('urn:xmpp:alt-connections:xbosh', 'https://montague.example/bosh'),
    link('urn:xmpp:alt-connections:websocket', 'wss://montague.example/ws'),
  ];
  files.set('host-meta.json', JSON.stringify({ links }));
  expect(await findWebSocket('montague.example', ask)).toEqual({
    ok: true,
    url: 'wss://montague.example/ws',
    asked: 'https://montague.example/.well-known/host-meta.json',
  });
});

it('takes it from the XML when there is no JSON', async () => {
  files.set(
    'host-meta',
    `<?xml version='1.0' encoding='utf-8'?>
<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>
  <Link rel='urn:xmpp:alt-connections:websocket' href='wss://web.montague.example:443/ws'/>
</XRD>`,
  );
  const found = await findWebSocket('montague.example', ask);
  expect(found).toMatchObject({ ok: true, url: 'wss://web.montague.example:443/ws' });
});

it.each([
  ['nothing', 'answers with status 404'],
  ['{"links": "all"}', 'names no WebSocket'],
  ['<html>', 'names no WebSocket'],
  [JSON.stringify({ links: [null, link('urn:xmpp:alt-connections:websocket', 'javascript:alert(1)')] }), 'names no'],
])('says what was asked and what came: %s', async (text, said) => {
  if (text !== 'nothing') files.set('host-meta.json', text);
  const found = await findWebSocket('montague.example', ask);
  expect(found).toMatchObject({ ok: false, plain: expect.stringContaining(`host-meta.json ${said}`) });
});

it('says so when the domain cannot be asked', async () => {
  const found = await findWebSocket('montague.example', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(found).toMatchObject({ ok: false, plain: expect.stringContaining('could not be read from this page') });
});

const without = await ejabberdProblem();

it.skipIf(without !== null)(
  `reads what a real server hands out, in both forms${without ? ` (${without})` : ''}`,
  async () => {
    const addresses = ['/.well-known/host-meta', '/.well-known/host-meta.json'];
    const server = await startNativeEjabberd({
      handlers: addresses.map((address) => `"${address}": mod_host_meta`),
      modules: ['mod_host_meta: { websocket_url: "wss://@HOST@/ws" }'],
    });
    try {
      const { port } = new URL(server.plain);
      // Its domain leads to this computer, and only one of the two forms is there.
      const found = await Promise.all(
        addresses.map((one) =>
          findWebSocket('montague.example', (address) => {
            const path = new URL(String(address)).pathname;
            return path === one
              ? askAs('montague.example', port, path)
              : Promise.resolve(new Response('', { status: 404 }));
          }),
        ),
      );
      expect(found.map((each) => each.ok && each.url)).toEqual([
        'wss://montague.example/ws',
        'wss://montague.example/ws',
      ]);
    } finally {
      await server.stop();
    }
  },
);

/** Servers choose by the name that is asked for, and fetch names the address. */
function askAs(host: string, port: string, path: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers: { host } }, (answer) => {
      let text = '';
      answer.on('data', (part) => (text += part));
      answer.on('end', () => resolve(new Response(text, { status: answer.statusCode ?? 500 })));
    }).on('error', reject);
  });
}

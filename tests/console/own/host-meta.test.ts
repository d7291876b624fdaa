import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findWebSocket } from '../../../playground/console/own/host-meta.ts';

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

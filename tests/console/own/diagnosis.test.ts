import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { diagnose } from '../../../playground/session/reach/diagnosis.ts';
import { presets } from '../../../playground/session/reach/presets.ts';
import { connectTo } from '../../sandbox/native.ts';
import { nativeProblem } from '../../sandbox/native-packages.ts';
import { Wire } from '../../sandbox/wire.ts';
import { ejabberdProblem, type NativeEjabberd, startNativeEjabberd } from './native-ejabberd.ts';
import { type NativeWebSocket, startNativeWebSocket } from './native-web-socket.ts';
import { webSocketOfPage } from './web-socket-of-page.ts';

const page = { domain: 'montague.example', isSecurePage: false, origin: 'http://127.0.0.1:4321' };

/** Prosody answers HTTP under the names of its hosts only; the tests come to an address. */
const anyName = 'http_default_host = "montague.example"';
const problem = await nativeProblem();

describe.skipIf(problem !== null)(
  `a reader's own server that is wrong in one way${problem ? ` (${problem})` : ''}`,
  () => {
    let good: NativeWebSocket;
    let strict: NativeWebSocket;
    beforeAll(async () => {
      [good, strict] = await Promise.all([
        startNativeWebSocket({ settings: `consider_websocket_secure = true\n${anyName}` }),
        startNativeWebSocket({ settings: `c2s_require_encryption = true\n${anyName}` }),
      ]);
    });
    afterAll(() => Promise.all([good.stop(), strict.stop()]));

    it('is not wrong at all: the mechanisms are named, and the password is what is left to check', async () => {
      const diagnosis = await diagnose(good.plain, page);
      expect(diagnosis).toMatchObject({
        verdict: 'ready',
        plain: expect.stringMatching(/SCRAM-SHA-1.*the password\.$/),
      });
    });

    it('has another path: that path is offered', async () => {
      const diagnosis = await diagnose(good.plain.replace('/xmpp-websocket', '/ws/'), page);
      expect(diagnosis).toMatchObject({ verdict: 'wrong-path', instead: good.plain });
    });

    it('has a certificate that nobody trusts: the address to open in a tab is named', async () => {
      const diagnosis = await diagnose(good.secure, page);
      const open = good.secure.replace('wss:', 'https:').replace('xmpp-websocket', '');
      expect(diagnosis).toMatchObject({ verdict: 'unreachable', open });
      expect(diagnosis.plain).toContain('warns of a certificate');
    });

    it('speaks without TLS on that port', async () => {
      const diagnosis = await diagnose(good.plain.replace('ws:', 'wss:'), page);
      expect(diagnosis).toMatchObject({ verdict: 'without-tls', instead: good.plain });
    });

    it('offers no SASL mechanism, because TLS ends before it', async () => {
      const diagnosis = await diagnose(strict.plain, page);
      expect(diagnosis).toMatchObject({ verdict: 'no-mechanism', plain: expect.stringContaining('no SASL mechanism') });
      for (const setting of ['consider_websocket_secure', 'disable_sasl_mechanisms', 'sasl.mechs'])
        expect(diagnosis.plain).toContain(setting);
    });

    it('does not serve the domain', async () => {
      const diagnosis = await diagnose(good.plain, { ...page, domain: 'verona.example' });
      expect(diagnosis).toMatchObject({ verdict: 'host-unknown', plain: expect.stringContaining('verona.example') });
    });

    it('takes pages of every origin, whatever its options about origins say, as the preset for Prosody has it', async () => {
      const careful = await startNativeWebSocket({
        settings: `cross_domain_websocket = false\naccess_control_allow_origins = { "https://elsewhere.example" }\n${anyName}`,
      });
      const { port } = new URL(careful.plain);
      const socket = new Wire(await connectTo(Number(port)));
      const lines = ['GET /xmpp-websocket HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Origin: https://foreign.example'];
      const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
      const key = ['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Protocol: xmpp'];
      const answer = await socket.ask(`${[...lines, ...upgrade, ...key].join('\r\n')}\r\n\r\n`, /\r\n\r\n/);
      socket.close();
      await careful.stop();
      expect(answer).toMatch(/^HTTP\/1\.1 101 /);
      expect(presets.find(({ id }) => id === 'prosody')?.origins).toBe('Prosody itself accepts every origin.');
    });

    it('is asked without TLS by a page that came over https', async () => {
      const diagnosis = await diagnose('ws://xmpp.montague.example:7070/ws/', { ...page, isSecurePage: true });
      expect(diagnosis).toMatchObject({ verdict: 'mixed-content', instead: 'wss://xmpp.montague.example:7443/ws/' });
    });
  },
);

const without = await ejabberdProblem();

describe.skipIf(without !== null)(`ejabberd of the reader's${without ? ` (${without})` : ''}`, () => {
  let open: NativeEjabberd;
  let choosy: NativeEjabberd;
  beforeAll(async () => {
    [open, choosy] = await Promise.all([
      startNativeEjabberd(),
      startNativeEjabberd({ settings: 'websocket_origin: [ "https://elsewhere.example" ]' }),
    ]);
  });
  afterAll(() => Promise.all([open.stop(), choosy.stop()]));

  beforeEach(() => void vi.stubGlobal('WebSocket', webSocketOfPage(page.origin)));
  afterEach(() => void vi.unstubAllGlobals());

  it('lets only some origins connect: that is told, and which option says so', async () => {
    const diagnosis = await diagnose(choosy.plain, page);
    expect(diagnosis).toMatchObject({ verdict: 'origin', plain: expect.stringContaining(page.origin) });
    expect(diagnosis.plain).toContain('websocket_origin');
  });

  it('lets only some origins connect, and the path is wrong too', async () => {
    const diagnosis = await diagnose(choosy.plain.replace('/ws', '/xmpp-websocket'), page);
    expect(diagnosis).toMatchObject({ verdict: 'origin', instead: `${choosy.plain}/` });
  });

  // Its /ws answers at /ws/ too, which is tried first.
  it('has another path: that path is offered', async () => {
    const diagnosis = await diagnose(open.plain.replace('/ws', '/xmpp-websocket'), page);
    expect(diagnosis).toMatchObject({ verdict: 'wrong-path', instead: `${open.plain}/` });
  });

  it('does not serve the domain, and serves its own', async () => {
    expect((await diagnose(open.plain, { ...page, domain: 'verona.example' })).verdict).toBe('host-unknown');
    expect((await diagnose(open.plain, page)).verdict).toBe('ready');
  });
});

describe('an address where no XMPP server answers', () => {
  let server: Server;
  let address: string;
  let status = 404;
  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(status).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`;
  });
  afterAll(() => server.close());

  it('has a web server without a WebSocket', async () => {
    const diagnosis = await diagnose(address, page);
    expect(diagnosis).toMatchObject({ verdict: 'not-websocket', plain: expect.stringContaining('status 404') });
    for (const setting of ['module websocket', 'ejabberd_http_ws', 'httpbind.port'])
      expect(diagnosis.plain).toContain(setting);
  });

  it('refuses pages of this origin with a status, as proxies do', async () => {
    status = 403;
    expect(await diagnose(address, page)).toMatchObject({
      verdict: 'origin',
      plain: expect.stringContaining(page.origin),
    });
  });

  it('has nothing at all', async () => {
    await new Promise((resolve) => server.close(resolve));
    const diagnosis = await diagnose(address, page);
    expect(diagnosis).toMatchObject({ verdict: 'unreachable', plain: expect.stringContaining('nothing listens') });
    expect(diagnosis.plain).not.toContain('certificate');
  });

  it.each(['', 'xmpp.example.com', 'https://xmpp.example.com/ws'])('is none: %j', async (text) => {
    expect((await diagnose(text, page)).verdict).toBe('address');
  });
});

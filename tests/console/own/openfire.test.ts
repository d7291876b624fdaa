/** Openfire as a reader's own server: what the diagnosis says of each way in which its address or account can be wrong. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { signedIn } from '../../../playground/console/runtime/signed-in.ts';
import { open } from '../../../playground/session/index.ts';
import { diagnose } from '../../../playground/session/reach/diagnosis.ts';
import { presets } from '../../../playground/session/reach/presets.ts';
import { type NativeOpenfire, openfireProblem, startNativeOpenfire } from './native-openfire.ts';
import { webSocketOfPage } from './web-socket-of-page.ts';

// It starts once, which takes a quarter of a minute on two quiet cores.
vi.setConfig({ hookTimeout: 200_000 });

const page = { domain: 'montague.example', isSecurePage: false, origin: 'http://127.0.0.1:4321' };
const problem = await openfireProblem();

describe.skipIf(problem !== null)(`Openfire of the reader's${problem ? ` (${problem})` : ''}`, () => {
  let server: NativeOpenfire;
  beforeAll(async () => {
    server = await startNativeOpenfire(
      '<httpbind><CORS><enabled>true</enabled><domains>https://elsewhere.example</domains></CORS></httpbind>',
    );
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    vi.stubGlobal('WebSocket', webSocketOfPage(page.origin));
    return () => vi.unstubAllGlobals();
  });

  it('takes pages of every origin, whatever httpbind.CORS.domains says, as its preset has it', async () => {
    expect(await diagnose(server.plain, page)).toMatchObject({
      verdict: 'ready',
      plain: expect.stringContaining('SCRAM-SHA-1'),
    });
    expect(presets.find(({ id }) => id === 'openfire')?.origins).toBe('Openfire itself accepts every origin.');
  });

  it('has another path: that path is offered', async () => {
    const diagnosis = await diagnose(server.plain.replace('/ws/', '/xmpp-websocket'), page);
    expect(diagnosis).toMatchObject({ verdict: 'wrong-path', instead: server.plain });
  });

  it('serves one domain, and answers as that whichever is asked for', async () => {
    const diagnosis = await diagnose(server.plain, { ...page, domain: 'verona.example' });
    expect(diagnosis).toMatchObject({
      verdict: 'host-unknown',
      plain: expect.stringContaining('but for montague.example, not for verona.example'),
    });
    expect((await diagnose(server.plain, { ...page, domain: 'Montague.example.' })).verdict).toBe('ready');
  });

  it('has a certificate that it made for itself: the address to open in a tab is named', async () => {
    const diagnosis = await diagnose(server.secure, page);
    expect(diagnosis).toMatchObject({ verdict: 'unreachable', open: `https://${new URL(server.secure).host}/` });
    expect(diagnosis.plain).toContain('warns of a certificate');
  });

  it('speaks without TLS on one port, and with TLS on another', async () => {
    const diagnosis = await diagnose(server.plain.replace('ws:', 'wss:'), page);
    expect(diagnosis).toMatchObject({ verdict: 'without-tls', instead: server.plain });
    const other = await diagnose(server.secure.replace('wss:', 'ws:'), page);
    expect(other.plain).toContain('If that port speaks TLS, the address begins with wss://.');
  });

  it('refuses a wrong password, and takes the right one', async () => {
    expect(await trouble('not this one')).toMatch(/password is wrong/);
    expect(await trouble('orchard')).toBeNull();
  });

  async function trouble(password: string): Promise<string | null> {
    const via = { kind: 'websocket', url: server.plain } as const;
    const session = open({ via, jid: 'romeo@montague.example', password, account: 'romeo' });
    try {
      return await signedIn(session);
    } finally {
      await session.close();
    }
  }
});

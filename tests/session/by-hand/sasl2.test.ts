/** SASL2, Bind 2 and FAST by hand, on Debian's Prosody with the modules that Debian packages apart from it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Token } from '../../../playground/session/by-hand/index.ts';
import { type NativeWebSocket, startNativeWebSocket } from '../../console/own/native-web-socket.ts';
import { prosodyModules } from '../../sandbox/native-modules.ts';
import { nativeProblem } from '../../sandbox/native-packages.ts';
import { Reader, sessions } from './reader.ts';

const modules = await prosodyModules();
const problem = (await nativeProblem()) ?? ('problem' in modules ? modules.problem : null);

describe.skipIf(problem !== null)(`a server with SASL2${problem ? ` (${problem})` : ''}`, () => {
  let server: NativeWebSocket;
  beforeAll(async () => {
    if ('problem' in modules) throw new Error(modules.problem);
    server = await startNativeWebSocket({
      modules: ['smacks', 'sasl2', 'sasl2_bind2', 'sasl2_fast'],
      settings: `consider_websocket_secure = true
http_default_host = "montague.example"
plugin_paths = { "${modules.folder}" }`,
    });
  });
  afterAll(async () => {
    await Promise.all(sessions.map((session) => session.close()));
    await server?.stop();
  });

  const connected = (token?: Token): Promise<Reader> =>
    new Reader({ kind: 'websocket', url: server.plain }, { framing: 'websocket', token }).connected();

  it('names SASL2, Bind 2 and FAST, and signs in with them in one step: a resource and a token are there', async () => {
    const reader = await connected();
    const offer = await reader.goOn(/waits for somebody to sign in/);
    expect(offer.why).toMatch(
      /offers SASL2 \(XEP-0388\): .*, and within it Bind 2 \(XEP-0386\) and FAST \(XEP-0484\)\./,
    );
    const ready = await reader.goOn(/stream is ready/, 'SASL2, Bind 2, SCRAM-SHA-1');
    expect(ready.title).toMatch(/romeo@montague\.example\/Stanzabox/);
    expect(ready.lines.at(-1)).toMatchObject({ value: 'equal: the server knows the password' });

    // The next connection needs no password.
    const secret = /<token [^>]*\btoken=["']([^"']+)/.exec(reader.received())?.[1] ?? '';
    const again = await connected({ mechanism: 'HT-SHA-256-NONE', secret });
    const byToken = await again.goOn(/waits for somebody to sign in/);
    expect(byToken.choices[0]?.label).toBe('Sign in with the token (HT-SHA-256-NONE)');
    expect((await again.goOn(/stream is ready/)).title).toContain('romeo@montague.example/Stanzabox');
    await again.session.send('<iq xmlns="jabber:client" type="get" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>');
    await again.until(() => /id=["']p1["']/.test(again.received()));
  });

  it('refuses a wrong token, says so, and lets one sign in with the password', async () => {
    const reader = await connected({ mechanism: 'HT-SHA-256-NONE', secret: 'made up' });
    const offer = await reader.goOn(/waits for somebody to sign in/);
    await reader.session.send(offer.choices[0]?.xml ?? '');
    await reader.until(() => reader.received().includes('<failure'));
    expect((await reader.next()).why).toContain('The server refused: ');
  });
});

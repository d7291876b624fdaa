import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { montague } from '../../playground/sandbox/node.ts';
import { open, type Session, type SessionStatus } from '../../playground/session/index.ts';
import { type NetworkServer, startNetworkServer } from './network-server.ts';

let server: NetworkServer;
const password = montague.accounts?.[0]?.password;
beforeAll(async () => {
  server = await startNetworkServer();
});
afterAll(() => server.stop());

function connect(jid: string, password?: string, url: string = server.webSocket): Session {
  return open({ via: { kind: 'websocket', url }, jid, password, account: 'me' });
}

function settled(session: Session): Promise<SessionStatus> {
  return new Promise((resolve) => {
    session.onStatus((status) => {
      if (status.state !== 'connecting' && status.state !== 'closing') resolve(status);
    });
  });
}

describe('a session over a WebSocket, with a real Prosody on a loopback port', () => {
  it('signs in, sends with the namespace that RFC 7395 asks for, and ends the stream', async () => {
    const session = connect('romeo@montague.example/net', password);
    const wire: string[] = [];
    const answered = new Promise<string>((resolve) => {
      session.onWire(({ text, direction }) => {
        wire.push(`${direction} ${text}`);
        if (direction === 'received' && /id=['"]p['"]/.test(text)) resolve(text);
      });
    });
    expect(await settled(session)).toEqual({ state: 'online', jid: 'romeo@montague.example/net' });
    await session.send('<iq type="get" id="p" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
    expect(await answered).toMatch(/type=['"]result/);
    expect(wire).toContain(
      'sent <iq xmlns="jabber:client" type="get" id="p" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>',
    );
    await session.close();
    expect(wire.at(-1)).toMatch(/^received <close /);
  });

  it('says not-authorized when the password is wrong', async () => {
    const status = await settled(connect('romeo@montague.example', 'capulet'));
    expect(status).toMatchObject({ state: 'failed', condition: 'not-authorized' });
  });

  it('signs in without an account where the host takes guests', async () => {
    const status = await settled(connect('anon.montague.example'));
    expect(status).toMatchObject({ state: 'online' });
  });

  it('says which address could not be reached, and what to check', async () => {
    const status = await settled(connect('romeo@montague.example', 'romeo', 'ws://127.0.0.1:9/xmpp-websocket'));
    expect(status).toHaveProperty('plain', expect.stringContaining('No WebSocket connection to ws://127.0.0.1:9/'));
  });

  it('says so when something other than a WebSocket listens there', async () => {
    const url = server.webSocket.replace('xmpp-websocket', 'nothing-here');
    expect(await settled(connect('romeo@montague.example', 'romeo', url))).toHaveProperty(
      'plain',
      expect.stringContaining('No WebSocket connection to'),
    );
  });

  it.each(['http://example.com', 'example.com', 'wss://'])('says that %s is not a WebSocket address', async (url) => {
    const status = await settled(connect('romeo@montague.example', 'romeo', url));
    expect(status).toHaveProperty('plain', expect.stringContaining('wss://'));
  });
});

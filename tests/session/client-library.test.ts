/**
 * A program written with @xmpp/client, as its users write it, and this project's session meet the same server: what a reader tries
 * in the playground is what their own program gets.
 */
import { client, xml } from '@xmpp/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { montague } from '../../playground/sandbox/node.ts';
import { open } from '../../playground/session/index.ts';
import { canonical, parse } from '../../playground/stanza/index.ts';
import { type NetworkServer, startNetworkServer } from './network-server.ts';

const [romeo] = montague.accounts ?? [];
if (romeo === undefined) throw new Error('The sandbox has no account.');
let server: NetworkServer;

beforeAll(async () => {
  server = await startNetworkServer();
});
afterAll(() => server.stop());

const question = xml(
  'iq',
  { type: 'get', id: 'ask', to: 'montague.example' },
  xml('query', 'http://jabber.org/protocol/disco#info'),
);

/** What a program gets that asks with the library as its README shows it. */
async function askWithLibrary(): Promise<string> {
  const program = client({
    service: server.webSocket,
    domain: 'montague.example',
    resource: 'program',
    username: 'romeo',
    password: romeo?.password ?? '',
  });
  try {
    await program.start();
    return String(await program.iqCaller.request(question));
  } finally {
    await program.stop();
  }
}

/** What a session of the playground gets for the same stanza. */
async function askWithSession(): Promise<string> {
  const session = open({
    via: { kind: 'websocket', url: server.webSocket },
    jid: 'romeo@montague.example/program',
    password: romeo?.password,
    account: 'romeo',
  });
  try {
    return await new Promise((resolve, reject) => {
      session.onWire(({ direction, text }) => {
        if (direction === 'received' && /\bid=['"]ask['"]/.test(text)) resolve(text);
      });
      session.onStatus((status) => {
        if (status.state === 'failed') reject(new Error(status.plain));
        if (status.state === 'online') void session.send(String(question));
      });
    });
  } finally {
    await session.close();
  }
}

/** A text that is the same for stanzas that mean the same: Prosody writes attributes in another order at each start. */
function meaning(stanza: string): string {
  const found = parse(stanza);
  if (!found.ok || found.stanzas[0] === undefined) throw new Error(`This is not a stanza: ${stanza}`);
  return canonical(found.stanzas[0]);
}

it('signs in with the same password and gets the same answer', async () => {
  const fromLibrary = await askWithLibrary();
  expect(fromLibrary).toContain('category="server"');
  expect(meaning(await askWithSession())).toBe(meaning(fromLibrary));
});

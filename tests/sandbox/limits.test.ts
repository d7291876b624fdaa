/** How much a client may send, before it signs in and after: as Debian's package has it since its security release of May 2026. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Account, capulet, montague, type ServerConfig } from '../../playground/sandbox/node.ts';
import { compare, loggedIn, type Pair, type Script, startPair } from './differential.ts';
import { nativeProblem } from './native-packages.ts';
import { authenticate, Wire } from './wire.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: limits against native Prosody. ${problem}`);

const [romeo] = montague.accounts as readonly [Account];
const PLAIN = Buffer.from(`\0romeo\0${romeo.password}`).toString('base64');
const TOO_BIG = ['policy-violation', 'XML stanza is too big', 'stanza-too-big', '</stream:stream>'];

/** A script: an element as the first thing on a fresh stream. */
const beforeLogin = (element: string): Script => {
  return async (side) => {
    const wire = await side.connect();
    await wire.openStream(montague.name);
    const answer = await wire.ask(element, /<\/stream:stream>|<success|<\/failure>|<\/iq>/);
    wire.close();
    return answer;
  };
};

/** A script: what the server offers on a fresh stream, and again when the client has signed in. */
const features: Script = async (side) => {
  const wire = await side.connect();
  const first = await wire.openStream(montague.name);
  await wire.ask(authenticate('PLAIN', PLAIN), /<success|<failure/);
  const second = await wire.openStream(montague.name);
  wire.close();
  return first + second;
};

const limitsIn = (answer: string) => [...answer.matchAll(/max-bytes>"(\d+)"/g)].map(([, bytes]) => bytes);

const message = (inside: string) => `<message to='${romeo.jid}/garden'>${inside}</message>`;
const body = (size: number) => message(`<body>${'x'.repeat(size)}</body>`);
const children = (count: number) => message('<a/>'.repeat(count));

function onPair(...servers: readonly [ServerConfig, ...ServerConfig[]]) {
  let pair: Pair;
  beforeAll(async () => {
    pair = await startPair(...servers);
  });
  afterAll(() => pair?.stop());
  /** What both sides answer; fails when they do not say the same. */
  return async (script: Script): Promise<string> => {
    const { sandbox, native } = await compare(pair, script);
    expect(sandbox).toEqual(native);
    return sandbox.join('\n');
  };
}

describe.skipIf(problem !== null)(`limits${problem ? ` (${problem})` : ''}`, () => {
  describe('as they are by default', () => {
    const answer = onPair(montague);

    test('the offer names 10 000 bytes before signing in and 262 144 after', async () => {
      expect(limitsIn(await answer(features))).toEqual(['10000', '262144']);
    });

    test.each([20_000, 300_000])('before signing in, an element of %i bytes ends the stream', async (size) => {
      const said = await answer(beforeLogin(authenticate('PLAIN', 'a'.repeat(size))));
      for (const part of TOO_BIG) expect(said).toContain(part);
    });

    test('before signing in, an element of 9 000 bytes is answered', async () => {
      const said = await answer(beforeLogin(authenticate('PLAIN', 'a'.repeat(9000))));
      expect(said).toContain('malformed-request');
    });

    test('signed in, a stanza of 250 000 bytes arrives, and one of 300 000 ends the stream', async () => {
      expect(await answer(loggedIn(romeo, body(250_000)))).toContain('x'.repeat(250_000));
      const said = await answer(loggedIn(romeo, body(300_000)));
      for (const part of TOO_BIG) expect(said).toContain(part);
    });
  });

  describe('as the configuration sets them', () => {
    const options =
      'c2s_unauthed_stanza_size_limit = 1000\nc2s_stanza_size_limit = 20000\nc2s_max_child_elements = 10\n';
    const answer = onPair({ ...montague, config: options + montague.config });

    test('c2s_unauthed_stanza_size_limit holds before signing in, c2s_stanza_size_limit after', async () => {
      expect(limitsIn(await answer(features))).toEqual(['1000', '20000']);
      const tooEarly = await answer(beforeLogin(authenticate('PLAIN', 'a'.repeat(9000))));
      for (const part of TOO_BIG) expect(tooEarly).toContain(part);
      expect(await answer(loggedIn(romeo, body(9000)))).toContain('x'.repeat(9000));
      const tooBig = await answer(loggedIn(romeo, body(40_000)));
      for (const part of TOO_BIG) expect(tooBig).toContain(part);
    });

    // The package reads the option and passes it to where nothing looks at it (util.xmppstream).
    test('c2s_max_child_elements changes nothing, before signing in or after', async () => {
      const register = `<iq type='get' id='r'><query xmlns='jabber:iq:register'>${'<a/>'.repeat(50)}</query></iq>`;
      expect(await answer(beforeLogin(register))).not.toContain('resource-constraint');
      expect(await answer(loggedIn(romeo, children(50)))).toMatch(/(<jabber:client\|a\/>){50}/);
    });
  });

  describe('between servers', () => {
    const proxyHost = 'pubsub.montague.example';
    const component = `Component "${proxyHost}"`;
    const config = `proxy65_ports = {}\n${montague.config.replace(`${component} "pubsub"`, `${component} "proxy65"`)}`;
    const answer = onPair({ ...montague, config }, capulet);
    const [juliet] = capulet.accounts as readonly [Account];
    const activate = `<iq type='set' id='a' to='${proxyHost}'><query xmlns='http://jabber.org/protocol/bytestreams' sid='s'><activate>${romeo.jid}/garden</activate></query></iq>`;

    test('the users of another server may not switch on the relay for files (mod_proxy65)', async () => {
      const said = await answer(async (side) => {
        const wire = new Wire(await side.open(capulet.name));
        await wire.login(juliet.jid, juliet.password, 'balcony');
        const said = await wire.ask(activate, /<\/iq>/);
        wire.close();
        return said;
      });
      expect(said).toContain('forbidden');
    });
  });
});

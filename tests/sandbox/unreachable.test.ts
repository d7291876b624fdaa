/** Servers that cannot be reached, by the name that somebody gave: the reason is the one that native Prosody tells. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Account, montague } from '../../playground/sandbox/node.ts';
import { compare, type Pair, startPair } from './differential.ts';
import { nativeProblem } from './native-packages.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: the comparison of reasons with native Prosody. ${problem}`);

const romeo = montague.accounts?.[0] as Account;
const idna = 'hostname failed IDNA';
const unknown = 'unable to resolve service';
const refused = 'connection refused';

describe.skipIf(problem !== null)(`as native Prosody says${problem ? ` (${problem})` : ''}`, () => {
  let pair: Pair;
  beforeAll(async () => {
    // Neither listens for other servers, so that none of them reaches itself.
    pair = await startPair({ ...montague, config: `s2s_ports = {}\n${montague.config}` });
  });
  afterAll(() => pair?.stop());

  test.each([
    ['ab--c.example', idna],
    ['ä-.example', idna],
    ['xn--a.example', idna],
    ['ü.1', unknown],
    ['none.example', unknown],
    ['localhost', refused],
    ['a.localhost', refused],
    ['127.0.0.1', refused],
    ['127.1.2.3', refused],
    ['[::1]', refused],
  ])('%s: %s', async (host, reason) => {
    const ping = `<iq type='get' id='q' to='x@${host}'><ping xmlns='urn:xmpp:ping'/></iq>`;
    const { sandbox, native } = await compare(pair, async (side) => {
      const wire = await side.connect();
      await wire.login(romeo.jid, romeo.password, 'garden');
      const answer = await wire.ask(ping, /<\/iq>/);
      wire.close();
      return answer;
    });
    expect(sandbox).toEqual(native);
    expect(sandbox.join()).toContain(reason);
  });
});

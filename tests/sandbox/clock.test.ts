/** The clock that a lesson moves: time-outs of minutes happen at once, in their order, and nothing happens too early. */
import { expect, test, vi } from 'vitest';
import { montague } from '../../playground/sandbox/node.ts';
import { useSandbox } from './set-up.ts';
import type { Wire } from './wire.ts';

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 });

const sandbox = useSandbox();
const { log } = sandbox;

const romeo = (): Promise<Wire> => sandbox.login('romeo@montague.example');

const uptime = async (wire: Wire) => {
  const answer = await wire.ask(
    `<iq type='get' id='u' to='montague.example'><query xmlns='jabber:iq:last'/></iq>`,
    /<iq/,
  );
  return Number(/seconds='(\d+)'/.exec(answer)?.[1]);
};

test('the server’s own time moves, and its log’s', async () => {
  const wire = await romeo();
  const before = await uptime(wire);
  await sandbox.box.advance(500);
  expect((await uptime(wire)) - before).toBeGreaterThanOrEqual(500);
  log.length = 0;
  (await romeo()).close();
  expect(log[0]?.at).toBeGreaterThan(Date.now() + 499_000);
  wire.close();
});

test('a session that lost its connection can be resumed for ten minutes, and not after eleven', async () => {
  const lose = async () => {
    const wire = await romeo();
    const enabled = await wire.ask(`<enable xmlns='urn:xmpp:sm:3' resume='true'/>`, /<enabled/);
    wire.close();
    return / id='([^']*)'/.exec(enabled)?.[1];
  };
  const resume = async (id: string | undefined) => {
    const wire = await sandbox.connect();
    await wire.openStream('montague.example');
    await wire.scram('sha1', 'romeo', 'orchard');
    await wire.openStream('montague.example');
    const answer = await wire.ask(`<resume xmlns='urn:xmpp:sm:3' h='0' previd='${id}'/>`, /<resumed|<failed/);
    wire.close();
    return answer;
  };
  const first = await lose();
  await sandbox.box.advance(590);
  expect(await resume(first)).toContain('<resumed');
  const second = await lose();
  await sandbox.box.advance(660);
  expect(await resume(second)).toContain('<failed');
});

test('a silent client is asked, and dropped when it does not answer', async () => {
  const wire = await romeo();
  await wire.ask(`<enable xmlns='urn:xmpp:sm:3'/>`, /<enabled/);
  wire.take();
  await sandbox.box.advance(15 * 60);
  expect(wire.take()).toContain(`<r xmlns='urn:xmpp:sm:3'/>`);
  await sandbox.box.advance(15 * 60);
  expect(wire.isClosed).toBe(true);
});

test('timers of real time run without being moved', async () => {
  const seconds = (text: string) => Number(text);
  const before = seconds(sandbox.box.engine(montague.name).eval('return require"util.time".now()'));
  sandbox.box
    .engine(montague.name)
    .eval(
      'stanzabox.fired = nil; require"util.timer".add_task(0.05, function () stanzabox.fired = require"util.time".now() end)',
    );
  let fired = 'nil';
  for (let turn = 0; turn < 500 && fired === 'nil'; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    fired = sandbox.box.engine(montague.name).eval('return stanzabox.fired');
  }
  // The clock ticks in milliseconds, and as a number of seconds since 1970 it is a quarter of a microsecond off.
  expect(Math.round(1000 * (seconds(fired) - before))).toBeGreaterThanOrEqual(50);
});

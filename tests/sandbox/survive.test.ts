/** What one server does to itself leaves the other alone, and what it had stored is there when it starts again. */
import { expect, test, vi } from 'vitest';
import { capulet, defaultDns, montague, startInNode } from '../../playground/sandbox/node.ts';
import { useSandbox } from './set-up.ts';

// Servers start several times; a busy machine is no failure.
vi.setConfig({ testTimeout: 180_000 });

const sandbox = useSandbox({ servers: [montague, capulet], dns: defaultDns }, true);

const users = (host: string) => sandbox.box.shell(host, `user:list("${host}")`);

/** Resolves to why the server died. */
function death(of: string): Promise<string> {
  return new Promise((resolve) => {
    const stop = sandbox.box.onDeath((server, why) => {
      if (server !== of) return;
      stop();
      resolve(why);
    });
  });
}

test('a server that is shut down starts again with what it had stored, and the other ran all the time', async () => {
  await sandbox.box.shell(capulet.name, 'user:create("nurse@capulet.example", "secret")');
  const died = death(capulet.name);
  await sandbox.box.shell(capulet.name, 'server:shutdown()').catch(() => {});
  expect(await died).toBe('it was shut down');
  expect(await users(montague.name)).toContain('romeo@montague.example');
  expect((await sandbox.box.data(capulet.name)).size).toBeGreaterThan(0);
  expect(await sandbox.box.restart(capulet.name, capulet.config, { keepData: true })).toMatchObject({ ok: true });
  expect(await users(capulet.name)).toContain('nurse@capulet.example');
});

test('memory that runs out in a running server is told as memory, and the other server keeps its own', async () => {
  const other = await sandbox.login('romeo@montague.example');
  const bomb = '> local t = {} for i = 1, 1e9 do t[i] = ("a"):rep(100000)..i end';
  expect(await sandbox.box.shell(capulet.name, bomb)).toContain('not enough memory');
  expect(await other.ask(`<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>`, /<iq/)).toContain("type='result'");
  expect(await users(capulet.name)).toContain('juliet@capulet.example');
});

test('data that was taken from one sandbox is in the next one', async () => {
  await sandbox.box.shell(montague.name, 'user:create("peter@montague.example", "secret")');
  const data = await sandbox.box.data(montague.name);
  const next = await startInNode({ servers: [{ ...montague, data }] });
  expect(await next.shell(montague.name, 'user:list("montague.example")')).toContain('peter@montague.example');
  await next.stop();
});

test('a clock that moves for ten weeks tells how far it is, and stops where it is told to', async () => {
  const weeks = 10 * 7 * 86_400;
  expect(await sandbox.box.advance(weeks)).toBeCloseTo(weeks, 0);
  const stopping = new AbortController();
  const told: number[] = [];
  const moved = await sandbox.box.advance(weeks * 100, {
    signal: stopping.signal,
    onProgress: (seconds) => {
      told.push(seconds);
      stopping.abort();
    },
  });
  expect(told).toHaveLength(1);
  expect(moved).toBe(told[0]);
  expect(moved).toBeLessThan(weeks * 100);
});

/** Configurations that start on Debian start here: the package's own, and options whose libraries the shipped one does not need. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { montague } from '../../playground/sandbox/node.ts';
import { nativeFolder, nativeProblem } from './native-packages.ts';
import { useSandbox } from './set-up.ts';

vi.setConfig({ testTimeout: 120_000 });

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: whether Debian's own configuration starts. ${problem}`);

const sandbox = useSandbox({ servers: [montague] }, true);
const withLine = (line: string): string => `${line}\n${montague.config}`;

test.skipIf(problem !== null)(`the file that Debian's package installs${problem ? ` (${problem})` : ''}`, async () => {
  const config = await readFile(join(await nativeFolder(), 'etc/prosody/prosody.cfg.lua'), 'utf8');
  expect(config).toContain('Include "conf.d/*.cfg.lua"');
  const result = await sandbox.box.restart(montague.name, config);
  expect(result).toMatchObject({ ok: true });
  // A tab has no TLS, and nothing else is amiss.
  const texts = result.ok ? result.problems.map(({ text }) => text) : [];
  expect(texts.filter((text) => !text.includes('there is no TLS inside a browser tab'))).toEqual([]);
});

test.each(['pidfile = "/run/prosody/prosody.pid"', 'statistics = "internal"'])('%s', async (line) => {
  expect(await sandbox.box.restart(montague.name, withLine(line))).toMatchObject({ ok: true, problems: [] });
});

test('statistics are counted', async () => {
  await sandbox.box.restart(montague.name, withLine('statistics = "internal" statistics_interval = "manual"'));
  await sandbox.login('romeo@montague.example');
  expect(await sandbox.box.shell(montague.name, 'stats:show("c2s")')).toMatch(/type=c2s ip_family=ipv4 +1 /);
});

test('what keeps a server down is told alone', async () => {
  const result = await sandbox.box.restart(montague.name, withLine('pidfile = "/none/prosody.pid"'));
  expect(result).toEqual({
    ok: false,
    text: "Couldn't write pidfile at /none/prosody.pid; /none/prosody.pid: No such file or directory",
  });
});

test('waiting by select: clients, the shell, timers, other servers and the goodbye', async () => {
  const result = await sandbox.box.restart(montague.name, withLine('network_backend = "select"'));
  const texts = result.ok ? result.problems.map(({ text }) => text) : [];
  expect(texts).toEqual([expect.stringContaining('select is deprecated')]);
  const romeo = await sandbox.login('romeo@montague.example');
  expect(
    await romeo.ask(`<iq type='get' id='a' to='x@none.example'><ping xmlns='urn:xmpp:ping'/></iq>`, /<\/iq>/),
  ).toContain('unable to resolve service');
  expect(await sandbox.box.shell(montague.name, 'c2s:show()')).toContain('romeo@montague.example/garden');
  const marked = `require"util.timer".add_task(60, function () module:log("info", "a minute later") end)`;
  await sandbox.box.shell(
    montague.name,
    `> local module = prosody.hosts["montague.example"].modules.ping.module ${marked}`,
  );
  await sandbox.box.advance(61);
  expect(sandbox.log.map(({ text }) => text)).toContain('a minute later');
  await sandbox.box.restart(montague.name, montague.config);
  expect(await romeo.until(/<\/stream:stream>/)).toContain('<system-shutdown');
});

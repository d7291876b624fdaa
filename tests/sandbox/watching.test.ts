/** Commands that run on until they are ended, and Prosody's own check of its configuration. */
import { expect, test, vi } from 'vitest';
import { defaultDns, montague } from '../../playground/sandbox/node.ts';
import type { UnreadOptions } from '../../playground/sandbox/types.ts';
import { useSandbox } from './set-up.ts';

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 });

const NAME = montague.name;
const sandbox = useSandbox({ servers: [montague], dns: defaultDns });

/** A command that runs on, and what it has printed. */
function watching(line: string) {
  const ending = new AbortController();
  const pieces: string[] = [];
  const ended = sandbox.box.shell(NAME, line, { signal: ending.signal, onOutput: (piece) => pieces.push(piece) });
  return { pieces, ended, end: () => ending.abort() };
}

test.each([
  ['watch:log()', 'Authenticated as'],
  ['watch:stanzas("romeo@montague.example")', '<presence'],
])('%s tells what happens as it happens, and can be ended', async (line, expected) => {
  const watch = watching(line);
  const client = await sandbox.login('romeo@montague.example');
  client.send('<presence/>');
  await vi.waitFor(() => expect(watch.pieces.join('\n')).toContain(expected), { timeout: 60_000, interval: 50 });
  watch.end();
  expect(await watch.ended).toContain(expected);
  // The shell is free again.
  expect(await sandbox.box.shell(NAME, 'c2s:show()')).toContain('romeo@montague.example');
  client.close();
});

test('the check is Prosody’s own: of the configuration, of DNS, of features', async () => {
  const config = await sandbox.box.check(NAME, 'config');
  expect(config).toMatchObject({ ok: true, text: expect.stringContaining('Public registration is enabled on') });
  const dns = await sandbox.box.check(NAME, 'dns');
  expect(dns.text).toContain('Checking DNS for component conference.montague.example');
  const features = await sandbox.box.check(NAME, 'features');
  expect(features).toMatchObject({ ok: false, text: expect.stringContaining('Suggested modules') });
});

test('the check finds an option that is in the wrong place', async () => {
  await sandbox.box.restart(
    NAME,
    `${montague.config}\ns2s_secure_domains = { "capulet.example" }\npidfile = "/tmp/p"\n`,
  );
  const { ok, text } = await sandbox.box.check(NAME, 'config');
  expect(text).toContain('pidfile');
  expect(ok).toBe(false);
});

test('what the DNS table says from now on counts for new lookups', async () => {
  await sandbox.box.setDns({ ...defaultDns, 'xmpp.montague.example A': ['192.0.2.77'] });
  expect((await sandbox.box.check(NAME, 'dns')).text).toContain('(IPv4/IPv6)');
});

test('options that nothing reads are found with their section: misspelt, of no module that is on, below the wrong host', async () => {
  const unread = async () => JSON.parse((await sandbox.box.check(NAME, 'unread-options')).text) as UnreadOptions;
  await sandbox.box.restart(NAME, montague.config);
  expect((await unread()).found).toEqual([]);
  await sandbox.box.restart(
    NAME,
    `max_awesomeness = 11\nmotd_text = "Hello"\n${montague.config}\n\tmuc_room_locking = false\n\tc2s_ports = { 5222 }\n`,
  );
  const { found, names } = await unread();
  expect([...found].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    { section: '*', name: 'max_awesomeness', modules: [] },
    { section: '*', name: 'motd_text', modules: ['motd'] },
    { section: 'pubsub.montague.example', name: 'muc_room_locking', modules: ['muc'] },
  ]);
  // Written whole, with the module's name, and as a service of its own.
  expect(names).toEqual(expect.arrayContaining(['welcome_message', 'http_file_share_size_limit', 'component_ports']));
});

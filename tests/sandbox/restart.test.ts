/** Changing a server's configuration while it runs: what is good takes its place, what is broken leaves it alone. */
import { expect, test, vi } from 'vitest';
import { montague } from '../../playground/sandbox/node.ts';
import { useSandbox } from './set-up.ts';
import { Wire } from './wire.ts';

// Each test starts servers several times; a busy machine is no failure.
vi.setConfig({ testTimeout: 180_000 });

const NAME = montague.name;
const sandbox = useSandbox({ servers: [montague] }, true);

/** The configuration with a line of one's own at its line 1. */
function withLine(line: string): string {
  return `${line}\n${montague.config}`;
}

async function isAnswering(wire: Wire): Promise<boolean> {
  return /type='result'/.test(await wire.ask(`<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>`, /<iq/));
}

test('a restart with a good configuration says goodbye, then answers with the new one', async () => {
  const before = await sandbox.login('romeo@montague.example');
  const result = await sandbox.box.restart(
    NAME,
    withLine('motd_text = "Verona is closed"').replace('"ping";', '"ping"; "motd";'),
  );
  expect(result).toMatchObject({ ok: true, problems: [] });
  expect(await before.until(/<\/stream:stream>/)).toContain('<system-shutdown');
  const after = await sandbox.login('romeo@montague.example');
  expect(await after.ask('<presence/>', /Verona/)).toContain('Verona is closed');
});

test.each([
  [
    'a syntax error',
    withLine('modules_enabled = {{'),
    /^Error: .*:\d+: '}' expected \(to close '{' at line 1\)/m,
    undefined,
  ],
  ['an unfinished string', withLine('admins = { "romeo }'), /^Error: .*:1: unfinished string/m, 1],
  ['a run-time error', withLine('a = b.c'), /^Error: .*:1: attempt to index a nil value/m, 1],
  ['no host', 'modules_enabled = {}', /No enabled VirtualHost entries found/, undefined],
  ['nothing at all', '', /No enabled VirtualHost entries found/, undefined],
  ['os.exit', withLine('os.exit(3)'), /^Error: exit 3/m, undefined],
])('%s is shown as Prosody says it, and the former server keeps running', async (_, config, said, line) => {
  const client = await sandbox.login('romeo@montague.example');
  const result = await sandbox.box.restart(NAME, config);
  expect(result).toMatchObject({ ok: false, text: expect.stringMatching(said) });
  if (line !== undefined) expect(result).toMatchObject({ line });
  expect(await isAnswering(client)).toBe(true);
});

test('an unknown module and a module that fails do not keep the server down, and are reported', async () => {
  const unknown = await sandbox.box.restart(NAME, montague.config.replace('"ping";', '"ping"; "pong";'));
  expect(unknown).toMatchObject({ ok: true });
  const texts = unknown.ok ? unknown.problems.map(({ text }) => text) : [];
  expect(texts.join('\n')).toMatch(/Unable to load module 'pong'/);
  const wrong = await sandbox.box.restart(NAME, withLine('c2s_stanza_size_limit = "many"'));
  expect(wrong.ok && wrong.problems.map(({ text }) => text).join('\n')).toMatch(/c2s_stanza_size_limit/);
});

test('an endless loop is stopped, and the former server keeps running', async () => {
  const client = await sandbox.login('romeo@montague.example');
  const plain = await sandbox.box.restart(NAME, withLine('while true do end'));
  expect(plain).toMatchObject({ ok: false, text: expect.stringContaining('is there an endless loop?'), line: 1 });
  const stubborn = await sandbox.box.restart(
    NAME,
    withLine('while true do pcall(function () while true do end end) end'),
  );
  expect(stubborn).toMatchObject({ ok: false, text: expect.stringContaining('is there an endless loop?') });
  expect(await isAnswering(client)).toBe(true);
});

test('a configuration that eats memory is stopped', async () => {
  const bomb = 'local t = {} for i = 1, 1e9 do t[i] = ("x"):rep(1000)..i end';
  const result = await sandbox.box.restart(NAME, withLine(bomb));
  expect(result).toMatchObject({ ok: false, plain: expect.stringContaining('all its memory, 128 MiB') });
});

test('data goes with a restart, and stays when asked', async () => {
  await sandbox.box.shell(NAME, 'user:create("tybalt@montague.example", "cats")');
  const client = await sandbox.login('romeo@montague.example');
  await client.ask(
    `<iq type='set' id='v'><query xmlns='jabber:iq:private'><note xmlns='x:note'>kept</note></query></iq>`,
    /<iq/,
  );
  client.send(`<message to='romeo@montague.example' type='chat'><body>archived</body></message>`);
  expect(await isAnswering(client)).toBe(true);
  await sandbox.box.restart(NAME, montague.config, { keepData: true });
  expect(await sandbox.box.shell(NAME, 'user:list("montague.example")')).toContain('tybalt@montague.example');
  const later = await sandbox.login('romeo@montague.example');
  const note = await later.ask(
    `<iq type='get' id='v'><query xmlns='jabber:iq:private'><note xmlns='x:note'/></query></iq>`,
    /<\/iq>/,
  );
  expect(note).toContain('kept');
  expect(await later.ask(`<iq type='set' id='a'><query xmlns='urn:xmpp:mam:2'/></iq>`, /<fin/)).toContain('archived');
  await sandbox.box.restart(NAME, montague.config);
  expect(await sandbox.box.shell(NAME, 'user:list("montague.example")')).not.toContain('tybalt@montague.example');
});

test('SCRAM-SHA-256 is offered and checked when the configuration says so', async () => {
  await sandbox.box.restart(NAME, montague.config.replace('-- password_hash', 'password_hash'));
  for (const account of montague.accounts ?? []) {
    const wire = await sandbox.connect();
    expect(await wire.openStream(NAME)).toContain('<mechanism>SCRAM-SHA-256</mechanism>');
    expect(await wire.scram('sha256', account.jid.split('@')[0] ?? '', 'wrong')).toContain('<not-authorized/>');
    expect(await wire.scram('sha256', account.jid.split('@')[0] ?? '', account.password)).toContain('<success');
  }
});

test('passwords also work with plain storage and with storage in memory', async () => {
  for (const change of [
    'authentication = "internal_plain"',
    'storage = "memory"\nauthentication = "internal_hashed"',
  ]) {
    const result = await sandbox.box.restart(
      NAME,
      montague.config.replace('authentication = "internal_hashed"', change),
    );
    expect(result).toMatchObject({ ok: true, problems: [] });
    await sandbox.login('romeo@montague.example');
  }
});

test('a module that is loaded on request comes with the configuration or the shell line that names it', async () => {
  expect(await sandbox.box.shell(NAME, 'module:load("cloud_notify", "montague.example")')).toContain('OK');
  const result = await sandbox.box.restart(NAME, montague.config.replace('"ping";', '"ping"; "websocket"; "invites";'));
  expect(result.ok && result.problems.map(({ text }) => text)).toEqual([]);
  const http = new Wire(await sandbox.box.connect(NAME, 5280));
  expect(await http.ask('GET /xmpp-websocket HTTP/1.1\r\nHost: montague.example\r\n\r\n', /\r\n\r\n/)).toContain(
    'HTTP/1.1 ',
  );
});

/** One server: logging in, answering, its log, its shell. */
import { expect, test, vi } from 'vitest';
import { clientPort } from '../../playground/cast.ts';
import { montague, startInNode } from '../../playground/sandbox/node.ts';
import { connect, useSandbox } from './set-up.ts';
import { authenticate } from './wire.ts';

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 });

const sandbox = useSandbox();
const { log } = sandbox;

test.each(montague.accounts ?? [])('$jid logs in by SCRAM-SHA-1 with its password', async ({ jid, password }) => {
  const client = await sandbox.connect();
  expect(await client.openStream('montague.example')).toContain('<mechanism>SCRAM-SHA-1</mechanism>');
  expect(await client.scram('sha1', jid.split('@')[0] ?? '', password)).toContain('<success');
  client.close();
});

test('a wrong password is refused, by SCRAM and by PLAIN, and the right one works afterwards', async () => {
  const client = await sandbox.connect();
  await client.openStream('montague.example');
  expect(await client.scram('sha1', 'romeo', 'wrong')).toContain('<not-authorized/>');
  const plain = Buffer.from('\0romeo\0wrong').toString('base64');
  expect(await client.ask(authenticate('PLAIN', plain), /<\/failure>/)).toContain('<not-authorized/>');
  expect(await client.scram('sha1', 'romeo', 'orchard')).toContain('<success');
  client.close();
});

test('anonymous clients get an address on the second host', async () => {
  const client = await sandbox.connect();
  await client.openStream('anon.montague.example');
  expect(await client.ask(authenticate('ANONYMOUS', ''), /<success|<failure/)).toContain('<success');
  await client.openStream('anon.montague.example');
  expect(await client.bind('x')).toMatch(/<jid>[a-z0-9_-]+@anon\.montague\.example\/x<\/jid>/);
  client.close();
});

test('text comes back byte for byte: emoji, combining characters, right to left', async () => {
  const client = await sandbox.login('romeo@montague.example');
  const body = '🌹👩‍👩‍👧 é שלום مرحبا \u{10ffff} ✓';
  const answer = await client.ask(
    `<message to='romeo@montague.example/garden' id='é🌹'><body>${body}</body></message>`,
    /<\/message>/,
  );
  expect(answer).toContain(`<body>${body}</body>`);
  expect(answer).toContain(`id='é🌹'`);
  client.close();
});

test('a stanza that arrives one byte at a time is answered as a whole one', async () => {
  const client = await sandbox.login('romeo@montague.example');
  for (const byte of new TextEncoder().encode(`<iq type='get' id='ü'><ping xmlns='urn:xmpp:ping'/></iq>`)) {
    client.send(Uint8Array.of(byte));
  }
  expect(await client.until(/<iq/)).toMatch(/id='ü'/);
  client.close();
});

test('messages reach another account, and presence shows it', async () => {
  const [from, to] = [await sandbox.login('romeo@montague.example'), await sandbox.connect()];
  await to.login('juliet@montague.example', 'balcony', 'chamber');
  await to.ask('<presence/>', /<presence/);
  from.send(`<message to='juliet@montague.example' type='chat' id='m1'><body>Soft!</body></message>`);
  expect(await to.until(/<\/message>/)).toMatch(/from='romeo@montague.example\/garden'/);
  from.close();
  to.close();
});

test('rooms, publish-subscribe and the archive answer', async () => {
  const client = await sandbox.login('romeo@montague.example');
  await client.ask('<presence/>', /<presence/);
  const entered = await client.ask(
    `<presence to='verona@conference.montague.example/Romeo'><x xmlns='http://jabber.org/protocol/muc'/></presence>`,
    /<subject/,
  );
  expect(entered).toContain(`code='201'`);
  const made = await client.ask(
    `<iq type='set' id='n' to='pubsub.montague.example'><pubsub xmlns='http://jabber.org/protocol/pubsub'><create node='news'/></pubsub></iq>`,
    /<iq [^>]*id='n'[^>]*>|id='n'/,
  );
  expect(made).toMatch(/type='(result|error)'/);
  client.send(`<message to='romeo@montague.example/garden' id='kept' type='chat'><body>Keep me.</body></message>`);
  await client.until(/Keep me/);
  const archive = await client.ask(`<iq type='set' id='a'><query xmlns='urn:xmpp:mam:2'/></iq>`, /<fin/);
  expect(archive).toContain('Keep me.');
  client.close();
});

test('the log carries level, source, text and time of what happens', async () => {
  log.length = 0;
  const before = Date.now();
  (await sandbox.login('romeo@montague.example')).close();
  const line = log.find(({ text }) => text.startsWith('Authenticated as romeo@montague.example'));
  expect(line).toMatchObject({ server: 'montague.example', level: 'info', source: expect.stringMatching(/^c2s/) });
  expect(line?.at).toBeGreaterThanOrEqual(before);
});

test('the log has the lines of the start for whoever asks first', async () => {
  const other = await startInNode({ servers: [montague] });
  const texts: string[] = [];
  other.onLog(({ text }) => texts.push(text));
  expect(texts[0]).toBe('Hello and welcome to Prosody version 13.0.1');
  await other.stop();
});

test('the admin shell lists, creates and explains', async () => {
  const shell = (line: string) => sandbox.box.shell('montague.example', line);
  expect(await shell('help')).toContain('c2s');
  expect(await shell('user:list("montague.example")')).toMatch(/romeo@montague\.example[\s\S]*OK: Showing all 4 users/);
  expect(await shell('user:create("tybalt@montague.example", "cats")')).toContain(
    'OK: Created tybalt@montague.example',
  );
  const client = await sandbox.connect();
  expect(await client.login('tybalt@montague.example', 'cats', 'x')).toContain('<jid>tybalt@montague.example/x</jid>');
  expect(await shell('c2s:show()')).toContain('tybalt@montague.example/x');
  expect(await shell('c2s:nonsense()')).toMatch(/^! /m);
  expect(await shell('>1+1')).toContain('2');
  client.close();
});

test('a port that nothing listens on is refused in plain words', async () => {
  await expect(sandbox.box.connect('montague.example', 4)).rejects.toThrow('does not listen on port 4');
  await expect(sandbox.box.connect('verona.example', clientPort)).rejects.toThrow('no server named verona.example');
});

test('a server that is shut down is reported, its clients are told, and it can be started again', async () => {
  const other = await startInNode({ servers: [montague] });
  const deaths: string[] = [];
  other.onDeath((server, why) => deaths.push(`${server}: ${why}`));
  const client = await connect(other);
  await client.login('romeo@montague.example', 'orchard', 'x');
  await other.shell('montague.example', 'server:shutdown("Good night")').catch(() => 'closed before it answered');
  expect(await client.until(/<\/stream:stream>/)).toContain('Good night');
  await expect.poll(() => deaths).toEqual(['montague.example: it was shut down']);
  await expect(other.connect('montague.example', clientPort)).rejects.toThrow('no server named montague.example up');
  expect(await other.restart('montague.example', montague.config)).toMatchObject({ ok: true });
  await other.connect('montague.example', clientPort);
  await other.stop();
});

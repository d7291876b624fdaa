/**
 * A server of the same configuration goes on from the image of one that has started: as it would be after a start, and like no other. Here
 * images are those that a thread has made itself; shipped-image.test.ts is about those that come with the site.
 */
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import { Engine } from '../../playground/sandbox/engine/engine.ts';
import {
  type LocalSandbox,
  type SandboxOptions,
  montague as shippedMontague,
  startInNode,
} from '../../playground/sandbox/node.ts';
import { login } from './set-up.ts';

// Not as it comes with the site.
const montague = { ...shippedMontague, config: `${shippedMontague.config}\n-- ours` };

vi.setConfig({ testTimeout: 180_000 });

let boot: MockInstance;
let resume: MockInstance;
const open: LocalSandbox[] = [];

beforeEach(async () => {
  // Makes the image, where this file has not made it yet.
  await (await startInNode({ servers: [montague] })).stop();
  boot = vi.spyOn(Engine.prototype, 'boot');
  resume = vi.spyOn(Engine.prototype, 'resume');
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const box of open.splice(0)) await box.stop();
});

async function start(options: SandboxOptions = { servers: [montague] }): Promise<LocalSandbox> {
  const box = await startInNode(options);
  open.push(box);
  return box;
}

const evaluate = (box: LocalSandbox, code: string) => box.engine(montague.name).eval(code);

test('it answers, more than one client, and stores what it is told', async () => {
  const box = await start();
  expect([boot, resume].map((way) => way.mock.calls.length)).toEqual([0, 1]);
  const romeo = await login(box, 'romeo@montague.example');
  const mercutio = await login(box, 'mercutio@montague.example');
  romeo.send(`<presence/>`);
  mercutio.send(`<message to='romeo@montague.example' type='chat' id='m'><body>awake?</body></message>`);
  expect(await romeo.until(/<\/message>/)).toContain('awake?');
  await box.shell(montague.name, 'user:create("peter@montague.example", "secret")');
  expect((await box.data(montague.name)).size).toBeGreaterThan(0);
  expect(await box.shell(montague.name, 'user:list("montague.example")')).toContain('peter@');
  // The next one knows nothing of it.
  expect(await (await start()).shell(montague.name, 'user:list("montague.example")')).not.toContain('peter@');
});

test('two of one image share no secret, no id, no nonce, no salt and no random number', async () => {
  const secrets = async (box: LocalSandbox) => {
    const host = montague.name;
    await box.shell(host, 'user:create("peter@montague.example", "secret")');
    const wire = await login(box, 'romeo@montague.example');
    wire.send('<presence/>');
    const stored = [...(await box.data(host))].find(([path]) => path.endsWith('accounts/peter.dat'));
    return {
      dialback: evaluate(box, `return prosody.hosts["${host}"].modules.dialback.module.save().dialback_secret`),
      id: evaluate(box, 'return require "prosody.util.id".long()'),
      uuid: evaluate(box, 'return require "prosody.util.uuid".generate()'),
      random: evaluate(box, 'return math.random(0)'),
      nonce: evaluate(
        box,
        'return (require "prosody.util.random".bytes(18):gsub(".", function (c) return ("%02x"):format(c:byte()) end))',
      ),
      salt: /salt"\] = ("[^"]+")/.exec(Buffer.from(stored?.[1] ?? []).toString())?.[1],
      archived: /<stanza-id[^>]* id='([^']+)'/.exec(
        await wire.ask(
          `<message to='romeo@montague.example' type='chat' id='m'><body>x</body></message>`,
          /<\/message>/,
        ),
      )?.[1],
    };
  };
  const [one, two] = [await secrets(await start()), await secrets(await start())];
  expect(resume).toHaveBeenCalledTimes(2);
  for (const [name, value] of Object.entries(one)) {
    expect(value, name).toMatch(/.{8}/);
    expect(value, name).not.toBe(two[name as keyof typeof two]);
  }
});

test('a secret of dialback that the configuration sets stays', async () => {
  const servers = [{ ...montague, config: `dialback_secret = "shared by a cluster"\n${montague.config}` }];
  const secret = (box: LocalSandbox) =>
    evaluate(box, `return prosody.hosts["${montague.name}"].modules.dialback.module.save().dialback_secret`);
  const [first, second] = [await start({ servers }), await start({ servers })];
  expect(resume).toHaveBeenCalledTimes(1);
  expect(secret(second)).toBe(secret(first));
});

test('its start is now, and its log tells it', async () => {
  const before = Date.now();
  const box = await startInNode({ servers: [montague] });
  open.push(box);
  expect(Number(evaluate(box, 'return prosody.start_time'))).toBeGreaterThanOrEqual(Math.floor(before / 1000));
  const lines: { text: string; at: number }[] = [];
  const next = await box.restart(montague.name, montague.config);
  box.onLog((line) => lines.push(line));
  expect(next).toMatchObject({ ok: true });
  expect(lines.map(({ text }) => text).join('\n')).toContain('Hello and welcome to Prosody version');
  for (const { at } of lines) expect(at).toBeGreaterThanOrEqual(before);
});

test.each<[string, SandboxOptions]>([
  ['configuration', { servers: [{ ...montague, config: `${montague.config}\n-- changed` }] }],
  ['set of accounts', { servers: [{ ...montague, accounts: [] }] }],
  ['address', { servers: [{ ...montague, address: '192.0.2.77' }] }],
  ['answer to TLS', { servers: [montague], pretendTls: true }],
  ['past', { servers: [{ ...montague, data: new Map([['/var/lib/prosody/x', Uint8Array.of(1)]]) }] }],
])('a server with another %s starts from nothing', async (_, options) => {
  await start(options);
  expect([boot, resume].map((way) => way.mock.calls.length)).toEqual([1, 0]);
});

test('after the clock was moved, servers start from nothing: an image would be back in the past', async () => {
  const box = await start();
  await box.advance(3600);
  expect(await box.restart(montague.name, montague.config)).toMatchObject({ ok: true });
  expect(boot).toHaveBeenCalledTimes(1);
});

test('its memory grows to the limit and no further, again and again', async () => {
  for (let round = 0; round < 2; round++) {
    const box = await start();
    const bomb = '> local t = {} for i = 1, 1e9 do t[i] = ("a"):rep(100000)..i end';
    expect(await box.shell(montague.name, bomb)).toContain('not enough memory');
    await login(box, 'romeo@montague.example');
  }
  expect(resume).toHaveBeenCalledTimes(2);
});

/** The images that come with the site: what is in them, what a server that wakes from one makes new, and when there is none. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { readyKeys } from '../../playground/sandbox/accounts.ts';
import { ensureBundle } from '../../playground/sandbox/bundle/index.ts';
import { type Files, gunzip, unpackFiles } from '../../playground/sandbox/bundle-format.ts';
import { Clock } from '../../playground/sandbox/engine/clock.ts';
import { Engine } from '../../playground/sandbox/engine/engine.ts';
import { Images } from '../../playground/sandbox/engine/images.ts';
import { LocalSandbox } from '../../playground/sandbox/engine/local-sandbox.ts';
import { LuaBridge, text } from '../../playground/sandbox/engine/lua-bridge.ts';
import { MemoryFiles } from '../../playground/sandbox/engine/system/memory-files.ts';
import { randomBytes } from '../../playground/sandbox/engine/system/wasi.ts';
import { readImage } from '../../playground/sandbox/image/format.ts';
import { type ImageSource, imagePath, makeImage } from '../../playground/sandbox/image/make.ts';
import { withKey } from '../../playground/sandbox/image/module-key.ts';
import { ShippedImages } from '../../playground/sandbox/image/shipped.ts';
import { capulet, montague, type SandboxOptions, type ServerConfig } from '../../playground/sandbox/node.ts';
import { connect, login } from './set-up.ts';

vi.setConfig({ testTimeout: 180_000 });

let source: ImageSource;
let wasm: Uint8Array<ArrayBuffer>;
/** The image of montague.example, as it is shipped. */
let image: Files;

beforeAll(async () => {
  const { paths } = await ensureBundle();
  wasm = await readFile(paths.module);
  source = { core: await unpack(paths.core), module: await WebAssembly.compile(wasm) };
  image = await unpack(imagePath(montague.name));
});
afterEach(() => void vi.restoreAllMocks());

async function unpack(path: string): Promise<Files> {
  return unpackFiles(await gunzip(new Blob([await readFile(path)]).stream()));
}

interface Tried {
  readonly load: (name: string) => Promise<Files>;
  readonly module: WebAssembly.Module;
}

/** Starts a sandbox as a worker does. Tells how each server came up, and how often the files of a start were asked for. */
async function start(options: SandboxOptions = { servers: [montague] }, tried: Partial<Tried> = {}) {
  const [boot, resume] = [vi.spyOn(Engine.prototype, 'boot'), vi.spyOn(Engine.prototype, 'resume')];
  const { module = source.module, load = (name) => unpack(imagePath(name)) } = tried;
  const core = vi.fn(async () => source.core);
  const none = async () => new Map();
  const shipped = new ShippedImages(load, Promise.resolve(module));
  const lines: string[] = [];
  const parts = { core, more: none, newer: none, module, shipped, images: new Images() };
  const box = await LocalSandbox.start(options, parts, ({ text }) => lines.push(text));
  onTestFinished(() => box.stop());
  const [booted, awoken] = [boot.mock.calls.length, resume.mock.calls.length];
  vi.restoreAllMocks();
  return { box, core, lines, booted, awoken };
}

/** Runs Lua in a server as it is in an image, before it wakes. */
function asleep(files: Files, code: string): string {
  const clock = new Clock();
  const system = { files: new MemoryFiles(() => 0), clock, random: randomBytes, address: montague.address };
  const bridge = new LuaBridge(source.module, system, readImage(files).image.lua);
  const [result, problem] = bridge.method('stanzabox', 'eval')(code);
  if (!(result instanceof Uint8Array)) throw new Error(`It failed: ${problem}`);
  return text(result);
}

test('an image is the same each time that it is made, and the one that is shipped', async () => {
  const again = await makeImage(montague, source);
  expect([...again.keys()]).toEqual([...image.keys()]);
  for (const [path, content] of again) expect(Buffer.compare(content, image.get(path) ?? Buffer.of()), path).toBe(0);
});

test('nothing of an account is in it, no password and no salt', () => {
  const all = Buffer.concat([...image.values()]).toString('latin1');
  expect(all).toContain('montague.example');
  for (const account of montague.accounts ?? []) {
    const { password } = account;
    const keys = readyKeys(account);
    expect(keys).toBeDefined();
    const values = Object.values(keys ?? {}).flatMap(({ salt, storedKey, serverKey }) => [salt, storedKey, serverKey]);
    for (const hex of values) {
      expect(all).not.toContain(hex);
      expect(all).not.toContain(Buffer.from(hex, 'hex').toString('latin1'));
    }
    expect(all).not.toContain(password);
  }
});

test('what chance made in it are names, and secrets that a server which wakes has no more', async () => {
  const all = walk('string', 'return found');
  const texts = (found: string) => new Set(found.split('\n'));
  const [one, other] = [texts(asleep(image, all)), texts(asleep(await makeImage(montague, source, 2), all))];
  const made = [...one].filter((text) => !other.has(text));
  const secrets = made.filter((text) => !/^(runner|fdwatch|serv)?[\w-]{12}$/.test(text));
  const dialback = `local all = {}; for _, host in pairs(prosody.hosts) do
    if host.modules.dialback then all[#all + 1] = host.modules.dialback.module.save().dialback_secret; end end
    table.sort(all); return table.concat(all, " ")`;
  expect(secrets.sort().join(' ')).toBe(asleep(image, dialback));
  const { box } = await start();
  const awake = texts(box.engine(montague.name).eval(all));
  expect(awake).toContain('http://etherx.jabber.org/streams');
  expect(secrets.filter((secret) => awake.has(secret))).toEqual([]);
  for (const secret of box.engine(montague.name).eval(dialback).split(' ')) expect(secret).toMatch(/^[0-9a-f]{64}$/);
});

test('nothing in a server that woke knows when its image was made', async () => {
  const { box } = await start();
  const year = 366 * 24 * 3600;
  const from = Date.UTC(2000, 0, 1) / 1000 - year;
  const code = walk(
    'number',
    `local old = {}; for number in found:gmatch("[^\\n]+") do
    local n = tonumber(number) or 0; if n > ${from} and n < ${from + 2 * year} then old[#old + 1] = number; end end return table.concat(old, " ")`,
  );
  expect(box.engine(montague.name).eval(code)).toBe('');
  const now = box.engine(montague.name).eval('return prosody.start_time');
  expect(Math.abs(Number(now) - Date.now() / 1000)).toBeLessThan(3600);
});

/** Lua that finds all values of a type that can be reached from anywhere, as lines of the text `found`, then does the rest. */
function walk(type: 'string' | 'number', rest: string): string {
  return `local seen, list, todo = {}, {}, { debug.getregistry() };
  local function see(v)
    if type(v) == "${type}" then list[#list + 1] = tostring(v); end
    if (type(v) == "table" or type(v) == "function" or type(v) == "thread" or type(v) == "userdata") and not seen[v] then
      seen[v] = true; todo[#todo + 1] = v;
    end
  end
  while #todo > 0 do
    local v = table.remove(todo);
    see(debug.getmetatable(v));
    if type(v) == "table" and v ~= list and v ~= seen and v ~= todo then
      for key, value in next, v do see(key); see(value); end
    elseif type(v) == "function" then
      for i = 1, 255 do local name, value = debug.getupvalue(v, i); if not name then break; end see(value); end
    elseif type(v) == "thread" and v ~= coroutine.running() then
      for level = 0, 100 do
        if not debug.getinfo(v, level, "f") then break; end
        for i = 1, 255 do local name, value = debug.getlocal(v, level, i); if not name then break; end see(value); end
      end
    end
  end
  local found = table.concat(list, "\\n");
  ${rest}`;
}

test('two processes that wake the same image share no id, no nonce, no salt and no secret', async () => {
  const script = fileURLToPath(new URL('./tell-secrets.ts', import.meta.url));
  const run = async () =>
    JSON.parse((await promisify(execFile)(process.execPath, [script])).stdout) as Record<string, string>;
  const [one, two] = await Promise.all([run(), run()]);
  expect(Object.keys(one)).toHaveLength(9);
  for (const [name, value] of Object.entries(one)) {
    expect(value, name).toMatch(/^.{8,}/);
    expect(value, name).not.toBe(two[name]);
  }
});

test('a visit needs neither the source of Prosody nor a start', async () => {
  const { box, core, booted, awoken } = await start({ servers: [montague, capulet] });
  expect([booted, awoken]).toEqual([0, 2]);
  const romeo = await login(box, 'romeo@montague.example');
  const anonymous = await connect(box);
  await anonymous.openStream('anon.montague.example');
  romeo.send('<presence/>');
  expect(await romeo.ask(`<iq type='get' id='i'><query xmlns='jabber:iq:roster'/></iq>`, /<\/iq>/)).toContain('result');
  expect(await box.shell(montague.name, 'user:list("montague.example")')).toContain('romeo@');
  expect(core).not.toHaveBeenCalled();
});

test('what reads a source later finds it', async () => {
  const { box, core } = await start();
  expect(await box.shell(montague.name, 'module:reload("ping", "montague.example")')).toContain('OK');
  expect(core).toHaveBeenCalledTimes(1);
  expect(await box.shell(montague.name, 'module:load("motd", "montague.example")')).toContain('OK');
  expect(await box.shell(montague.name, 'module:load("s2s_bidi", "montague.example")')).toContain('OK');
});

test('it wakes with the accounts of whoever asks', async () => {
  const accounts = [{ jid: 'romeo@montague.example', password: 'pencil' }];
  const { box, awoken } = await start({ servers: [{ ...montague, accounts }] });
  expect(awoken).toBe(1);
  expect(await box.shell(montague.name, 'user:list("montague.example")')).not.toContain('juliet@');
  const wire = await connect(box);
  expect(await wire.login('romeo@montague.example', 'pencil', 'garden')).toContain(
    '<jid>romeo@montague.example/garden',
  );
});

test('it wakes in the present of a clock that was moved, and its timers count from there', async () => {
  const { box, lines } = await start();
  await box.advance(30 * 24 * 3600);
  await box.restart(montague.name, montague.config);
  const engine = box.engine(montague.name);
  const days = (Number(engine.eval('return os.time()')) - Date.now() / 1000) / (24 * 3600);
  expect(days).toBeCloseTo(30, 0);
  engine.eval('require "util.timer".add_task(7200, function () prosody.log("info", "two hours are over") end)');
  await box.advance(3600);
  expect(lines).not.toContain('two hours are over');
  // The server asks to be woken a moment later than its timer, by as long as a busy computer let it wait meanwhile.
  await box.advance(3660);
  expect(lines).toContain('two hours are over');
});

test.each<[string, () => Partial<Tried>]>([
  ['of another build', () => ({ module: new WebAssembly.Module(withKey(wasm.slice(0, -75 - 1), '0'.repeat(64))) })],
  ['that cannot be had', () => ({ load: () => Promise.reject(new Error('404')) })],
  ['of another server', () => ({ load: () => unpack(imagePath(capulet.name)) })],
  [
    'that is cut short',
    () => ({
      load: async () => new Map([...image, ['image/lua', (image.get('image/lua') ?? Buffer.of()).slice(0, 500_000)]]),
    }),
  ],
  ['that is something else', () => ({ load: async () => new Map([['image/lua', Buffer.of(1)]]) })],
])('an image %s is left alone: the server starts from nothing, and says the same', async (_, tried) => {
  const { box, booted, awoken, lines } = await start(undefined, tried());
  expect([booted, awoken]).toEqual([1, 0]);
  await login(box, 'romeo@montague.example');
  const others = await start();
  expect(others.awoken).toBe(1);
  // Which address of a port comes first differs from start to start.
  const said = (all: readonly string[]) =>
    all
      .filter((text) => /^(Hello|Prosody is|Activated)/.test(text))
      .map((text) => text.replace(/\[\S+:(\d+)/g, '$1'))
      .sort();
  await login(others.box, 'romeo@montague.example');
  expect(said(lines).length).toBeGreaterThan(6);
  expect(said(lines)).toEqual(said(others.lines));
});

test.each<[string, ServerConfig, boolean]>([
  ['configuration', { ...montague, config: `${montague.config}\n-- changed` }, false],
  ['address', { ...montague, address: '192.0.2.77' }, false],
  ['answer to TLS', montague, true],
  ['past', { ...montague, data: new Map([['/var/lib/prosody/x', Uint8Array.of(1)]]) }, false],
])('a server with another %s starts from nothing', async (_, server, pretendTls) => {
  const { booted, awoken } = await start({ servers: [server], pretendTls });
  expect([booted, awoken]).toEqual([1, 0]);
});

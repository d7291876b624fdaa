/** The worker path in a real browser: built by Vite, served as files, under the strict policy of the page. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ensureBundle } from '../../playground/sandbox/bundle/index.ts';
import type * as door from '../../playground/sandbox/index.ts';
import { chromiumFlags, chromiumPath } from '../../src/commands/index.ts';

declare const sandbox: typeof door;

// A busy machine is no failure.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let folder: string;
let server: PreviewServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  await ensureBundle();
  folder = await mkdtemp(join(tmpdir(), 'stanzabox-sandbox-'));
  const root = fileURLToPath(new URL('./browser-page/', import.meta.url));
  const settings = { root, base: '/below/', configFile: false as const, logLevel: 'error' as const };
  const build_ = { outDir: folder, emptyOutDir: true, target: 'es2022' };
  await build({ ...settings, worker: { format: 'es' }, build: build_ });
  server = await preview({ ...settings, build: build_, preview: { host: '127.0.0.1', port: 0 } });
  browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags] });
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.resolvedUrls?.local[0]}`);
  await page.waitForFunction(() => document.title === 'Sandbox ready');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

test('a server starts in a worker and answers an anonymous client', async () => {
  const result = await page.evaluate(async () => {
    const phases: string[] = [];
    const began = performance.now();
    const box = await sandbox.start({ servers: [sandbox.montague], onProgress: ({ phase }) => phases.push(phase) });
    const started = performance.now() - began;
    const log: string[] = [];
    box.onLog(({ text }) => log.push(text));
    const pipe = await box.connect('montague.example', 5222);
    const decoder = new TextDecoder();
    let received = '';
    let arrived = () => {};
    pipe.onData = (bytes) => {
      received += bytes ? decoder.decode(bytes, { stream: true }) : '(closed)';
      arrived();
    };
    const ask = async (text: string, until: string) => {
      received = '';
      pipe.send(new TextEncoder().encode(text));
      while (!received.includes(until)) await new Promise<void>((resolve) => (arrived = resolve));
      return received;
    };
    const open = `<stream:stream to='anon.montague.example' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>`;
    await ask(open, '</stream:features>');
    await ask(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>`, '<success');
    await ask(open, '</stream:features>');
    await ask(`<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`, '</iq>');
    const pong = await ask(`<iq type='get' id='p 🌹'><ping xmlns='urn:xmpp:ping'/></iq>`, '/>');
    const shell = await box.shell('montague.example', 'c2s:show()');
    await box.stop();
    return { phases: [...new Set(phases)], pong, shell, log, started };
  });
  // The worker loads the files before it is asked to start: what was quick is over by then, and has nothing to tell.
  expect(result.phases.slice(-2)).toEqual(['start', 'ready']);
  expect(['download', 'unpack', 'start', 'ready'].slice(-result.phases.length)).toEqual(result.phases);
  expect(result.pong).toMatch(/<iq .*id='p 🌹'/);
  expect(result.pong).toContain(`type='result'`);
  expect(result.shell).toContain('1 c2s sessions shown');
  expect(result.log).toContain('Client connected');
  expect(complaints).toEqual([]);
});

test('a restart in the worker keeps the former server until the new one is up, and two servers talk', async () => {
  const result = await page.evaluate(async () => {
    const box = await sandbox.start({ servers: [sandbox.montague, sandbox.capulet], dns: sandbox.defaultDns });
    const broken = await box.restart('montague.example', 'oops = {');
    const pong = await box.shell('montague.example', 'xmpp:ping("montague.example", "capulet.example")');
    const good = await box.restart('montague.example', sandbox.montague.config);
    const again = await box.shell('montague.example', 'xmpp:ping("montague.example", "capulet.example")');
    await box.advance(3600);
    await box.stop();
    const late = await box.shell('montague.example', 'help').catch((error: Error) => error.message);
    return { broken, pong, good, again, late };
  });
  expect(result.broken).toMatchObject({ ok: false, line: 1 });
  expect(result.pong).toContain('OK: pong from capulet.example');
  expect(result.good).toMatchObject({ ok: true, problems: [] });
  expect(result.again).toContain('OK: pong from capulet.example');
  expect(result.late).toContain('it was stopped');
  expect(complaints).toEqual([]);
});

test('a loop that the watchdog cannot see ends the worker, tells the page, and a new start works', async () => {
  const result = await page.evaluate(async () => {
    const box = await sandbox.start({ servers: [sandbox.montague] });
    const deaths: string[] = [];
    box.onDeath((server, why) => deaths.push(`${server}: ${why}`));
    const pipe = await box.connect('montague.example', 5222);
    let isClosed = false;
    pipe.onData = (bytes) => {
      if (bytes === null) isClosed = true;
    };
    // A pattern that backtracks for ages inside one C function, where Lua's hooks do not run.
    const bomb = `local x = ("a"):rep(1e5):find(".-.-.-.-b")\n`;
    const failure = await box.restart('montague.example', bomb).catch((error: Error) => error.message);
    const next = await sandbox.start({ servers: [sandbox.montague] });
    const shell = await next.shell('montague.example', 'user:list("montague.example")');
    await next.stop();
    return { deaths, failure, isClosed, shell };
  });
  expect(result.failure).toContain('did nothing but one piece of work for 20 seconds');
  expect(result.deaths).toEqual([
    expect.stringContaining('montague.example: it did nothing but one piece of work for 20 seconds'),
  ]);
  expect(result.isClosed).toBe(true);
  expect(result.shell).toContain('romeo@montague.example');
});

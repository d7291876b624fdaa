import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Serving, serve } from '../../src/commands/serve.ts';

let folder: string;
const open: Serving[] = [];
/** A port of its own for each server: the client keeps connections to a port alive. */
let nextPort = 43_210;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stanzabox-serve-'));
  mkdirSync(join(folder, '_astro'));
  mkdirSync(join(folder, 'guides'));
  writeFileSync(join(folder, 'index.html'), 'home '.repeat(1000));
  writeFileSync(join(folder, 'index.html.gz'), gzipSync('home '.repeat(1000)));
  writeFileSync(join(folder, 'guides', 'index.html'), 'guides');
  writeFileSync(join(folder, '404.html'), 'lost');
  writeFileSync(join(folder, '_astro', 'a.12345678.js'), '1');
  writeFileSync(join(folder, 'offline-worker.js'), '1');
  writeFileSync(join(folder, '_astro', 'prosody.12345678.bin'), 'x'.repeat(5000));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((serving) => serving.close()));
  rmSync(folder, { recursive: true });
});

async function serveHere(options: { base?: string; port?: number; tries?: number } = {}): Promise<Serving> {
  const serving = await serve({ folder, host: '127.0.0.1', port: nextPort++, tries: 50, base: '/', ...options });
  open.push(serving);
  return serving;
}

describe('the static server', () => {
  it('serves pages, hashed files as immutable, and the 404 page with its status', async () => {
    const { address } = await serveHere();
    expect(await (await fetch(`${address}guides/`)).text()).toBe('guides');
    const asset = await fetch(`${address}_astro/a.12345678.js`);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    const worker = await fetch(`${address}offline-worker.js`);
    expect(worker.headers.get('cache-control')).toBe('no-cache');
    expect(worker.headers.get('content-type')).toMatch(/^text\/javascript/);
    const missing = await fetch(`${address}nowhere/`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).toBe('lost');
  });

  it('serves the compressed copy of a file to whoever takes it', async () => {
    const { address } = await serveHere();
    const page = await fetch(address, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(page.headers.get('content-encoding')).toBe('gzip');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toBe('home '.repeat(1000));
    const plain = await fetch(address, { headers: { 'Accept-Encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe('home '.repeat(1000));
    const bundle = await fetch(`${address}_astro/prosody.12345678.bin`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(bundle.headers.get('content-encoding')).toBeNull();
  });

  it('serves under a base path and leads there from outside of it', async () => {
    const { address } = await serveHere({ base: '/docs/' });
    expect(address).toMatch(/\/docs\/$/);
    expect(await (await fetch(`${address}guides/`)).text()).toBe('guides');
    const outside = await fetch(new URL('/', address), { redirect: 'manual' });
    expect(outside.headers.get('location')).toBe('/docs/');
  });

  it('takes the next free port when the first is taken, and says so when none is', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as { port: number };
    try {
      expect((await serveHere({ port })).port).toBeGreaterThan(port);
      await expect(serveHere({ port, tries: 1 })).rejects.toThrow(/No port from .* is free/);
    } finally {
      blocker.close();
    }
  });
});

/** A site with a server of its own, which is really stopped and started again, and a newer version of that site. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Serving, serve } from '../../src/commands/index.ts';
import { makeWorker } from '../../src/site/offline/integration.ts';
import { builtFolder } from './pages.ts';

export class Site {
  readonly port: number;
  #serving: Serving | undefined;
  #silent: Server | undefined;

  constructor(port: number) {
    this.port = port;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  async start(folder = builtFolder): Promise<void> {
    await this.stop();
    this.#serving = await serve({ folder, host: '127.0.0.1', port: this.port, tries: 1, base: '/' });
  }

  /** Nobody listens any longer. */
  async stop(): Promise<void> {
    await this.#serving?.close();
    this.#serving = undefined;
    const silent = this.#silent;
    this.#silent = undefined;
    if (silent) await new Promise((resolve) => silent.close(resolve));
  }

  /** A server that takes each connection and never says a word. */
  async startSilent(): Promise<void> {
    await this.stop();
    const silent = createServer((socket) => {
      socket.on('error', () => {});
      this.#open.add(socket);
    });
    await new Promise<void>((resolve) => silent.listen(this.port, '127.0.0.1', resolve));
    this.#silent = silent;
  }

  readonly #open = new Set<{ destroy(): unknown }>();

  /** Hangs up on everybody. */
  async hangUp(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    this.#open.clear();
    await this.stop();
  }
}

/** What the newer version calls its playground. */
export const newerTitle = 'Playground, newer';

/** The built site with another script and another page, as a later build would have them, and its own worker. */
export async function newerSite(): Promise<{ readonly folder: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'stanzabox-newer-'));
  cpSync(builtFolder, folder, { recursive: true });
  const scripts = join(folder, '_astro');
  const old = readdirSync(scripts).find((name) => /^Help[.-].*\.js$/.test(name)) ?? '';
  const fresh = old.replace(/^(Help[.-]).*(\.js)$/, '$1NewerOne$2');
  renameSync(join(scripts, old), join(scripts, fresh));
  const help = readFileSync(join(scripts, fresh), 'utf8');
  writeFileSync(join(scripts, fresh), help.replace('What this is', 'What this is, newer'));
  for (const name of [old, fresh]) rmSync(join(scripts, `${name}.gz`), { force: true });
  const playground = readdirSync(scripts).find((name) => /^Playground\..*\.js$/.test(name)) ?? '';
  const names = new Map([
    [old, fresh],
    [playground, 'Playground.NewerOne.js'],
  ]);
  renameSync(join(scripts, playground), join(scripts, 'Playground.NewerOne.js'));
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|html)$/.test(name));
  for (const name of texts) {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    let now = text;
    for (const [before, after] of names) now = now.replaceAll(before, after);
    if (name === join('playground', 'index.html')) {
      now = now.replace('<title>Playground |', `<title>${newerTitle} |`);
    }
    if (now === text) continue;
    writeFileSync(path, now);
    // The compressed copy is of the text before.
    rmSync(`${path}.gz`, { force: true });
  }
  rmSync(join(folder, 'offline-worker.js.gz'), { force: true });
  writeFileSync(join(folder, 'offline-worker.js'), await makeWorker(folder, ['playground/', 'playground/sandbox/']));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

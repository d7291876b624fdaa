/** A page with nothing but the sandbox and a session, built and served: what the console's own work is compared with. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';

export async function serveBarePage(): Promise<{ address: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'stanzabox-bench-'));
  const root = join(import.meta.dirname, 'page');
  const settings = {
    root,
    configFile: false as const,
    logLevel: 'error' as const,
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
  };
  await build({ ...settings, worker: { format: 'es' } });
  const server = await preview({ ...settings, preview: { host: '127.0.0.1', port: 0 } });
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

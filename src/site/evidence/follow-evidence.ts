/**
 * In `npm run dev`, a page follows its evidence as it follows its text: a run of the lab is seen without a reload by hand. What
 * is drawn on a page from evidence is not a module, so the development server would not know that the page depends on it.
 */
import { existsSync } from 'node:fs';
import type { Plugin } from 'vite';

/** The page's file that evidence is about: `install.mdx` of `install.run.json`; undefined for every other file. */
export function pageOfEvidence(file: string, exists: (file: string) => boolean = existsSync): string | undefined {
  if (!file.endsWith('.run.json')) return undefined;
  return ['.mdx', '.md'].map((ending) => file.replace(/\.run\.json$/, ending)).find(exists);
}

export function followEvidence(): Plugin {
  return {
    name: 'stanzabox-follow-evidence',
    apply: 'serve',
    configureServer(server) {
      const follow = (file: string): void => {
        const page = pageOfEvidence(file);
        const isForAll = file.endsWith('/recipes/differences.yaml');
        if (page === undefined && !isForAll) return;
        // As if the page had been saved: its blocks are drawn again.
        if (page !== undefined) server.watcher.emit('change', page);
        // Lists of guides and recipes read the disk when they are asked for.
        server.environments.client?.hot.send({ type: 'full-reload' });
      };
      for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, follow);
    },
  };
}

/** In `npm run dev` a page is drawn anew when its evidence changes. */
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { followEvidence, pageOfEvidence } from '../../src/site/guide/follow-evidence.ts';

describe('the page of a file', () => {
  const exists = (file: string) => ['/c/a.mdx', '/c/b.md'].includes(file);

  it.each([
    ['/c/a.run.json', '/c/a.mdx'],
    ['/c/b.run.json', '/c/b.md'],
    ['/c/gone.run.json', undefined],
    ['/c/a.mdx', undefined],
    ['/c/a.json', undefined],
  ])('%s', (file, page) => expect(pageOfEvidence(file, exists)).toBe(page));
});

it('counts as saved, and browsers load again', () => {
  const watcher = new EventEmitter();
  const sent: unknown[] = [];
  const changed: string[] = [];
  const server = { watcher, environments: { client: { hot: { send: (message: unknown) => sent.push(message) } } } };
  const { configureServer } = followEvidence();
  if (typeof configureServer !== 'function') throw new Error('the plugin does nothing in a server');
  watcher.on('change', (file: string) => changed.push(file));
  configureServer.call({} as never, server as never);

  watcher.emit('change', 'content/guides/prosody/install.run.json');
  expect(changed).toContain('content/guides/prosody/install.mdx');
  expect(sent).toEqual([{ type: 'full-reload' }]);

  watcher.emit('add', 'content/recipes/differences.yaml');
  expect(sent).toHaveLength(2);

  watcher.emit('change', 'src/site/sidebar.ts');
  expect(sent).toHaveLength(2);
});

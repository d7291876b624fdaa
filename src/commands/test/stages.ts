/** The stages of `npm test`, in their order. Each says what passed, failed and was skipped, with why. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../run.ts';
import { buildSite, root } from '../site.ts';
import { type Tool, tools } from '../tools.ts';
import { type Count, countGuides, nothing } from './count.ts';
import { asOne, playwright, type Stage, vitest, withReport } from './stage.ts';

export async function build(): Promise<Count> {
  await buildSite({ force: true });
  return { ...nothing, passed: 1 };
}

/** Runs guides from a copy of the pages, so that a test writes no evidence into the work tree. */
export async function guides(args: readonly string[]): Promise<Count> {
  const copy = mkdtempSync(join(tmpdir(), 'stanzabox-guides-'));
  try {
    cpSync(join(root, 'content'), join(copy, 'content'), { recursive: true });
    return await withReport(
      (file) => run('node', ['src/lab/cli.ts', '--content', join(copy, 'content'), 'run', '--json', file, ...args]),
      countGuides,
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const stageOf = ({ name, command: [program, ...args] }: Tool): Stage => ({ name, run: () => asOne(program, args) });

/** @param everyGuide runs all guides, instead of those that changed and as many others as there is time for */
export const stages = ({ everyGuide }: { readonly everyGuide: boolean }): readonly Stage[] => [
  stageOf(tools.lint),
  stageOf(tools.arrows),
  { name: 'build', needs: ['Prosody’s source'], run: build },
  // After the build, which writes the types of the content collections.
  stageOf(tools.typescript),
  stageOf(tools.astro),
  stageOf(tools.svelte),
  { name: 'unit: pure', wants: ['ShellCheck'], run: () => vitest('pure') },
  {
    name: 'unit: sandbox',
    needs: ['Prosody’s source'],
    wants: ['native Prosody'],
    run: () => vitest('sandbox'),
  },
  { name: 'unit: built site', needs: ['Prosody’s source'], run: () => vitest('built') },
  { name: 'unit: worker in Chromium', needs: ['Prosody’s source', 'Chromium'], run: () => vitest('browser') },
  {
    name: 'end to end (Chromium)',
    needs: ['Prosody’s source', 'Chromium'],
    run: () => playwright(['--grep-invert=@lab']),
  },
  {
    name: 'main journey in Firefox',
    needs: ['Prosody’s source', 'Firefox'],
    run: () => vitest('other browsers', ['tests/browsers/firefox.test.ts']),
  },
  {
    name: 'main journey in WebKitGTK',
    needs: ['Prosody’s source', 'WebKitGTK'],
    run: () => vitest('other browsers', ['tests/browsers/webkitgtk.test.ts']),
  },
  { name: 'evidence', run: () => asOne('node', ['src/lab/cli.ts', 'check']) },
  // One file after the other: each start of the lab cleans up after runners that were killed, and one test looks at what they leave.
  { name: 'lab', needs: ['the lab'], run: () => vitest('lab', ['--no-file-parallelism']) },
  { name: 'guides', needs: ['the lab'], run: () => guides(everyGuide ? ['--all'] : ['--budget', '5m']) },
  // After the guides: they start from the machines that those leave.
  {
    name: 'servers of the guides, checked',
    needs: ['the lab'],
    run: () => vitest('servers of the guides', ['--no-file-parallelism']),
  },
  {
    name: 'one sitting with a machine of the lab',
    needs: ['Prosody’s source', 'Chromium', 'the lab'],
    run: () => playwright(['--grep=@lab']),
  },
];

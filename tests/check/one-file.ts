/** The check as one file, in a folder of its own, and the Node that it has to run in. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { makeCheckFile } from '../../src/check/file/make.ts';
import { fileName } from '../../src/check/file/name.ts';

/** This computer's own Node, which may be as old as 20. The project's, which is newer, comes before it in PATH. */
export function ownNode(): string {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const found = folders.map((folder) => join(folder, 'node')).find((file) => existsSync(file)) ?? process.execPath;
  const version = execFileSync(found, ['--version'], { encoding: 'utf8' }).trim();
  if (!version.startsWith('v20.'))
    console.warn(`THE CHECK AS ONE FILE IS TRIED ON NODE ${version} ONLY: there is no Node 20 here.`);
  return found;
}

export async function placeCheckFile(): Promise<{ readonly file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'stanzabox-check-file-'));
  const file = join(folder, fileName);
  await writeFile(file, await makeCheckFile('/'));
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The version of the runner, made from its source: evidence of another version may not hold for this one. */
import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { projectFolder } from '../paths.ts';
import { reachedModules } from './reached-modules.ts';

/** What decides how a page is read and what a step of it does, with what it imports from other rooms. */
const folders = [
  'src/lab/browser',
  'src/lab/internet',
  'src/lab/machine',
  'src/lab/run',
  'src/lab/servers',
  'src/lab/steps',
  'src/lesson',
] as const;

/**
 * 12 hexadecimal digits over these programs. Node prints each one again as plain JavaScript: types, comments and layout do
 * not count, every other change does.
 * @param programs path of each to its TypeScript
 * @throws SyntaxError when one of them is not TypeScript
 */
export function fingerprintOf(programs: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of [...programs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const code = stripTypeScriptTypes(text, { mode: 'transform' }).replaceAll(/^\s*\n/gm, '');
    hash.update(`${path}\n${code.length}\n${code}`);
  }
  return hash.digest('hex').slice(0, 12);
}

/** Of the runner as it is on the disk now. */
export async function runnerFingerprint(project = projectFolder()): Promise<string> {
  const programs = new Map<string, string>();
  for (const path of await runnerFiles(project)) programs.set(path, await readFile(join(project, path), 'utf8'));
  return fingerprintOf(programs);
}

/** The runner's own files, and those of the playground that they reach: the console can grow without making evidence old. */
async function runnerFiles(project: string): Promise<readonly string[]> {
  const own: string[] = [];
  for (const folder of folders) {
    for await (const name of glob('**/*.ts', { cwd: join(project, folder) })) own.push(`${folder}/${name}`);
  }
  const reached = [...(await reachedModules(project, own))].filter((path) => path.startsWith('playground/'));
  return [...own, ...reached];
}

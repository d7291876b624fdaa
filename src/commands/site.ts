/** Builds the static site, and knows when there is nothing to build. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBundle } from '../../playground/sandbox/bundle/index.ts';
import { readSettings } from '../site/settings.ts';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const distribution = join(root, 'dist');
const stamp = join(root, '.cache', 'built.txt');

/** What a build depends on: all files of these, and these variables. */
const inputs = ['src', 'content', 'playground', 'public', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json'];
const variables = [
  'STANZABOX_BASE',
  'STANZABOX_SITE',
  'STANZABOX_REPOSITORY',
  'GITHUB_SERVER_URL',
  'GITHUB_REPOSITORY',
];

function filesOf(path: string): string[] {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  const entries = readdirSync(absolute, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const files = /\.\w+$/.test(input) ? [join(root, input)] : filesOf(input).sort();
    for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  for (const name of variables) hash.update(`${name}=${process.env[name] ?? ''}\0`);
  return hash.digest('hex');
}

/** Path of the site on its host, with both slashes. Throws as the build does when STANZABOX_BASE makes no sense. */
export function basePath(): string {
  return readSettings(process.env).base;
}

/** A test that finds no site builds one. What Vitest tells its tests would make that site another one: nothing is shaken out of its scripts. */
function withoutTests(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (environment.VITEST === undefined) return environment;
  const own = /^(VITEST|TEST|NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL)(_|$)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...withoutTests(process.env), ASTRO_TELEMETRY_DISABLED: '1' },
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`${command} ${args.join(' ')} ended with exit status ${code}; what it said is above.`)),
    );
  });
}

/** Prosody's source, bundled for the sandbox: the first part of every build. */
export async function prepareSandbox(): Promise<void> {
  await ensureBundle({ onProgress: (message) => console.log(message) });
}

/** Whether `dist/` is there, and of the files as they are. */
export function stateOfBuild(): 'current' | 'stale' | 'missing' {
  if (!existsSync(join(distribution, 'index.html')) || !existsSync(stamp)) return 'missing';
  return readFileSync(stamp, 'utf8') === fingerprint() ? 'current' : 'stale';
}

/** Builds `dist/`, unless nothing that it depends on changed since the last build. Returns whether it built. */
export async function buildSite(options: { readonly force?: boolean } = {}): Promise<boolean> {
  await prepareSandbox();
  if (options.force !== true && stateOfBuild() === 'current') return false;
  const now = fingerprint();
  rmSync(stamp, { force: true });
  await run('astro', ['build']);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/** Runs Astro's development server until it is stopped. */
export async function developSite(args: readonly string[]): Promise<void> {
  await prepareSandbox();
  await run('astro', ['dev', ...args]);
}

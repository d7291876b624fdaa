#!/usr/bin/env node
// The one file that runs on whatever Node a fresh machine has (>= 20), without any dependency: it installs what the
// project needs, then goes on in the pinned Node from node_modules. Usage: node src/commands/bootstrap.mjs COMMAND [ARGS]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const modules = join(root, 'node_modules');
const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Each command and the file that does its work. */
const commands = /** @type {const} */ ({
  start: 'src/commands/start.ts',
  test: 'src/commands/test.ts',
  dev: 'src/commands/dev.ts',
  build: 'src/commands/build.ts',
  check: 'src/commands/check.ts',
  unit: 'src/commands/unit.ts',
  e2e: 'src/commands/e2e.ts',
  bench: 'tests/bench/main.ts',
  vm: 'tests/vm/run.ts',
  lab: 'src/lab/cli.ts',
  recipe: 'src/commands/recipe.ts',
});

/** For these the packages of readers do. All others also need those that check and test, which are half of all. */
const forReaders = new Set(['start', 'build']);
/** Installs all packages, for scripts that call a tool themselves. */
const toolsOnly = 'tools';

/** @param {string} what @param {string} wayOut @returns {never} */
function giveUp(what, wayOut) {
  console.error(`\n${what}\n${wayOut}\n`);
  process.exit(1);
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    giveUp(
      `Stanzabox needs Node 20 or newer, and this is Node ${process.versions.node}.`,
      'Install a newer one from your distribution or from https://nodejs.org/, then run the same command again.',
    );
  }
}

/** The packages that a lock file names, by their place. @param {string} file */
function packagesIn(file) {
  return /** @type {Record<string, { version?: string, optional?: boolean, dev?: boolean }>} */ (
    JSON.parse(readFileSync(file, 'utf8')).packages
  );
}

/** What is in node_modules, by the record that npm leaves behind. */
function installedPackages() {
  const record = join(modules, '.package-lock.json');
  return existsSync(record) && existsSync(pinnedNode) ? packagesIn(record) : {};
}

/**
 * Whether all is there that package-lock.json asks for. Packages for other systems are optional and may be absent.
 * @param {ReturnType<typeof packagesIn>} present
 * @param {boolean} whole with what only checks and tests need
 */
function isInstalled(present, whole) {
  const wanted = Object.entries(packagesIn(join(root, 'package-lock.json')));
  return wanted.every(
    ([path, { version, optional, dev }]) =>
      path === '' || optional === true || (dev === true && !whole) || present[path]?.version === version,
  );
}

/** @param {boolean} whole */
function install(whole) {
  console.error('Installing dependencies with npm (the first time this takes a minute or two) ...');
  // Not "npm ci": it refuses a lock file that lacks optional packages for other systems, and npm leaves those out of the lock
  // file on some machines. Without --no-save it would then write them into it, and the clone would no longer be clean.
  const flags = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error', ...(whole ? [] : ['--omit=dev'])];
  const result = spawnSync('npm', ['install', ...flags], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.error !== undefined) {
    giveUp(
      `npm could not be started: ${result.error.message}`,
      'npm comes with Node; on Debian: apt install npm. Then run the same command again.',
    );
  }
  if (result.status !== 0) {
    const words = result.stderr.trim();
    const offline = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ENETUNREACH|ECONNRESET/.test(words);
    giveUp(
      offline
        ? `npm could not reach its registry:\n${words}`
        : `npm install failed with exit status ${result.status}:\n${words}`,
      offline
        ? 'Check this machine\'s network or proxy ("npm config get registry", "npm ping"), then run the same command again. Nothing is lost.'
        : 'Run "npm install" by itself to see the whole story, fix what it reports, then run the same command again.',
    );
  }
  if (!existsSync(pinnedNode)) {
    giveUp(
      'npm finished, but the pinned Node is not in node_modules (its install script did not run).',
      'If "ignore-scripts" is on ("npm config get ignore-scripts"), run: npm install --ignore-scripts=false',
    );
  }
}

/**
 * What root writes into somebody's clone (evidence, reports, the build, Vite's cache) belongs to that person afterwards: "sudo npm run
 * lab" must not leave files that their owner cannot change.
 */
function giveBack() {
  const { uid, gid } = statSync(root);
  if (process.getuid?.() !== 0 || uid === 0) return;
  spawnSync('find', [root, '-xdev', '-uid', '0', '-exec', 'chown', '--no-dereference', `${uid}:${gid}`, '{}', '+'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function main() {
  const [name = '', ...args] = process.argv.slice(2);
  if (!(name in commands) && name !== toolsOnly) {
    giveUp(
      `There is no command "${name}".`,
      `These exist: ${Object.keys(commands)
        .map((known) => `npm run ${known}`)
        .join(', ')}.`,
    );
  }
  checkNode();
  const present = installedPackages();
  // Where they are already, npm would take them away again.
  const whole = !forReaders.has(name) || Object.values(present).some(({ dev }) => dev === true);
  if (!isInstalled(present, whole)) install(whole);
  if (name === toolsOnly) return;
  const child = spawn(pinnedNode, [join(root, commands[/** @type {keyof typeof commands} */ (name)]), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH ?? ''}` },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) =>
    giveUp(
      `The pinned Node could not be started: ${error.message}`,
      'Remove node_modules and run the same command again.',
    ),
  );
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

process.on('exit', giveBack);
main();

/** What this computer lacks for the lab, and the command that installs it. */

import { spawn } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { projectFolder } from '../paths.ts';
import { completePath, run } from '../process.ts';
import { findChromium } from './find-chromium.ts';
import { whyNoUsers } from './user-namespace.ts';

interface Tool {
  readonly program: string;
  /** Debian's and Ubuntu's package. */
  readonly apt?: string;
  /** Installs what no package brings. */
  readonly command?: readonly string[];
  readonly why: string;
}

const tools: readonly Tool[] = [
  { program: 'mmdebstrap', apt: 'mmdebstrap', why: 'makes the image of Debian 13' },
  { program: 'systemd-nspawn', apt: 'systemd-container', why: 'boots the machines' },
  { program: 'ip', apt: 'iproute2', why: 'links the machines' },
  { program: 'unshare', apt: 'util-linux', why: 'keeps everything in a world of its own' },
  { program: 'nsenter', apt: 'util-linux', why: 'enters the machines' },
  { program: 'setpriv', apt: 'util-linux', why: 'ends the world with the runner' },
  { program: 'perl', apt: 'perl-base', why: 'gives the machines users of their own' },
  { program: 'flock', apt: 'util-linux', why: 'lets runners wait for each other' },
  { program: 'mount', apt: 'mount', why: 'stacks the disks' },
  { program: 'openssl', apt: 'openssl', why: 'makes the certificates of the lab’s internet' },
  { program: 'curl', apt: 'curl', why: 'asks Pebble for its root' },
];

const certutil: Tool = { program: 'certutil', apt: 'libnss3-tools', why: 'makes the browser trust the lab' };

/** Ubuntu's archive has Chromium only as a snap. Playwright gets Google's package of Chrome, for all users, by apt. */
const chromeCommand = ['npx', 'playwright-core', 'install', 'chrome'] as const;

const chromiumTool = (osRelease: string, found: string): Tool => ({
  program: 'chromium',
  why: `runs browser steps (${found})`,
  ...(/^ID="?ubuntu"?$/m.test(osRelease) ? { command: chromeCommand } : { apt: 'chromium' }),
});

export interface Diagnosis {
  /** Why the lab can never run here, in one sentence. */
  readonly impossible?: string;
  /** Missing, each with what it is for. */
  readonly missing: readonly Tool[];
}

async function has(program: string): Promise<boolean> {
  const places = program.startsWith('/')
    ? [program]
    : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  const found = await Promise.all(
    places.map((place) =>
      access(place, constants.R_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

const withoutOverlay =
  'This kernel has no overlay file system, and "modprobe overlay" does not load it. Where the kernel was updated since the last boot: reboot.';

/** mount(8) loads a module that it needs only where modprobe can; asked for here, the reason comes before images are made. */
async function hasOverlay(): Promise<boolean> {
  const isThere = async () => /\boverlay\b/.test(await readFile('/proc/filesystems', 'utf8'));
  if (await isThere()) return true;
  await run('modprobe', ['overlay']).catch(() => undefined);
  return isThere();
}

/** @param withBrowser browser steps are to be run too */
export async function diagnose(withBrowser: boolean): Promise<Diagnosis> {
  if (process.platform !== 'linux')
    return {
      impossible: `The lab needs Linux; this is ${process.platform}. Pages, recipes and playground work here.`,
      missing: [],
    };
  if (process.getuid?.() !== 0)
    return {
      impossible:
        'The lab needs root, because it boots machines: run it with sudo. Pages, recipes and playground work without.',
      missing: [],
    };
  completePath();
  if (!(await hasOverlay())) return { impossible: withoutOverlay, missing: [] };
  const needed = [...tools, ...(withBrowser ? [certutil] : [])];
  const there = await Promise.all(needed.map(({ program }) => has(program)));
  const absent = needed.filter((_, index) => !there[index]);
  const missing = withBrowser ? [...absent, ...(await missingChromium())] : absent;
  // Tried with the tools, so only once they are here.
  const impossible = missing.length === 0 ? await whyNoUsers() : undefined;
  return { missing, ...(impossible ? { impossible } : {}) };
}

async function missingChromium(): Promise<readonly Tool[]> {
  const found = findChromium();
  if ('path' in found) return [];
  return [chromiumTool(await readFile('/etc/os-release', 'utf8').catch(() => ''), found.missing)];
}

/** The commands that install what is missing, in their order. */
export function installCommands(missing: readonly Tool[]): readonly (readonly string[])[] {
  const packages = new Set(missing.flatMap(({ apt }) => apt ?? []));
  return [
    ...(packages.size > 0 ? [['apt-get', 'install', '--yes', '--no-install-recommends', ...packages]] : []),
    ...missing.flatMap(({ command }) => (command ? [command] : [])),
  ];
}

/** What is wrong, in words; undefined when nothing is. */
export function prescription({ impossible, missing }: Diagnosis): string | undefined {
  if (impossible) return impossible;
  if (missing.length === 0) return undefined;
  const lines = missing.map(({ program, why }) => `  ${program}: ${why}`);
  const commands = installCommands(missing).map((words) => `  ${words.join(' ')}`);
  return `This computer lacks:\n${lines.join('\n')}\nInstall it with:\n${commands.join('\n')}\nor let the lab do it: npm run lab -- doctor --fix`;
}

const shown = (command: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawn(command, args, { stdio: 'inherit', cwd: projectFolder(), env })
      .on('error', () => resolve(127))
      .on('close', (status) => resolve(status ?? 1));
  });

/** Installs what is missing. Returns false when that failed. */
export async function install(missing: readonly Tool[]): Promise<boolean> {
  if (!(await has('apt-get'))) {
    console.error('apt-get is not here: install these programs in this system’s own way.');
    return false;
  }
  if ((await shown('apt-get', ['update', '--quiet'])) !== 0) return false;
  for (const [command = '', ...args] of installCommands(missing)) if ((await shown(command, args)) !== 0) return false;
  return true;
}

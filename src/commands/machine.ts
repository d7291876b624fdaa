/** What this computer has, and how to get what is missing, for the tests. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from '../lab/index.ts';

export const isRoot = process.getuid?.() === 0;
const aptGet = '/usr/bin/apt-get';

const found = findChromium();

/** The Chromium that the lab uses too; where there is none yet, the one that Debian's package will bring. */
export const chromiumPath = 'path' in found ? found.path : '/usr/bin/chromium';

/** For tests and benches, which visit pages of this project only. */
export const chromiumFlags: readonly string[] = Object.freeze([
  // They may run as root, where Chromium's own sandbox does not start.
  '--no-sandbox',
  // There is no screen.
  '--disable-gpu',
  // Nothing goes on in the background that would be measured, or reach out.
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]);

export type Ready = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** Installs packages by apt-get where this is Debian or a child of it, and root. */
export function aptInstall(packages: readonly string[]): Ready {
  const wayOut = `apt install ${packages.join(' ')}`;
  if (!existsSync(aptGet))
    return {
      ok: false,
      why: `${packages.join(', ')} is missing, and this system has no apt-get. Install it in this system's own way`,
    };
  if (!isRoot)
    return {
      ok: false,
      why: `${packages.join(', ')} is missing. Install it, then run the tests again: sudo ${wayOut}`,
    };
  console.log(`Installing ${packages.join(', ')} with apt-get ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['-qq', 'update'],
    ['-qq', '-y', '--no-install-recommends', 'install', ...packages],
  ];
  for (const args of steps) {
    const { status, stderr } = spawnSync(aptGet, args, { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
    if (status !== 0) return { ok: false, why: `${wayOut} failed: ${stderr.trim().split('\n').slice(-3).join(' ')}` };
  }
  return { ok: true };
}

/** Whether a program is on the PATH. */
export function isThere(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** A program that must be on the PATH, and Debian's package that brings it. */
export function ensureCommand(program: string, debianPackage: string): Ready {
  if (isThere(program)) return { ok: true };
  const installed = aptInstall([debianPackage]);
  if (!installed.ok || isThere(program)) return installed;
  return { ok: false, why: `apt says that ${debianPackage} is installed, but there is no ${program}` };
}

export function ensureChromium(): Ready {
  if ('path' in findChromium()) return { ok: true };
  const installed = aptInstall(['chromium']);
  const now = findChromium();
  if (!installed.ok || 'path' in now) return installed;
  const wayOut = 'npx playwright-core install chrome, or STANZABOX_CHROMIUM=/path/to/a/chromium';
  return { ok: false, why: `Chromium cannot be found (${now.missing}). Ways out: ${wayOut}` };
}

/** Whether guides can run here: they need namespaces, overlays and systemd-nspawn. */
export function canRunLab(): Ready {
  if (process.platform !== 'linux') return { ok: false, why: `the lab needs Linux, and this is ${process.platform}` };
  if (!isRoot) return { ok: false, why: 'the lab boots machines, which needs root: sudo npm test' };
  return { ok: true };
}

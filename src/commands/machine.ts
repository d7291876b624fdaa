/** What this computer has, and how to get what is missing, for the tests. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export const isRoot = process.getuid?.() === 0;
const aptGet = '/usr/bin/apt-get';

/** Chromium as Debian ships it, or the one that STANZABOX_CHROMIUM names. */
export const chromiumPath = process.env.STANZABOX_CHROMIUM ?? '/usr/bin/chromium';

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
function aptInstall(packages: readonly string[]): Ready {
  const wayOut = `apt install ${packages.join(' ')}`;
  if (!existsSync(aptGet))
    return { ok: false, why: `${packages.join(', ')} is missing and this is no Debian; install it by hand` };
  if (!isRoot) return { ok: false, why: `${packages.join(', ')} is missing and this is not root; run: sudo ${wayOut}` };
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

/** A command that must be on the PATH, and Debian's package that brings it. */
export function ensureCommand(path: string, debianPackage: string): Ready {
  return existsSync(path) ? { ok: true } : aptInstall([debianPackage]);
}

export function ensureChromium(): Ready {
  const ready = ensureCommand(chromiumPath, 'chromium');
  if (ready.ok && !existsSync(chromiumPath))
    return { ok: false, why: `there is no ${chromiumPath}; set STANZABOX_CHROMIUM` };
  return ready;
}

/** Whether guides can run here: they need namespaces, overlays and systemd-nspawn. */
export function canRunLab(): Ready {
  if (process.platform !== 'linux') return { ok: false, why: `the lab needs Linux, and this is ${process.platform}` };
  if (!isRoot) return { ok: false, why: 'the lab needs root: sudo npm test' };
  return { ok: true };
}

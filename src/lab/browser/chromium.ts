/** Chromium inside a machine's network, trusting what the machine trusts, as a user who may do nothing else on this computer. */
import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { findChromium } from '../host/find-chromium.ts';
import { nobodyElse } from '../host/user-range.ts';
import type { Machine } from '../machine/machine.ts';
import { must, run } from '../process.ts';
import { inGroup, type Limits, makeGroup, removeGroup } from '../world/limits.ts';
import { viewport } from './picture.ts';

const quiet = ['--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--disable-sync'];
const still = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--no-first-run',
];

/** What a web page that multiplies or fills its memory gets. */
const limits: Limits = { tasks: 1024, memory: 2 * 2 ** 30 };

// A page's author decides what the server answers: it must not run as root.
const asNobody = [
  ...['setpriv', `--reuid=${nobodyElse}`, `--regid=${nobodyElse}`, '--clear-groups', '--no-new-privs'],
  ...['--bounding-set=-all', '--inh-caps=-all', '--'],
];

/** Chromium's own sandbox needs user namespaces for everybody, which some systems refuse (Ubuntu's AppArmor). */
const canSandbox = async (): Promise<boolean> => {
  const [program = '', ...args] = [...asNobody, 'unshare', '--user', '--map-root-user', 'true'];
  return (await run(program, args)).status === 0;
};

/** The program at a path where everybody may run it. Playwright keeps its own in the home of who installed it, for whom alone it is. */
async function reachable(path: string): Promise<string> {
  const [program = '', ...args] = [...asNobody, 'test', '-x', path];
  if ((await run(program, args)).status === 0) return path;
  const real = await realpath(path);
  const place = '/run/chromium';
  await mkdir(place, { recursive: true });
  await must('mount', ['--bind', '-o', 'ro', dirname(real), place]);
  return join(place, basename(real));
}

/** Chromium takes authorities from an NSS database in its user's home. */
async function trust(home: string, authorities: ReadonlyMap<string, string>): Promise<void> {
  const database = join(home, '.pki/nssdb');
  await mkdir(database, { recursive: true });
  await must('certutil', ['-N', '-d', `sql:${database}`, '--empty-password']);
  for (const [name, pem] of authorities) {
    const file = join(home, `${name}.pem`);
    await writeFile(file, pem);
    await must('certutil', ['-A', '-d', `sql:${database}`, '-t', 'C,,', '-n', name, '-i', file]);
  }
}

let counter = 0;

/** Starts a browser as if it sat on the machine: its addresses, its names, its localhost. */
export async function startChromium(
  machine: Machine,
  authorities: ReadonlyMap<string, string>,
): Promise<BrowserContext> {
  const found = findChromium();
  if ('missing' in found) throw new Error(`There is no Chromium for browser steps: ${found.missing}.`);
  // The world's own /run: its other folders are closed to everybody but root.
  const home = await mkdtemp('/run/browser-');
  const profile = join(home, 'profile');
  await mkdir(profile);
  await trust(home, authorities);
  await must('chown', ['--recursive', `${nobodyElse}:${nobodyElse}`, home]);
  const program = await reachable(found.path);
  counter += 1;
  const group = await makeGroup(machine.groups, `browser-${counter}`, limits);
  const words = inGroup(group, ['nsenter', `--net=/run/netns/${machine.namespace}`, '--', ...asNobody, program]);
  // Outside of its home, which a web page could get hold of.
  const wrapper = `${home}.sh`;
  const quoted = words.map((word) => `'${word}'`).join(' ');
  await writeFile(wrapper, `#!/bin/sh\nexec ${quoted} "$@"\n`, { mode: 0o755 });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: wrapper,
    chromiumSandbox: await canSandbox(),
    args: [...quiet, ...still],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_CACHE_HOME: join(home, '.cache') },
    acceptDownloads: false,
    viewport,
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  context.once('close', () => removeGroup(group));
  return context;
}

/** Chromium inside a machine's network, trusting what the machine trusts. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { findChromium } from '../host/find-chromium.ts';
import type { Machine } from '../machine/machine.ts';
import { must } from '../process.ts';
import { viewport } from './picture.ts';

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--disable-sync'];
const still = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--no-first-run',
];

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

/**
 * Starts a browser as if it sat on the machine: its addresses, its names, its localhost.
 * @param home a new folder for it
 */
export async function startChromium(
  machine: Machine,
  home: string,
  authorities: ReadonlyMap<string, string>,
): Promise<BrowserContext> {
  await mkdir(home, { recursive: true });
  await trust(home, authorities);
  const found = findChromium();
  if ('missing' in found) throw new Error(`There is no Chromium for browser steps: ${found.missing}.`);
  const wrapper = join(home, 'chromium.sh');
  const script = `#!/bin/sh\nexec nsenter --net=/run/netns/${machine.namespace} -- '${found.path}' "$@"\n`;
  await writeFile(wrapper, script, { mode: 0o755 });
  return chromium.launchPersistentContext(join(home, 'profile'), {
    executablePath: wrapper,
    args: [...quiet, ...still],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_CACHE_HOME: join(home, '.cache') },
    viewport,
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
}

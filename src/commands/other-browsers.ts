/** The browsers beside Chromium in which the main journey is tested, and how to get them. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, isThere, type Ready } from './machine.ts';

/** Debian's, and Mozilla's own package. Ubuntu's /usr/bin/firefox is a script that starts a snap, which sees no folder of a test. */
const firefoxes = ['/usr/bin/firefox-esr', '/usr/lib/firefox/firefox'] as const;

/** The file that STANZABOX_FIREFOX names, or the first that is there. */
export function findFirefox(): string | undefined {
  const named = process.env.STANZABOX_FIREFOX;
  return (named ? [named] : firefoxes).find((path) => existsSync(path) && !realpathSync(path).startsWith('/snap/'));
}

export function ensureFirefox(): Ready {
  if (findFirefox() !== undefined) return { ok: true };
  const installed = aptInstall(['firefox-esr']);
  if (!installed.ok)
    return { ok: false, why: `${installed.why}. Or name another one: STANZABOX_FIREFOX=/path/to/firefox` };
  if (findFirefox() !== undefined) return installed;
  return { ok: false, why: 'apt says that firefox-esr is installed, but it is in none of its places' };
}

/** Where Debian's packages of WebKitGTK put their browser for tests: once for each architecture and version of the library. */
export function findMiniBrowser(): string | undefined {
  const lib = '/usr/lib';
  return readdirSync(lib)
    .filter((name) => name.endsWith('-linux-gnu'))
    .flatMap((name) => ['webkit2gtk-4.1', 'webkitgtk-6.0'].map((library) => join(lib, name, library, 'MiniBrowser')))
    .find((path) => existsSync(path));
}

export function ensureWebKitGtk(): Ready {
  const isComplete = () => isThere('WebKitWebDriver') && isThere('Xvfb') && findMiniBrowser() !== undefined;
  if (process.platform !== 'linux')
    return { ok: false, why: `WebKitGTK’s driver is tested on Linux, and this is ${process.platform}` };
  if (isComplete()) return { ok: true };
  const installed = aptInstall(['webkit2gtk-driver', 'xvfb']);
  if (!installed.ok || isComplete()) return installed;
  return {
    ok: false,
    why: 'apt says that webkit2gtk-driver and xvfb are installed, but one of their programs is missing',
  };
}

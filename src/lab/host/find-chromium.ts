/** Which Chromium drives pages and tests: the lab, the end-to-end tests and the benches all use this one. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** What the search asks of this computer; a test answers in its place. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The real path of a file; undefined where there is none. */
  readonly real: (path: string) => string | undefined;
  /** The beginning of a file, as text. */
  readonly begin: (path: string) => string;
  /** Where `playwright-core install chromium` puts its browser; undefined where it has none for this system. */
  readonly playwright: string | undefined;
}

export type FoundChromium = { readonly path: string } | { readonly missing: string };

/** In the order of preference: what Debian ships, then what people and GitHub's runners have. */
const names = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser'] as const;

/**
 * A snap sees neither the lab's folders nor its network namespaces. Its commands are links to snap(8), and Ubuntu's
 * /usr/bin/chromium-browser is a script that starts one.
 */
const isSnap = (real: string, begin: string): boolean =>
  real.startsWith('/snap/') || real === '/usr/bin/snap' || (begin.startsWith('#!') && begin.includes('/snap/bin/'));

/**
 * The file that STANZABOX_CHROMIUM names, else the first on the PATH that is no snap, else Playwright's own.
 * `missing` says in a few words what was found instead.
 */
export function searchChromium({ env, real, begin, playwright }: Surroundings): FoundChromium {
  const named = env.STANZABOX_CHROMIUM;
  if (named)
    return real(named) ? { path: named } : { missing: `STANZABOX_CHROMIUM names ${named}, which is not there` };
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'].filter(Boolean);
  let snap: string | undefined;
  for (const name of names)
    for (const folder of folders) {
      const path = join(folder, name);
      const target = real(path);
      if (!target) continue;
      if (!isSnap(target, begin(path))) return { path };
      snap ??= path;
    }
  if (playwright && real(playwright)) return { path: playwright };
  return { missing: snap ? `${snap} is a snap, which cannot see the lab’s folders and networks` : 'there is none' };
}

const realFile = (path: string): string | undefined => {
  try {
    return statSync(path).isFile() ? realpathSync(path) : undefined;
  } catch {
    // No such file, or not readable: not there for us.
    return undefined;
  }
};

/** Looks on this computer. */
export const findChromium = (): FoundChromium =>
  searchChromium({
    env: process.env,
    real: realFile,
    begin: (path) => readFileSync(path).subarray(0, 4096).toString('latin1'),
    playwright: chromium.executablePath() || undefined,
  });

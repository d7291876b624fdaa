import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PinnedFile } from './pinned.ts';

const run = promisify(execFile);

/**
 * Options that keep apt inside a folder of its own, with the sources that `sources` says and nothing installed:
 * the system's configuration, lists and state are neither read nor touched.
 */
export async function privateApt(folder: string, sources: string): Promise<string[]> {
  await mkdir(join(folder, 'lists/partial'), { recursive: true });
  await mkdir(join(folder, 'cache/archives/partial'), { recursive: true });
  await writeFile(join(folder, 'status'), '');
  await writeFile(join(folder, 'apt.sources'), sources);
  const settings = {
    'Dir::Etc::sourcelist': join(folder, 'apt.sources'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State': folder,
    'Dir::State::status': join(folder, 'status'),
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
    'Acquire::Languages': 'none',
    // A folder under the user's home is not readable for apt's own user.
    'APT::Sandbox::User': process.env.USER ?? 'root',
  };
  return Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
}

/** Addresses of Debian's archive and its security archive, each with a final slash. */
export interface DebianMirrors {
  readonly main: string;
  readonly security: string;
}

/** The Debian mirrors that this computer already uses. */
export async function debianMirrors(env: NodeJS.ProcessEnv = process.env): Promise<DebianMirrors> {
  const { stdout } = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'], {
    env,
  }).catch(() => {
    throw new Error('this computer has no apt-get');
  });
  const lines = stdout.split('\n');
  const main = lines.find((line) => line.endsWith('/debian/'));
  if (!main) throw new Error('apt on this computer knows no Debian mirror');
  const security = lines.find((line) => line.endsWith('/debian-security/'));
  return { main, security: security ?? 'http://deb.debian.org/debian-security/' };
}

type SourceTypes = 'deb' | 'deb-src';

/** Sources of a release of Debian, signed as Debian signs them. */
export function debianSources(types: SourceTypes, uri: string, suite: string): string {
  return `Types: ${types}\nURIs: ${uri}\nSuites: ${suite}\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`;
}

/** Sources of Debian 13 (trixie) at these mirrors. */
export function trixie(types: SourceTypes, { main, security }: DebianMirrors): string {
  return `${debianSources(types, main, 'trixie')}\n${debianSources(types, security, 'trixie-security')}`;
}

/**
 * Downloads these files of Debian 13's source packages, or this package of Debian's unstable release, into the folder.
 * @param files all of one version of a package
 */
export async function downloadWithApt(
  folder: string,
  files: readonly PinnedFile[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const mirrors = await debianMirrors(env);
  const [first] = files;
  if (first?.name.endsWith('.deb')) {
    const options = await privateApt(folder, debianSources('deb', mirrors.main, 'sid'));
    await run('apt-get', [...options, '-q', 'update'], { env });
    await run('apt-get', [...options, '-q', 'download', `${first.package}=${first.version}`], { cwd: folder, env });
    return;
  }
  const options = await privateApt(folder, trixie('deb-src', mirrors));
  await run('apt-get', [...options, '-q', 'update'], { env });
  // One at a time: some mirrors lack the .dsc file. The archives are checked against apt's signed index, and by us.
  for (const { name, package: from, version } of files) {
    const part = name.includes('.orig.') ? '--tar-only' : '--diff-only';
    const source = ['-q', 'source', '--download-only', part, `${from}=${version}`];
    await run('apt-get', [...options, ...source], { cwd: folder, env });
  }
}

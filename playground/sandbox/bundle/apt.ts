import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

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

/** The Debian mirror that this computer already uses. */
export async function debianMirror(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { stdout } = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'], {
    env,
  }).catch(() => {
    throw new Error('this computer has no apt-get');
  });
  const mirror = stdout.split('\n').find((line) => line.endsWith('/debian/'));
  if (!mirror) throw new Error('apt on this computer knows no Debian mirror');
  return mirror;
}

/** Sources of Debian 13 (trixie) at that mirror, signed as Debian signs them. */
export function trixie(types: 'deb' | 'deb-src', mirror: string): string {
  return `Types: ${types}\nURIs: ${mirror}\nSuites: trixie\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`;
}

/** Downloads the source archive of Debian 13's prosody into the folder; resolves to its path. */
export async function downloadWithApt(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const options = await privateApt(folder, trixie('deb-src', await debianMirror(env)));
  await run('apt-get', [...options, '-q', 'update'], { env });
  // --tar-only: some mirrors lack the .dsc file; the archive itself is checked against apt's signed index, and by us.
  await run('apt-get', [...options, '-q', 'source', '--download-only', '--tar-only', 'prosody'], { cwd: folder, env });
  const archive = (await readdir(folder)).find((name) => /^prosody_.*\.orig\.tar\.gz$/.test(name));
  if (!archive) throw new Error('apt downloaded no source archive of prosody');
  return join(folder, archive);
}

/** Which package mirror this computer uses: the lab's machines get their packages from the same one. */
import { readFile } from 'node:fs/promises';
import { run } from '../process.ts';

/** Base addresses, each with a final slash, and the HTTP proxy that apt uses here, if any. */
export interface MirrorSource {
  readonly debian: string;
  readonly security: string;
  readonly proxy?: string;
}

const stock: MirrorSource = {
  debian: 'http://deb.debian.org/debian/',
  security: 'http://deb.debian.org/debian-security/',
};

const targetFormat = '$(REPO_URI) $(RELEASE) $(COMPONENT)';

/**
 * Reads the mirror out of `apt-get indextargets`' lines `REPO_URI RELEASE COMPONENT`.
 * Only plain http and https addresses can be relayed; others (`cdrom:`, `mirror+file:`) fall back to the stock ones.
 */
export function mirrorFromTargets(lines: string, osRelease: string): MirrorSource {
  if (!/^ID="?debian"?$/m.test(osRelease)) return stock;
  const targets = lines
    .split('\n')
    .map((line) => line.split(' '))
    .filter((part) => /^https?:/.test(part[0] ?? '') && part[2] === 'main');
  const codename = /^VERSION_CODENAME="?(\w+)"?$/m.exec(osRelease)?.[1] ?? '';
  const find = (suites: readonly string[]): string | undefined =>
    targets.find((part) => suites.includes(part[1] ?? ''))?.[0];
  return {
    debian: find([codename, 'stable', `${codename}-updates`]) ?? stock.debian,
    security: find([`${codename}-security`, 'stable-security', `${codename}/updates`]) ?? stock.security,
  };
}

/** Asks apt, at run time: no address of a mirror is kept in the project. */
export async function findMirror(): Promise<MirrorSource> {
  const osRelease = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const targets = await run('apt-get', ['indextargets', '--format', targetFormat, 'Created-By: Packages']).catch(
    () => undefined,
  );
  const proxyLine = await run('apt-config', ['shell', 'PROXY', 'Acquire::http::Proxy']).catch(() => undefined);
  const proxy = /^PROXY='(http:[^']+)'/m.exec(proxyLine?.stdout ?? '')?.[1];
  return { ...mirrorFromTargets(targets?.stdout ?? '', osRelease), ...(proxy ? { proxy } : {}) };
}

import { createHash } from 'node:crypto';
import type { Files } from '../bundle-format.ts';
import { leftOut } from '../left-out.ts';
import { modulesOnRequest } from '../modules-on-request.ts';

/** What of Prosody's source nothing in a browser tab can use. */
const unused: readonly RegExp[] = [
  // Command-line tools; only prosodyctl opens them, and its check is run inside the server.
  /^util\/(prosodyctl(?!\/check\.lua$)|openssl|mercurial)/,
  // Network backends, resolvers and database drivers that need C libraries; our own network stands in for them.
  /^net\/(server_event|cqueues|adns|dns|stun)\.lua$/,
  /^util\/(sql|sqlite3)\.lua$/,
];

/** The second bundle: those modules, and the libraries that only they use (a test compares this with what requires what). */
const onRequest: readonly RegExp[] = [
  new RegExp(`^plugins/mod_(${modulesOnRequest.join('|')})\\.lua$`),
  /^net\/(websocket|websocket\/frames|http\/files|http\/server|resolvers\/manual|server_select)\.lua$/,
  /^util\/(datamapper|hashring|hmac|interpolation|jwt|paseto|prosodyctl\/check|statistics|statsd|template|xml)\.lua$/,
];

const leftOutModules = new Set(
  leftOut.filter((entry) => entry.removed).map((entry) => `plugins/mod_${entry.module}.lua`),
);

/** The files of a source tree that count: all Lua that an installation has, its main script, its C, and the licence. */
export function isSource(path: string): boolean {
  return (
    /^(COPYING|prosody|loader\.lua)$/.test(path) ||
    /^(core|net|util|plugins)\/.*\.lua$/.test(path) ||
    /^util-src\/.*\.[ch]$/.test(path)
  );
}

/** Which bundle a file of the source tree (`plugins/mod_ping.lua`) belongs to; null when to none. */
export function bundleOf(path: string): 'core' | 'more' | null {
  // The licence is published as a file of its own, and C is compiled.
  if (
    path === 'COPYING' ||
    path.startsWith('util-src/') ||
    !isSource(path) ||
    leftOutModules.has(path) ||
    unused.some((pattern) => pattern.test(path))
  )
    return null;
  return onRequest.some((pattern) => pattern.test(path)) ? 'more' : 'core';
}

/** Where a file of the source tree is on an installed system: `plugins/` becomes `modules/`, as `make install` does. */
export function installedPath(path: string): string {
  return `prosody/${path.replace(/^plugins\//, 'modules/')}`;
}

/** One sum over a source tree: the sha256 of all its sorted `path sha256` lines. */
export function treeSum(tree: Files): string {
  const sum = createHash('sha256');
  for (const path of [...tree.keys()].sort()) {
    const content = tree.get(path) ?? new Uint8Array();
    sum.update(`${path} ${createHash('sha256').update(content).digest('hex')}\n`);
  }
  return sum.digest('hex');
}

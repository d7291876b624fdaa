import { createHash } from 'node:crypto';
import type { Files } from '../bundle-format.ts';
import { leftOut } from '../left-out.ts';

/** What of Prosody's source nothing in a browser tab can use; the rest is taken whole. */
const unused: readonly RegExp[] = [
  // Command-line tools; only prosodyctl opens them.
  /^util\/prosodyctl/,
  /^util\/(mercurial|watchdog|hashring|statsd)\.lua$/,
  // Network backends, resolvers and database drivers that need C libraries; our own network stands in for them.
  /^net\/(server_event|server_select|cqueues|adns|dns|stun)\.lua$/,
  /^util\/(sql|sqlite3)\.lua$/,
];

const leftOutModules = new Set(
  leftOut.filter((entry) => entry.removed).map((entry) => `plugins/mod_${entry.module}.lua`),
);

/** Whether a file of Prosody's source tree (`plugins/mod_ping.lua`) goes into the bundle. */
export function isNeeded(path: string): boolean {
  if (path === 'COPYING' || path === 'loader.lua' || path === 'prosody') return true;
  if (!/^(core|net|util|plugins)\/.*\.lua$/.test(path)) return false;
  return !leftOutModules.has(path) && !unused.some((pattern) => pattern.test(path));
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

/** The files of a source tree that count for its sum: all Lua that an installation has, and the licence. */
export function isSource(path: string): boolean {
  return (
    path === 'COPYING' || path === 'loader.lua' || path === 'prosody' || /^(core|net|util|plugins)\/.*\.lua$/.test(path)
  );
}

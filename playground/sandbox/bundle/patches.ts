import { applyPatch, parsePatch } from 'diff';
import type { Files } from '../bundle-format.ts';

const FOLDER = 'debian/patches/';
const NO_FILE = '/dev/null';

/** Patches and source are bytes: no encoding may change them. */
const decode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const encode = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** The path below the source tree's root: `b/core/x.lua` is core/x.lua, as with `patch -p1`. */
const pathOf = (name: string): string => name.replace(/^[^/]*\//, '');

/**
 * A source tree with Debian's patches, applied as dpkg-source does: in the order of debian/patches/series, each hunk exactly.
 * @param debian the files of the debian.tar archive (`debian/patches/series`, …)
 * @param isWanted which paths of the tree count; patches of others are passed over
 * @throws Error with the patch's name and the path when a patch does not fit
 */
export function applyDebianPatches(tree: Files, debian: Files, isWanted: (path: string) => boolean): Files {
  const patched = new Map(tree);
  for (const name of seriesOf(debian)) {
    for (const change of parsePatch(decode(fileOf(debian, name)))) {
      const [from = NO_FILE, to = NO_FILE] = [change.oldFileName, change.newFileName];
      const path = pathOf(to === NO_FILE ? from : to);
      if (!isWanted(path)) continue;
      const before = from === NO_FILE ? new Uint8Array() : patched.get(path);
      const after = before && applyPatch(decode(before), change, { fuzzFactor: 0, autoConvertLineEndings: false });
      if (typeof after !== 'string') throw new Error(`Debian's patch ${name} does not fit ${path}`);
      if (to === NO_FILE) patched.delete(path);
      else patched.set(path, encode(after));
    }
  }
  return patched;
}

/** The names of the patches, in order. A line may end with options or a comment. */
function seriesOf(debian: Files): string[] {
  const lines = decode(fileOf(debian, 'series')).split('\n');
  return lines
    .map(
      (line) =>
        line
          .replace(/\s*#.*/, '')
          .trim()
          .split(/\s/)[0] ?? '',
    )
    .filter((name) => name !== '');
}

function fileOf(debian: Files, name: string): Uint8Array {
  const content = debian.get(`${FOLDER}${name}`);
  if (!content) throw new Error(`Debian's archive has no ${FOLDER}${name}`);
  return content;
}

import type { Tree } from '@yowasp/clang';
import type { Files } from '../../bundle-format.ts';
import { memoryLimit } from '../../engine/memory-limit.ts';
import type { LibraryName } from './libraries.ts';

/** Where the C of each library is for the compiler: a folder of this name. */
export type Sources = Readonly<Record<Exclude<LibraryName, 'luasocket'> | 'prosody' | 'own', Files>>;

/** A C file, by its place in the tree, and what is defined for it alone. */
export interface Unit {
  readonly path: string;
  readonly flags?: readonly string[];
}

/**
 * What is compiled, the longest first. Prosody's libraries are here by their names in util-src; crypto.c, poll.c, pposix.c and signal.c need
 * OpenSSL's keys or a system, and are stood in for by ../../lua.
 */
export const units: readonly Unit[] = [
  { path: 'own/lua-core.c' },
  { path: 'own/lua-libraries.c' },
  { path: 'expat/xmlparse.c' },
  { path: 'expat/xmltok.c' },
  { path: 'expat/xmlrole.c' },
  { path: 'luaexpat/lxplib.c' },
  // There is one process: locks of files are nobody else's.
  { path: 'lfs/lfs.c', flags: ['-Dfcntl=lock_file'] },
  // The pages of the servers that it is compared with.
  { path: 'prosody/ringbuffer.c', flags: ['-Dsysconf=page_size'] },
  { path: 'own/struct-of-64-bits.c', flags: ['-Iprosody'] },
  ...['bridge', 'icu', 'libraries', 'openssl', 'system'].map((name) => ({ path: `own/${name}.c` })),
  ...['compat', 'crand', 'encodings', 'hashes', 'net', 'strbitop', 'table', 'time'].map((name) => ({
    path: `prosody/${name}.c`,
  })),
];

/** What these libraries include of ICU and OpenSSL, and which of our headers has that. */
const stoodInFor: Readonly<Record<string, readonly [header: string, names: readonly string[]]>> = {
  unicode: ['icu.h', ['uidna', 'uspoof', 'usprep', 'ustdio', 'ustring', 'utrace']],
  openssl: ['openssl.h', ['crypto', 'err', 'evp', 'hmac', 'kdf', 'md5', 'sha']],
};

/** The folders from which a unit may include; for our own files those of Lua and our own, and Prosody's where one wraps it. */
export function foldersOf({ path }: Unit): readonly string[] {
  const own = path.slice(0, path.indexOf('/'));
  const shared = ['include', 'lua'];
  if (own === 'own') return [...shared, 'own', 'prosody'];
  return own === 'luaexpat' ? [...shared, 'expat', own] : [...shared, own];
}

const target = ['-target', 'wasm32-wasip1'];

export const compilerFlags: readonly string[] = [
  ...target,
  '-O2',
  ...['-mbulk-memory', '-mnontrapping-fptoint'],
  ...['-Iinclude', '-Ilua', '-Iexpat', '-Iown', '-include', 'system.h'],
  '-DNDEBUG',
  '-D_GNU_SOURCE',
  // Declares clock(), which system.c defines.
  '-D_WASI_EMULATED_PROCESS_CLOCKS',
  // As Debian builds Lua; and its loop is up to a third slower with a table of labels, which WebAssembly does not have.
  ...['-DLUA_COMPAT_5_3', '-DLUA_USE_JUMPTABLE=0', '-Dl_signalT=int'],
  '-DXML_STATIC',
  // As Debian configures Prosody.
  ...['-DUSE_STRINGPREP_ICU', '-DWITH_GETRANDOM', '-D__GLIBC_PREREQ(a,b)=1'],
  // What the libraries' authors chose, or the C library lacks and system.c defines.
  ...['-Wno-deprecated-declarations', '-Wno-format'],
];

/** For the linker, in front of the objects. */
export const linkerFlags: readonly string[] = [
  ...target,
  '-mexec-model=reactor',
  `-Wl,--max-memory=${memoryLimit},-z,stack-size=1048576,--stack-first,--strip-all`,
  // For engine/system/unwind.ts.
  '-Wl,--export-table,--export=__stack_pointer',
];

/**
 * The compiler's file system.
 * @param headers of ours, by their paths below c/include
 */
export function treeOf(sources: Sources, headers: Files): Tree {
  const include = nest(headers);
  for (const [folder, [header, names]] of Object.entries(stoodInFor))
    include[folder] = Object.fromEntries(names.map((name) => [`${name}.h`, `#include "${header}"\n`]));
  return { include, ...Object.fromEntries(Object.entries(sources).map(([name, files]) => [name, nest(files)])) };
}

function nest(files: Files): { [name: string]: Tree | string | Uint8Array } {
  const root: Tree = {};
  for (const [path, content] of files) {
    const folders = path.split('/');
    const name = folders.pop() as string;
    let folder: Tree = root;
    for (const part of folders) {
      folder[part] ??= {};
      folder = folder[part] as Tree;
    }
    folder[name] = content;
  }
  return root;
}

import type { EmscriptenFs, HostFunction } from '../lua-bridge.ts';
import { text } from '../lua-bridge.ts';

const TYPE_MASK = 0o170_000;
const DIRECTORY = 0o040_000;

/** What Lua's io library lacks, over Emscripten's in-memory file system. */
export function fileFunctions(fs: EmscriptenFs): Record<string, HostFunction> {
  return {
    stat(path: Uint8Array) {
      try {
        const { mode, mtime, size } = fs.stat(text(path));
        const kind = (mode & TYPE_MASK) === DIRECTORY ? 'directory' : 'file';
        return [kind, Math.floor(mtime.getTime() / 1000), size];
      } catch {
        return null;
      }
    },
    list(path: Uint8Array) {
      try {
        return fs.readdir(text(path)).join('\n');
      } catch {
        return null;
      }
    },
    mkdir(path: Uint8Array) {
      try {
        fs.mkdir(text(path));
        return true;
      } catch {
        return [null, 'File exists'];
      }
    },
    rmdir(path: Uint8Array) {
      try {
        fs.rmdir(text(path));
        return true;
      } catch {
        return [null, 'No such file or directory'];
      }
    },
    chdir(path: Uint8Array) {
      fs.chdir(text(path));
    },
  };
}

/**
 * Emscripten captures a stack for each error, and Prosody looks for its modules in many places where they are not:
 * a sixth of a start went into that.
 */
export function forgetStacks(fs: EmscriptenFs): void {
  try {
    fs.stat('/none/such');
  } catch (error) {
    Object.getPrototypeOf(error).stack = '';
  }
}

/** Writes a file and the directories above it. */
export function putFile(fs: EmscriptenFs, path: string, content: Uint8Array): void {
  makeDirectories(fs, path.slice(0, path.lastIndexOf('/')));
  // The file system keeps the array itself: nobody writes to the bundle's files.
  fs.writeFile(path, content, { canOwn: true });
}

export function makeDirectories(fs: EmscriptenFs, path: string): void {
  let directory = '';
  for (const name of path.split('/').filter(Boolean)) {
    directory += `/${name}`;
    if (!exists(fs, directory)) fs.mkdir(directory);
  }
}

function exists(fs: EmscriptenFs, path: string): boolean {
  try {
    fs.stat(path);
    return true;
  } catch {
    return false;
  }
}

/** All files below a directory: their absolute paths to something that changes with each write. */
export function stampsBelow(fs: EmscriptenFs, directory: string): Map<string, string> {
  const stamps = new Map<string, string>();
  for (const name of fs.readdir(directory)) {
    if (name === '.' || name === '..') continue;
    const path = `${directory}/${name}`;
    const { mode, mtime, size } = fs.stat(path);
    if ((mode & TYPE_MASK) !== DIRECTORY) stamps.set(path, `${mtime.getTime()} ${size}`);
    else for (const [inner, stamp] of stampsBelow(fs, path)) stamps.set(inner, stamp);
  }
  return stamps;
}

/** All files below a directory, with their absolute paths. */
export function filesBelow(fs: EmscriptenFs, directory: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const name of fs.readdir(directory)) {
    if (name === '.' || name === '..') continue;
    const path = `${directory}/${name}`;
    if ((fs.stat(path).mode & TYPE_MASK) === DIRECTORY) {
      for (const [inner, content] of filesBelow(fs, path)) files.set(inner, content);
    } else files.set(path, fs.readFile(path));
  }
  return files;
}

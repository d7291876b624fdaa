/** The part of WASI that is about files. Functions return an error number, 0 for none. */
import type { LinearMemory } from './memory.ts';
import type { FsNode, FsProblem, MemoryFiles } from './memory-files.ts';

export const errors = {
  EBADF: 8,
  EEXIST: 20,
  EINVAL: 28,
  EISDIR: 31,
  ENOENT: 44,
  ENOSYS: 52,
  ENOTDIR: 54,
  ENOTEMPTY: 55,
} as const;
export const NONE = 0;
const ROOT = 3;
/** Files of a server that goes on from an image have other numbers: what it held open in its former life, it may still close. */
const LEAST_FREE = { first: 4, resumed: 4096 } as const;
const O_CREAT = 1;
const O_DIRECTORY = 2;
const O_EXCL = 4;
const O_TRUNC = 8;
const RIGHT_TO_WRITE = 1n << 6n;
const APPEND = 1;
const TYPE_CHARACTERS = 2;
const TYPE_DIRECTORY = 3;
const TYPE_FILE = 4;
const ENTRY_SIZE = 24;

interface OpenFile {
  readonly node: FsNode;
  readonly append: boolean;
  at: number;
}

export type Calls = Record<string, (...args: never[]) => number | undefined>;

export function nanoseconds(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1e6)) * 1000n;
}

/**
 * One folder is open at the start, the root; paths of the C library are relative to it.
 * @param now seconds since the epoch
 * @param life whether the server goes on from an image
 */
export function wasiFiles(
  memory: () => LinearMemory,
  files: MemoryFiles,
  now: () => number,
  life: keyof typeof LEAST_FREE,
): Calls {
  const open = new Map<number, OpenFile>([[ROOT, { node: files.root, append: false, at: 0 }]]);
  const number = (problem: FsProblem | null) => (problem === null ? NONE : errors[problem]);
  const path = (at: number, size: number) => memory().text(at, size);

  /** Calls back with each piece of memory that a vector names, until one is not used up. Returns the bytes in all. */
  const eachPiece = (vector: number, count: number, use: (piece: Uint8Array) => number): number => {
    let total = 0;
    for (let index = 0; index < count; index++) {
      const at = memory().view.getUint32(vector + 8 * index, true);
      const size = memory().view.getUint32(vector + 8 * index + 4, true);
      const used = use(memory().part(at, size));
      total += used;
      if (used < size) break;
    }
    return total;
  };

  const putStatus = (node: FsNode, to: number) => {
    const { view, bytes } = memory();
    bytes.fill(0, to, to + 64);
    view.setBigUint64(to + 8, BigInt(node.id), true);
    view.setUint8(to + 16, node.kind === 'directory' ? TYPE_DIRECTORY : TYPE_FILE);
    view.setBigUint64(to + 24, 1n, true);
    view.setBigUint64(to + 32, BigInt(node.kind === 'file' ? node.size : 0), true);
    for (const field of [40, 48, 56]) view.setBigUint64(to + field, nanoseconds(node.modified), true);
  };

  return {
    path_open(
      _fd: number,
      _links: number,
      at: number,
      size: number,
      how: number,
      rights: bigint,
      _more: bigint,
      flags: number,
      to: number,
    ) {
      const name = path(at, size);
      let node = files.find(name);
      if (node && how & O_CREAT && how & O_EXCL) return errors.EEXIST;
      if (node === null) {
        if (!(how & O_CREAT)) return errors.ENOENT;
        const made = files.makeFile(name);
        if (typeof made === 'string') return errors[made];
        node = made;
      }
      if (node.kind === 'directory' && rights & RIGHT_TO_WRITE) return errors.EISDIR;
      if (node.kind === 'file') {
        if (how & O_DIRECTORY) return errors.ENOTDIR;
        if (how & O_TRUNC) files.truncate(node);
      }
      let fd: number = LEAST_FREE[life];
      while (open.has(fd)) fd++;
      open.set(fd, { node, append: (flags & APPEND) !== 0, at: 0 });
      memory().view.setUint32(to, fd, true);
      return NONE;
    },
    fd_close: (fd: number) => (open.delete(fd) ? NONE : errors.EBADF),
    fd_renumber(from: number, to: number) {
      const file = open.get(from);
      if (!file) return errors.EBADF;
      open.delete(from);
      open.set(to, file);
      return NONE;
    },
    fd_read(fd: number, vector: number, count: number, to: number) {
      const file = open.get(fd);
      if (!file) return errors.EBADF;
      const { node } = file;
      if (node.kind === 'directory') return errors.EISDIR;
      const total = eachPiece(vector, count, (piece) => {
        const found = node.bytes.subarray(Math.min(file.at, node.size), Math.min(node.size, file.at + piece.length));
        piece.set(found);
        file.at += found.length;
        return found.length;
      });
      memory().view.setUint32(to, total, true);
      return NONE;
    },
    fd_write(fd: number, vector: number, count: number, to: number) {
      const file = open.get(fd);
      // The console has no place of its own: what Prosody prints goes through print().
      const node = file?.node;
      if (fd > 2 && node?.kind !== 'file') return errors.EBADF;
      const total = eachPiece(vector, count, (piece) => {
        if (file && node?.kind === 'file') {
          if (file.append) file.at = node.size;
          files.write(node, file.at, piece);
          file.at += piece.length;
        }
        return piece.length;
      });
      memory().view.setUint32(to, total, true);
      return NONE;
    },
    fd_seek(fd: number, offset: bigint, whence: number, to: number) {
      const file = open.get(fd);
      if (!file) return errors.EBADF;
      const base = [0, file.at, file.node.kind === 'file' ? file.node.size : 0][whence] ?? 0;
      const at = base + Number(offset);
      if (at < 0) return errors.EINVAL;
      file.at = at;
      memory().view.setBigUint64(to, BigInt(at), true);
      return NONE;
    },
    path_filestat_get(_fd: number, _links: number, at: number, size: number, to: number) {
      const node = files.find(path(at, size));
      if (node === null) return errors.ENOENT;
      putStatus(node, to);
      return NONE;
    },
    path_filestat_set_times(
      _fd: number,
      _links: number,
      at: number,
      size: number,
      _access: bigint,
      modified: bigint,
      which: number,
    ) {
      const node = files.find(path(at, size));
      if (node === null) return errors.ENOENT;
      const isNow = (which & 8) !== 0;
      node.modified = isNow ? now() : Number(modified) / 1e9;
      return NONE;
    },
    path_create_directory: (_fd: number, at: number, size: number) => number(files.makeDirectory(path(at, size))),
    path_remove_directory: (_fd: number, at: number, size: number) => number(files.removeDirectory(path(at, size))),
    path_unlink_file: (_fd: number, at: number, size: number) => number(files.removeFile(path(at, size))),
    path_rename: (_fd: number, from: number, size: number, _to: number, to: number, toSize: number) =>
      number(files.rename(path(from, size), path(to, toSize))),
    path_link: () => errors.ENOSYS,
    path_symlink: () => errors.ENOSYS,
    path_readlink: () => errors.EINVAL,
    fd_readdir(fd: number, to: number, room: number, cookie: bigint, usedAt: number) {
      const node = open.get(fd)?.node;
      if (!node) return errors.EBADF;
      if (node.kind === 'file') return errors.ENOTDIR;
      const entries: [string, FsNode][] = [['.', node], ['..', node], ...node.entries];
      let used = 0;
      // An entry that does not fit is cut: a full buffer says that there is more.
      for (let index = Number(cookie); index < entries.length && used < room; index++) {
        const [name, entry] = entries[index] as [string, FsNode];
        const text = new TextEncoder().encode(name);
        const bytes = new Uint8Array(ENTRY_SIZE + text.length);
        const head = new DataView(bytes.buffer);
        head.setBigUint64(0, BigInt(index + 1), true);
        head.setBigUint64(8, BigInt(entry.id), true);
        head.setUint32(16, text.length, true);
        head.setUint8(20, entry.kind === 'directory' ? TYPE_DIRECTORY : TYPE_FILE);
        bytes.set(text, ENTRY_SIZE);
        const part = bytes.subarray(0, room - used);
        memory().bytes.set(part, to + used);
        used += part.length;
      }
      memory().view.setUint32(usedAt, used, true);
      return NONE;
    },
    fd_fdstat_get(fd: number, to: number) {
      const node = open.get(fd)?.node;
      if (fd > 2 && !node) return errors.EBADF;
      const { bytes, view } = memory();
      bytes.fill(0, to, to + 24);
      view.setUint8(to, node ? (node.kind === 'directory' ? TYPE_DIRECTORY : TYPE_FILE) : TYPE_CHARACTERS);
      // All rights, to the file and to what is opened below it.
      for (const field of [8, 16]) view.setBigUint64(to + field, 0x1fff_ffffn, true);
      return NONE;
    },
    fd_fdstat_set_flags: () => NONE,
    fd_prestat_get(fd: number, to: number) {
      if (fd !== ROOT) return errors.EBADF;
      memory().view.setUint32(to, 0, true);
      memory().view.setUint32(to + 4, 1, true);
      return NONE;
    },
    fd_prestat_dir_name(_fd: number, to: number) {
      memory().putText('/', to);
      return NONE;
    },
  };
}

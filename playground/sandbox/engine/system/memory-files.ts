/** The files of one server: a tree in memory. Paths are absolute; `..` ends at the root, and there are no links. */

export interface FileNode {
  readonly kind: 'file';
  readonly id: number;
  /** Has room for more than `size` bytes. Not to be written to while it is borrowed. */
  bytes: Uint8Array;
  size: number;
  /** Somebody else's array, such as the bundle's: copied before the first write. */
  isBorrowed: boolean;
  /** Seconds since the epoch. */
  modified: number;
  /** Another number after each change. */
  version: number;
}

export interface DirectoryNode {
  readonly kind: 'directory';
  readonly id: number;
  readonly entries: Map<string, FileNode | DirectoryNode>;
  modified: number;
}

export type FsNode = FileNode | DirectoryNode;

/** Why something could not be done, as the C library calls it. */
export type FsProblem = 'ENOENT' | 'EEXIST' | 'ENOTDIR' | 'EISDIR' | 'ENOTEMPTY';

const LEAST_ROOM = 256;

export class MemoryFiles {
  readonly #now: () => number;
  readonly root: DirectoryNode;
  #lastId = 0;
  #lastVersion = 0;

  /** @param now seconds since the epoch, for the times of files */
  constructor(now: () => number) {
    this.#now = now;
    this.root = this.#newDirectory();
  }

  find(path: string): FsNode | null {
    let node: FsNode = this.root;
    for (const name of partsOf(path)) {
      const next: FsNode | undefined = node.kind === 'directory' ? node.entries.get(name) : undefined;
      if (next === undefined) return null;
      node = next;
    }
    return node;
  }

  /** Makes a directory and those above it. */
  makeDirectories(path: string): DirectoryNode {
    let directory = this.root;
    for (const name of partsOf(path)) {
      const next = directory.entries.get(name) ?? this.#add(directory, name, this.#newDirectory());
      if (next.kind === 'file') throw new Error(`${path} is below a file`);
      directory = next;
    }
    return directory;
  }

  /** Writes a file and the directories above it. It keeps the array, and never writes to it. */
  put(path: string, content: Uint8Array): void {
    const [directory, name] = this.#splitMaking(path);
    this.#add(directory, name, this.#newFile(content, true));
  }

  /** A copy of the file's content; throws when there is no such file. */
  read(path: string): Uint8Array {
    const node = this.find(path);
    if (node?.kind !== 'file') throw new Error(`there is no file ${path}`);
    return node.bytes.slice(0, node.size);
  }

  /** All files below a directory: their absolute paths to their nodes. */
  below(path: string): Map<string, FileNode> {
    const found = new Map<string, FileNode>();
    const collect = (node: FsNode | null, at: string) => {
      if (node?.kind === 'file') found.set(at, node);
      else for (const [name, inner] of node?.entries ?? []) collect(inner, `${at}/${name}`);
    };
    collect(this.find(path), path);
    return found;
  }

  /** A copy of a directory and of all below it, for another tree. */
  copy(path: string): DirectoryNode {
    const node = this.find(path);
    if (node?.kind !== 'directory') throw new Error(`there is no directory ${path}`);
    return copyOf(node);
  }

  /** Puts a copy of such a directory in the place of what is there. */
  graft(path: string, directory: DirectoryNode): void {
    const [parent, name] = this.#splitMaking(path);
    const copied = this.#add(parent, name, copyOf(directory));
    // Versions of another tree say nothing in this one.
    const renew = (node: FsNode) => {
      if (node.kind === 'file') node.version = ++this.#lastVersion;
      else for (const inner of node.entries.values()) renew(inner);
    };
    renew(copied);
  }

  makeFile(path: string): FileNode | FsProblem {
    const place = this.#split(path);
    if (typeof place === 'string') return place;
    return this.#add(...place, this.#newFile(new Uint8Array(LEAST_ROOM), false, 0));
  }

  makeDirectory(path: string): FsProblem | null {
    const place = this.#split(path);
    if (typeof place === 'string') return place;
    if (place[0].entries.has(place[1])) return 'EEXIST';
    this.#add(...place, this.#newDirectory());
    return null;
  }

  removeFile(path: string): FsProblem | null {
    return this.#remove(path, (node) => (node.kind === 'file' ? null : 'EISDIR'));
  }

  removeDirectory(path: string): FsProblem | null {
    return this.#remove(path, (node) => {
      if (node.kind === 'file') return 'ENOTDIR';
      return node.entries.size === 0 ? null : 'ENOTEMPTY';
    });
  }

  rename(from: string, to: string): FsProblem | null {
    const [source, target] = [this.#split(from), this.#split(to)];
    if (typeof source === 'string') return source;
    if (typeof target === 'string') return target;
    const node = source[0].entries.get(source[1]);
    const present = target[0].entries.get(target[1]);
    if (node === undefined) return 'ENOENT';
    if (node === present) return null;
    if (present?.kind === 'directory') {
      if (node.kind === 'file') return 'EISDIR';
      if (present.entries.size > 0) return 'ENOTEMPTY';
    } else if (present && node.kind === 'directory') return 'ENOTDIR';
    source[0].entries.delete(source[1]);
    this.#add(...target, node);
    if (node.kind === 'file') node.version = ++this.#lastVersion;
    return null;
  }

  /** Writes at an offset; what lies between the end and the offset becomes zeros. */
  write(file: FileNode, offset: number, content: Uint8Array): void {
    const end = offset + content.length;
    this.#makeRoom(file, end);
    file.bytes.fill(0, Math.min(file.size, offset), offset);
    file.bytes.set(content, offset);
    file.size = Math.max(file.size, end);
    this.#touch(file);
  }

  truncate(file: FileNode): void {
    Object.assign(file, { bytes: new Uint8Array(LEAST_ROOM), size: 0, isBorrowed: false });
    this.#touch(file);
  }

  #touch(file: FileNode): void {
    file.modified = this.#now();
    file.version = ++this.#lastVersion;
  }

  #makeRoom(file: FileNode, size: number): void {
    if (!file.isBorrowed && size <= file.bytes.length) return;
    const larger = new Uint8Array(Math.max(size, file.bytes.length * 2, LEAST_ROOM));
    larger.set(file.bytes.subarray(0, file.size));
    file.bytes = larger;
    file.isBorrowed = false;
  }

  #newFile(bytes: Uint8Array, isBorrowed: boolean, size = bytes.length): FileNode {
    const [id, version] = [++this.#lastId, ++this.#lastVersion];
    return { kind: 'file', id, bytes, size, isBorrowed, modified: this.#now(), version };
  }

  #newDirectory(): DirectoryNode {
    return { kind: 'directory', id: ++this.#lastId, entries: new Map(), modified: this.#now() };
  }

  #add<Node extends FsNode>(directory: DirectoryNode, name: string, node: Node): Node {
    directory.entries.set(name, node);
    directory.modified = this.#now();
    return node;
  }

  #remove(path: string, refuse: (node: FsNode) => FsProblem | null): FsProblem | null {
    const place = this.#split(path);
    if (typeof place === 'string') return place;
    const node = place[0].entries.get(place[1]);
    if (node === undefined) return 'ENOENT';
    const problem = refuse(node);
    if (problem === null) {
      place[0].entries.delete(place[1]);
      place[0].modified = this.#now();
    }
    return problem;
  }

  /** The directory of a path, and the last name. */
  #split(path: string): [DirectoryNode, string] | FsProblem {
    const parts = partsOf(path);
    const name = parts.pop();
    const directory = this.find(parts.join('/'));
    if (directory === null) return 'ENOENT';
    if (directory.kind === 'file') return 'ENOTDIR';
    return name === undefined ? 'EEXIST' : [directory, name];
  }

  #splitMaking(path: string): [DirectoryNode, string] {
    const at = path.lastIndexOf('/');
    return [this.makeDirectories(path.slice(0, at)), path.slice(at + 1)];
  }
}

function copyOf(directory: DirectoryNode): DirectoryNode {
  const copied = [...directory.entries].map(([name, node]) => {
    if (node.kind === 'directory') return [name, copyOf(node)] as const;
    return [name, { ...node, bytes: node.bytes.slice(0, node.size) }] as const;
  });
  return { ...directory, entries: new Map<string, FsNode>(copied) };
}

function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}

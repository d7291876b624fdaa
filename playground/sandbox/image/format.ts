/**
 * A started server as a bundle of files: `image/head.json`, `image/lua` (c/image.c), and the files that it may still open. All else that it
 * has of its source is in its memory.
 */
import type { Files } from '../bundle-format.ts';
import type { StartedServer } from '../engine/images.ts';
import type { WrittenLua } from '../engine/lua-bridge.ts';
import type { StackImage } from '../network/stack.ts';
import type { LogLine, ServerConfig } from '../types.ts';

const HEAD = 'image/head.json';
const LUA = 'image/lua';

/** What the server was started with; its accounts come when it wakes. */
export type Started = Pick<ServerConfig, 'name' | 'address' | 'config'>;

export interface ServerImage extends StartedServer {
  /** Of the module and the Lua that it was made with (module-key.ts). */
  readonly key: string;
  readonly server: Started;
  readonly files: Files;
}

interface Head {
  readonly key: string;
  readonly server: Started;
  readonly log: readonly LogLine[];
  readonly sockets: StackImage;
  readonly monotonic: number;
  readonly references: readonly (readonly [string, number])[];
}

/** @param lua of the image, which has no data */
export function imageFiles({ key, server, log, image, files }: ServerImage, lua: WrittenLua): Files {
  const { sockets, monotonic } = image;
  const head: Head = { key, server, log, sockets, monotonic, references: [...lua.references] };
  return new Map([[HEAD, new TextEncoder().encode(JSON.stringify(head))], [LUA, lua.written], ...files]);
}

/** @throws Error when these are the files of something else */
export function readImage(bundle: Files): ServerImage {
  const files = new Map(bundle);
  const [head, written] = [files.get(HEAD), files.get(LUA)];
  if (!head || !written) throw new Error('There is no image in these files.');
  files.delete(HEAD);
  files.delete(LUA);
  const { key, server, log, sockets, monotonic, references } = JSON.parse(new TextDecoder().decode(head)) as Head;
  const lua = { written, references: new Map(references) };
  return { key, server, log, files, image: { lua, sockets, monotonic, data: null } };
}

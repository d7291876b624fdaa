/**
 * The bundle: one file with Prosody's Lua and our shims. Gzip around: a 32-bit little-endian length, a JSON index
 * of that many bytes (`{ path: [offset, size] }`, offsets counted from the end of the index), then the files.
 */

/** Paths below the bundle's root (`prosody/core/…`, `stanzabox/…`) to file contents. */
export type Files = ReadonlyMap<string, Uint8Array>;

type Index = Record<string, [offset: number, size: number]>;

/** Lays the files out, uncompressed. */
export function packFiles(files: Files): Uint8Array {
  const index: Index = {};
  let offset = 0;
  for (const [path, content] of files) {
    index[path] = [offset, content.length];
    offset += content.length;
  }
  const head = new TextEncoder().encode(JSON.stringify(index));
  const packed = new Uint8Array(4 + head.length + offset);
  new DataView(packed.buffer).setUint32(0, head.length, true);
  packed.set(head, 4);
  for (const [path, content] of files) packed.set(content, 4 + head.length + (index[path]?.[0] ?? 0));
  return packed;
}

/** The files of an uncompressed bundle, as views (no copy). Throws when it was cut short. */
export function unpackFiles(packed: Uint8Array): Files {
  const headLength = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const start = 4 + headLength;
  const index = JSON.parse(new TextDecoder().decode(packed.subarray(4, start))) as Index;
  const files = new Map<string, Uint8Array>();
  for (const [path, [offset, size]] of Object.entries(index)) {
    const content = packed.subarray(start + offset, start + offset + size);
    if (content.length !== size) throw new Error(`Prosody's bundle is cut short at ${path}: load the page again.`);
    files.set(path, content);
  }
  return files;
}

/** Decompresses with the platform's own gzip, in a browser and in Node alike. */
export async function gunzip(compressed: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const stream = compressed.pipeThrough(
    new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>,
  );
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

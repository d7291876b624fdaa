/** Which module, and which Lua beside it: a name inside of the module itself, so that whoever has compiled it can ask. */
const SECTION = 'stanzabox';

/** The module with such a name, in a section of its own that means nothing to an engine. */
export function withKey(wasm: Uint8Array, key: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const content = [SECTION.length, ...encoder.encode(SECTION), ...encoder.encode(key)];
  if (content.length > 0x7f) throw new Error('The key is too long for a length of one byte.');
  const named = new Uint8Array(wasm.length + 2 + content.length);
  named.set(wasm);
  named.set([0, content.length, ...content], wasm.length);
  return named;
}

/** Empty for a module without one. */
export function keyOf(module: WebAssembly.Module): string {
  const [section] = WebAssembly.Module.customSections(module, SECTION);
  return new TextDecoder().decode(section);
}

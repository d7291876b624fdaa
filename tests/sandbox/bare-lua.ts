/** Lua as a server has it, with its C libraries, and without Prosody. */
import { readFile } from 'node:fs/promises';
import { ensureBundle } from '../../playground/sandbox/bundle/index.ts';
import { gunzip, unpackFiles } from '../../playground/sandbox/bundle-format.ts';
import { Clock } from '../../playground/sandbox/engine/clock.ts';
import { LuaBridge, text, type WrittenLua } from '../../playground/sandbox/engine/lua-bridge.ts';
import { MemoryFiles } from '../../playground/sandbox/engine/system/memory-files.ts';
import { randomBytes } from '../../playground/sandbox/engine/system/wasi.ts';

export interface BareLua {
  readonly bridge: LuaBridge;
  readonly files: MemoryFiles;
  readonly clock: Clock;
  /** Runs Lua and returns its first result as text, or throws. */
  run(code: string): string;
}

/** @param written of a bare Lua, from which this one goes on */
export async function bareLua(written?: WrittenLua): Promise<BareLua> {
  const { paths } = await ensureBundle();
  const module = await WebAssembly.compile(await readFile(paths.module));
  const clock = new Clock();
  const files = new MemoryFiles(() => clock.now());
  const bundle = unpackFiles(await gunzip(new Blob([await readFile(paths.core)]).stream()));
  for (const [path, content] of bundle) files.put(`/usr/lib/${path}`, content);
  const bridge = new LuaBridge(module, { files, clock, random: randomBytes, address: '192.0.2.7' }, written);
  if (!written)
    bridge.run(
      new TextEncoder().encode(`
      package.path, package.cpath = "/usr/lib/prosody/?.lua;/usr/lib/lua/?.lua", "";
      package.preload.socket = function () return {}; end
      test = {};
      function test.run(code) return tostring((assert(load(code))())); end`),
      '=setup',
    );
  const run = bridge.method('test', 'run');
  return {
    bridge,
    files,
    clock,
    run(code) {
      const [result] = run(code);
      return result instanceof Uint8Array ? text(result) : '';
    },
  };
}

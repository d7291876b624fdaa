/** The same Lua with the sandbox's C libraries and with native Prosody's. */
import { type BareLua, bareLua } from './bare-lua.ts';
import type { Release } from './debian-folder.ts';
import { runNativeLua } from './native-packages.ts';

let lua: Promise<BareLua> | undefined;

/**
 * Runs a script on both sides; resolves to the lines that it printed there.
 * @param script reads its input from `lines`, an iterator as of io.lines
 */
export async function onBoth(
  script: string,
  input = '',
  release?: Release,
): Promise<{ here: string[]; native: string[] }> {
  lua ??= bareLua();
  const { files, run } = await lua;
  files.put('/tmp/input', Buffer.from(input, 'latin1'));
  const here = run(`
    local printed = {};
    local function print(...)
      local texts = table.pack(...);
      for i = 1, texts.n do texts[i] = tostring(texts[i]); end
      printed[#printed + 1] = table.concat(texts, "\\t");
    end
    do local lines = io.lines("/tmp/input"); ${script} end
    return table.concat(printed, "\\n");`);
  const native = await runNativeLua(`local lines = io.lines(); ${script}`, input, release);
  return { here: here.split('\n'), native: native.replace(/\n$/, '').split('\n') };
}

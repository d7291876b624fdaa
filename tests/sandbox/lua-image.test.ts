/** What c/image.c writes of a Lua, and that another one goes on with it as if nothing had happened. */
import { expect, test } from 'vitest';
import type { WrittenLua } from '../../playground/sandbox/engine/lua-bridge.ts';
import { bareLua } from './bare-lua.ts';

/** Runs the first in one Lua, and the second in another that goes on from it. */
async function across(before: string, after: string): Promise<string> {
  const former = await bareLua();
  former.run(before);
  return (await bareLua(former.bridge.write())).run(after);
}

test.each<[string, string, string, string]>([
  [
    'values of all kinds',
    `all = { nil, true, false, 1, -7, math.mininteger, 2^53, 0.1, -0.0, math.huge, "", "a\\0b", ("long "):rep(50), print };
     all.n = 14`,
    `local t, out = all, {}; for i = 1, t.n do out[i] = (math.type(t[i]) or type(t[i])):sub(1, 3)..":"..(t[i] == print and "print" or tostring(t[i])):gsub("%z", "0"):sub(1, 9) end
     return table.concat(out, " ")`,
    'nil:nil boo:true boo:false int:1 int:-7 int:-92233720 flo:9.0071992 flo:0.1 flo:-0.0 flo:inf str: str:a0b str:long long fun:print',
  ],
  [
    'keys of all kinds, and what was taken out',
    `key = {}; t = { 10, 20, nil, 40, x = "x", [1.5] = "float", [true] = "yes", [key] = "table", [print] = "C", [2^60] = "big" };
     for i = 1, 1000 do t["k"..i] = i end for i = 1, 1000, 2 do t["k"..i] = nil end`,
    `local n = 0; for k, v in pairs(t) do n = n + 1 end
     return table.concat({ n, #t >= 2 and "sequence" or "", t[1], t[4], t.x, t[1.5], t[true], t[key], t[print], t[2^60], t.k2, tostring(t.k1) }, " ")`,
    '509 sequence 10 40 x float yes table C big 2 nil',
  ],
  [
    'one object as one object, circles, and a variable that functions share',
    `a = { b = {} }; a.b.a = a; local n = 0; up = function () n = n + 1; return n end; get = function () return n end; up()`,
    `up(); return tostring(a.b.a == a)..get()`,
    'true2',
  ],
  [
    'metatables, those of strings too, and weak tables',
    `m = setmetatable({}, { __index = function (_, k) return "no "..k end, __name = "thing" }); string.shout = string.upper;
     held = {}; weak = setmetatable({ held, {} }, { __mode = "v" })`,
    `collectgarbage(); return m.x..("y"):shout()..tostring(weak[1] == held)..tostring(weak[2])`,
    'no xYtruenil',
  ],
  [
    'threads that wait, deep in calls, in pcall, in a loop with its variables',
    `local function inner(...) local sum = 0; for i, v in ipairs { ... } do sum = sum + v + coroutine.yield(i) end error("sum "..sum, 0) end
     local function outer(...) local seen = {}; keep = function () return #seen end; local ok, why = pcall(inner, ...); seen[1] = why; return why..keep() end
     co = coroutine.create(outer); assert(coroutine.resume(co, 1, 2, 3)); fresh = coroutine.create(function (x) return x end)`,
    `assert(coroutine.resume(co, 10)); assert(keep() == 0); assert(coroutine.resume(co, 20)); local _, why = coroutine.resume(co, 30);
     return why..coroutine.status(co)..select(2, coroutine.resume(fresh, "new"))`,
    'sum 661deadnew',
  ],
  [
    'the lines of errors and the names of variables',
    `fail = load("local thing\\n\\nreturn thing.x", "@file.lua")`,
    `return select(2, pcall(fail))`,
    "file.lua:3: attempt to index a nil value (local 'thing')",
  ],
  [
    'what is called before something is collected',
    `order = {}; for i = 1, 3 do _G["x"..i] = setmetatable({}, { __gc = function () order[#order + 1] = i end }) end`,
    `x1, x2, x3 = nil; collectgarbage(); collectgarbage(); table.sort(order); return table.concat(order)`,
    '123',
  ],
  [
    'what libraries in C keep outside of Lua',
    `encodings = require "util.encodings"`,
    `local e = encodings; return e.stringprep.nodeprep("R")..e.stringprep.resourceprep("R")..e.idna.to_ascii("Bücher.example")`,
    'rRxn--bcher-kva.example',
  ],
  [
    'files that each Lua has, and none that was open',
    `standard = io.stderr; closed = io.open("/x", "w"); closed:write("1"); closed:close()`,
    `return io.type(standard).." "..io.type(closed).." "..tostring(standard == io.stderr)`,
    'file closed file true',
  ],
])('%s', async (_, before, after, expected) => {
  expect(await across(before, after)).toBe(expected);
});

test('it goes on to work: much garbage, many strings, and another image after that', async () => {
  const work = `local t = {}; for i = 1, 200000 do t[i % 100] = { tostring(i) } end collectgarbage(); return #t[1][1]`;
  const former = await bareLua();
  former.run(work);
  former.run('count = 1');
  let written = former.bridge.write();
  for (let round = 2; round <= 4; round++) {
    const next = await bareLua(written);
    expect(next.run('count = count + 1; return count')).toBe(String(round));
    expect(next.run(work)).toBe('6');
    written = next.bridge.write();
  }
});

test.each([
  ['an open file', `open = io.open("/x", "w"); return ""`],
  ['a parser', `parser = require "lxp".new { StartElement = print }; return ""`],
])('%s cannot be written, and that is said', async (_, code) => {
  const former = await bareLua();
  former.run(code);
  expect(() => former.bridge.write()).toThrow('something that C has made');
});

test('bytes that are not whole are refused', async () => {
  const former = await bareLua();
  const { written, references } = former.bridge.write();
  const cut = (size: number): WrittenLua => ({ written: written.subarray(0, size), references });
  for (const size of [0, 30, 60, written.length >> 1, written.length - 1])
    await expect(bareLua(cut(size)), String(size)).rejects.toThrow('the image is cut short');
});

/** What crosses between JavaScript and Lua arrives as it was, and what goes wrong on one side is an error on the other. */
import { beforeEach, expect, test, vi } from 'vitest';
import { memoryLimit } from '../../playground/sandbox/engine/memory-limit.ts';
import { type BareLua, bareLua } from './bare-lua.ts';

let lua: BareLua;
beforeEach(async () => {
  lua = await bareLua();
});

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

test('every byte crosses in both directions, alone and in a text', () => {
  lua.bridge.offer('js', { same: (bytes: Uint8Array) => bytes, all: () => everyByte });
  expect(
    lua.run('for b = 0, 255 do local c = string.char(b); if js.same(c) ~= c then return b; end end return "same"'),
  ).toBe('same');
  expect(
    lua.run('local t = {}; for b = 0, 255 do t[#t + 1] = string.char(b); end return js.all() == table.concat(t)'),
  ).toBe('true');
  lua.run('function test.echo(...) return ...; end');
  expect(lua.bridge.method('test', 'echo')(everyByte)[0]).toEqual(everyByte);
});

test('text of any length crosses, with zeros in it and without any', () => {
  lua.bridge.offer('js', { double: (bytes: Uint8Array) => Buffer.concat([bytes, bytes]) });
  for (const size of [0, 1, 65_535, 65_536, 65_537, 5_000_000]) {
    expect(lua.run(`local t = ("\\0a"):rep(${size}); local d = js.double(t); return #d..tostring(d == t..t)`)).toBe(
      `${size * 4}true`,
    );
  }
});

test('several texts of one call keep apart', () => {
  lua.bridge.offer('js', {
    turn: (...values: Uint8Array[]) => values.reverse().map((value) => Buffer.from(value).toString()),
  });
  expect(lua.run('return table.concat({ js.turn("a", "", ("b"):rep(100000), "ü") }, "|"):gsub("b+", "B")')).toBe(
    'ü|B||a',
  );
});

test('numbers, booleans and nothing cross as what they are', () => {
  const seen: unknown[] = [];
  lua.bridge.offer('js', {
    see: (...values: unknown[]) => void seen.push(...values),
    give: () => [1, 1.5, -7, 2 ** 53, Number.POSITIVE_INFINITY, true, false, null, undefined],
  });
  lua.run('js.see(1, -2.5, 1 << 40, true, false, nil, {}, print)');
  expect(seen).toEqual([1, -2.5, 2 ** 40, true, false, null, null, null]);
  expect(
    lua.run(
      'local t = table.pack(js.give()); for i = 1, t.n do t[i] = math.type(t[i]) or tostring(t[i]); end return table.concat(t, " ")',
    ),
  ).toBe('integer float integer float float true false nil nil');
});

test('an error of JavaScript is nil and a message in Lua, and Lua goes on', () => {
  lua.bridge.offer('js', {
    fail: () => {
      throw new Error('no such thing');
    },
  });
  expect(lua.run('local r, why = js.fail(); return tostring(r).." "..why')).toBe('nil fail: no such thing');
});

test('an error of Lua is an Error in JavaScript with the line, wherever it happens, and Lua goes on', () => {
  expect(() => lua.run('local x\n\nlocal y = x.z')).toThrow(/:3: attempt to index a nil value \(local 'x'\)/);
  expect(() => lua.run('return error({})')).toThrow('Lua failed without a message');
  expect(() => lua.run('for')).toThrow('expected near <eof>');
  expect(() => lua.run('return table.sort({3, 1, 2}, function () error("in a C function", 0) end)')).toThrow(
    'in a C function',
  );
  expect(lua.run('return pcall(error, "x")')).toBe('false');
  expect(lua.run('return select(2, xpcall(error, debug.traceback, "x")):match("^x\\nstack traceback")')).toBe(
    'x\nstack traceback',
  );
});

test('coroutines call JavaScript, yield across it and are collected', () => {
  lua.bridge.offer('js', { next: (value: number) => value + 1 });
  expect(
    lua.run(`local sum = 0;
      for i = 1, 2000 do
        local c = coroutine.wrap(function (v) for _ = 1, 3 do v = coroutine.yield(js.next(v)); end error("end of "..v, 0); end);
        sum = sum + c(i) + c(i) + c(i);
        local ok, why = pcall(c, 5);
        assert(not ok and why == "end of 5");
      end
      collectgarbage(); return sum..(collectgarbage("count") < 1000 and " small" or " large")`),
  ).toBe(`${3 * ((2000 * 2001) / 2 + 2000)} small`);
});

test('too many arguments or results are an error, not a crash', () => {
  lua.bridge.offer('js', { many: () => new Array(65).fill(1), count: (...values: unknown[]) => values.length });
  expect(lua.run('return js.count(table.unpack({}, 1, 64))')).toBe('64');
  expect(lua.run('return select(2, pcall(js.count, table.unpack({}, 1, 65)))')).toContain('too many arguments');
  expect(lua.run('return select(2, js.many())')).toContain('too many values');
});

test('recursion without end, in Lua or through C, is an error', () => {
  expect(() => lua.run('local function f() return 1 + f() end return f()')).toThrow('stack overflow');
  expect(() => lua.run('local function f() return 1 + select(2, pcall(f)) end return f()')).toThrow();
  expect(() =>
    lua.run('local s = ("("):rep(10000) return load("return "..s)() or error(select(2, load("return "..s)))'),
  ).toThrow();
  expect(() => lua.run('return (("a"):rep(300000)):find((".-"):rep(250000).."b")')).toThrow('too complex');
  expect(lua.run('return "still there"')).toBe('still there');
});

test('a server has 128 MiB, then its Lua has an error, and goes on with what is left', () => {
  expect(() => lua.run('local t = {}; while true do t[#t + 1] = ("x"):rep(100000)..#t; end')).toThrow(
    'not enough memory',
  );
  expect(lua.bridge.size).toBeLessThanOrEqual(memoryLimit);
  expect(lua.bridge.size).toBeGreaterThan(memoryLimit / 2);
  expect(lua.run('collectgarbage(); return #("x"):rep(50000000)')).toBe('50000000');
});

test('text that finds no room in Lua is an error on the side that sends it', () => {
  lua.bridge.offer('js', { huge: () => new Uint8Array(memoryLimit) });
  expect(lua.run('return select(2, js.huge())')).toContain('not enough memory');
  const echo = lua.bridge.method('test', 'run');
  expect(() => echo(new Uint8Array(memoryLimit))).toThrow('not enough memory');
  expect(lua.run('return 1')).toBe('1');
});

test('the watchdog is asked every million instructions, in coroutines too, and its text is an error at that line', () => {
  const ask = vi.fn<() => string | null>(() => null);
  lua.bridge.onEveryMillionInstructions(ask);
  lua.run('for i = 1, 5000000 do end');
  expect(ask.mock.calls.length).toBeGreaterThan(3);
  ask.mockReturnValue('stopped');
  expect(() => lua.run('\n\nwhile true do end')).toThrow(/:3: stopped/);
  expect(
    lua.run('local c = coroutine.create(function () while true do end end); return select(2, coroutine.resume(c))'),
  ).toMatch(/stopped$/);
  ask.mockReturnValue(null);
  expect(lua.run('return "goes on"')).toBe('goes on');
});

test('what JavaScript throws from the watchdog ends Lua, though Lua catches all errors', () => {
  lua.bridge.onEveryMillionInstructions(() => {
    throw new Error('for good');
  });
  expect(() => lua.run('while true do pcall(function () while true do end end) end')).toThrow('for good');
});

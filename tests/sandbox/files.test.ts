/** Files of a server: what Lua's io and os, and LuaFileSystem, do with them. */
import { beforeEach, expect, test } from 'vitest';
import { type BareLua, bareLua } from './bare-lua.ts';

let lua: BareLua;
beforeEach(async () => {
  lua = await bareLua();
  lua.files.makeDirectories('/var/data');
});

test('a file is written, read, appended to, changed in the middle, renamed and removed', () => {
  expect(
    lua.run(`local path = "/var/data/a.dat";
      local f = assert(io.open(path, "wb")); f:write(("line\\0\\255\\n"):rep(3000)); f:close();
      f = assert(io.open(path, "ab")); f:write("end"); f:close();
      f = assert(io.open(path, "r+b")); f:seek("set", 7); f:write("LINE"); f:seek("end", 5); f:write("."); f:close();
      assert(os.rename(path, "/var/data/b.dat"));
      assert(not io.open(path));
      local t = io.open("/var/data/b.dat", "rb"):read("a");
      assert(os.remove("/var/data/b.dat"));
      return #t.." "..t:sub(8, 11).." "..t:byte(-1).." "..t:byte(-2).." "..select(2, os.remove("/var/data/b.dat"))`),
  ).toBe(`${7 * 3000 + 3 + 6} LINE 46 0 /var/data/b.dat: No such file or directory`);
});

test('a file that is renamed onto another one replaces it', () => {
  lua.files.put('/var/data/old', new TextEncoder().encode('old'));
  lua.run(
    'local f = io.open("/var/data/new", "w"); f:write("new"); f:close(); assert(os.rename("/var/data/new", "/var/data/old"))',
  );
  expect(Buffer.from(lua.files.read('/var/data/old')).toString()).toBe('new');
  expect([...lua.files.below('/var/data').keys()]).toEqual(['/var/data/old']);
});

test('what was given to the files is never written to', () => {
  const given = new TextEncoder().encode('as it was');
  lua.files.put('/var/data/given', given);
  lua.run('local f = io.open("/var/data/given", "r+"); f:write("AS"); f:close()');
  expect(Buffer.from(given).toString()).toBe('as it was');
  expect(Buffer.from(lua.files.read('/var/data/given')).toString()).toBe('AS it was');
});

test.each([
  ['io.open("/none/such", "w")', '/none/such: No such file or directory'],
  ['io.open("/var", "w")', '/var: Is a directory'],
  ['io.open("/var/data/x/y")', '/var/data/x/y: No such file or directory'],
  ['os.rename("/none", "/other")', 'No such file or directory'],
  ['os.remove("/var")', 'Directory not empty'],
  ['require "lfs".mkdir("/var/data")', 'File exists'],
  ['require "lfs".rmdir("/var/data/none")', 'No such file or directory'],
  ['require "lfs".attributes("/none")', "cannot obtain information from file '/none': No such file or directory"],
])('%s fails as on any system', (call, why) => {
  expect(lua.run(`return select(2, ${call})`)).toContain(why);
});

test('LuaFileSystem lists, describes, makes and changes directories', () => {
  lua.clock.skip(1000);
  expect(
    lua.run(`local lfs = require "lfs";
      local began = os.time();
      assert(lfs.mkdir("/var/data/sub")); assert(lfs.chdir("/var/data"));
      for i = 1, 200 do io.open("sub/name-"..i, "w"):close(); end
      local n, first = 0; for name in lfs.dir("sub") do n = n + 1; first = first or name; end
      local a = lfs.attributes("sub/name-7");
      return table.concat({ n, first, lfs.attributes("sub", "mode"), a.mode, a.size, lfs.currentdir(),
        tostring(began <= a.modification and a.modification <= os.time()) }, " ")`),
  ).toBe('202 . directory file 0 /var/data true');
});

test('the clock that a lesson moves is the clock of os and util.time', () => {
  const before = Number(lua.run('return os.time()'));
  lua.clock.skip(86_400);
  expect(Number(lua.run('return os.time()')) - before).toBeGreaterThanOrEqual(86_400);
  expect(Number(lua.run('return math.floor(require "util.time".now())')) - before).toBeGreaterThanOrEqual(86_400);
  expect(lua.run('local c = os.clock(); return c < 86400')).toBe('true');
});

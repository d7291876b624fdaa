/** Prosody's libraries in C answer as they do natively: what they return, which arguments they refuse, and in which words. */
import { describe, expect, test, vi } from 'vitest';
import { onBoth } from './both-luas.ts';
import { nativeProblem } from './native-packages.ts';

vi.setConfig({ testTimeout: 180_000 });

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: the comparison of libraries with native Prosody. ${problem}`);
const newerIsMissing = await nativeProblem('newer');
if (newerIsMissing) console.warn(`SKIPPED: the comparison of libraries with the newer Prosody. ${newerIsMissing}`);

/** Shows all results of a call, or its error; bytes in hexadecimal. Calls are expressions, one a line. */
const SHOW = `
local show;
local function hex(s) return s:find("[^\\32-\\126]") and "x"..s:gsub(".", function (c) return ("%02x"):format(c:byte()) end) or ("%q"):format(s) end
function show(v)
  if type(v) == "string" then return hex(v) end
  if type(v) ~= "table" then return type(v) == "userdata" and "userdata" or type(v) == "function" and "function" or tostring(v) end
  local keys, out = {}, {};
  for k in pairs(v) do keys[#keys + 1] = k end
  table.sort(keys, function (a, b) return tostring(a) < tostring(b) end);
  for i, k in ipairs(keys) do out[i] = tostring(k).."="..show(v[k]) end
  return "{"..table.concat(out, " ").."}";
end
local env = setmetatable({}, { __index = function (_, name)
  if _G[name] ~= nil then return _G[name] end
  local ok, library = pcall(require, "util."..name);
  return ok and library or nil;
end });
for line in lines do
  local results = table.pack(pcall(assert(load("return "..line, "=call", "t", env))));
  for i = 1, results.n do results[i] = show(results[i]) end
  print(table.concat(results, " "));
end`;

const hashes = [
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'md5',
  'sha3_256',
  'sha3_512',
  'blake2s256',
  'blake2b512',
];

const calls: Readonly<Record<string, readonly string[]>> = {
  hashes: [
    ...hashes.flatMap((name) => [
      `hashes.${name}("")`,
      `hashes.${name}("abc", true)`,
      `hashes.${name}(("\\0\\255"):rep(70000))`,
      `hashes.${name}(12)`,
      `hashes.${name}()`,
      `hashes.${name}({})`,
      `hashes.hmac_${name}("key", "data", true)`,
      `hashes.hmac_${name}("", "")`,
      `hashes.hmac_${name}(("k"):rep(300), 1)`,
      `hashes.hmac_${name}("key")`,
    ]),
    'hashes.pbkdf2_hmac_sha1("secret", "salt", 10)',
    'hashes.scram_Hi_sha1("", "\\0", 1)',
    'hashes.pbkdf2_hmac_sha256("secret", "salt", 4096)',
    'hashes.pbkdf2_hmac_sha256("secret", "salt", "3")',
    'hashes.pbkdf2_hmac_sha1("secret", "salt", 1.5)',
    'hashes.hkdf_hmac_sha256(42, "key", nil, "info")',
    'hashes.hkdf_hmac_sha256(42, "key", "salt", "info")',
    'hashes.hkdf_hmac_sha384(256, "key", "salt", "")',
    'hashes.hkdf_hmac_sha384(16, "key", "salt")',
    'hashes.equals("a", "a")',
    'hashes.equals("a", "b")',
    'hashes.equals("a", "ab")',
    'hashes.version',
  ],
  encodings: [
    'encodings.base64.encode(12)',
    'encodings.base64.decode(1234)',
    'encodings.base64.encode(("\\0\\255a"):rep(1001))',
    'encodings.base64.encode()',
    'encodings.stringprep.nodeprep("Romeo", "yes")',
    'encodings.stringprep.nodeprep(12)',
    'encodings.stringprep.nodeprep(("a"):rep(1023))',
    'encodings.stringprep.nodeprep(("a"):rep(1024))',
    'encodings.stringprep.resourceprep("🌹", true)',
    'encodings.utf8.length("é🌹")',
    'encodings.idna.to_ascii("MÜNCHEN.example")',
    'encodings.idna.to_unicode("xn--mnchen-3ya.example")',
    'encodings.idna.to_ascii("a_b")',
    'encodings',
  ],
  'table, compat': [
    'require "util.table".create(3, 4)',
    'require "util.table".pack(1, nil, 3)',
    'require "util.table".move({ 1, 2, 3 }, 2, 3, 1)',
    'compat.xpcall(function (a, b) return a + b end, error, 1, 2)',
    'compat.xpcall(function () error("x", 0) end, function (m) return m.."!" end)',
  ],
  struct: [
    ...['l', 'i', 'h', 'b', 'j', 'I4', '>I3', '<i8', 's', 'd', 'f', 'x', '!4', 'c0'].map(
      (format) => `struct.pack("${format}", 1)`,
    ),
    'struct.pack(">I2s", 258, "text")',
    'struct.unpack(">I2", "\\1\\2\\3")',
    'struct.unpack("<I4", "\\1\\2")',
    'struct.unpack("s", "abc\\0def")',
    'struct.size("!8bl")',
    'struct',
  ],
  strbitop: [
    ...['sand', 'sor', 'sxor'].flatMap((name) => [
      `strbitop.${name}("\\1\\2\\3\\255", "\\3\\5")`,
      `strbitop.${name}("", "a")`,
      `strbitop.${name}("a", "")`,
      `strbitop.${name}("a")`,
      `strbitop.${name}(12, 34)`,
    ]),
    'strbitop.common_prefix_bits("abc", "abd")',
    'strbitop.common_prefix_bits("", "a")',
    'strbitop.common_prefix_bits("\\255", "\\127")',
  ],
  ringbuffer: [
    '(function () local r = ringbuffer.new(8); return r:write("12345"), r:read(3), r:write("67890x"), r:find("90"), r:readuntil("8"), #r, r:size(), r:free(), r:length(), r:read(9), r:read(3, true), r:sub(1, 2), r:byte(1, 3), r:discard(1), tostring(r):match("%d+/%d+") end)()',
    'ringbuffer.new(0)',
    'ringbuffer.new("x")',
    'ringbuffer.new():size()',
    'ringbuffer.new(4):write("12345")',
  ],
  net: [
    'net.pton("192.0.2.1")',
    'net.pton("::ffff:1.2.3.4")',
    'net.pton("2001:db8::1")',
    // WebAssembly's C library numbers errors in its own way, which nothing of Prosody looks at.
    '(select(2, net.pton("1.2.3")))',
    '(select(2, net.pton("1::2::3")))',
    'net.pton({})',
    'net.ntop("\\1\\2\\3\\4")',
    'net.ntop(("\\0"):rep(10).."\\255\\255\\1\\2\\3\\4")',
    'net.ntop("\\32\\1\\13\\184"..("\\0"):rep(11).."\\1")',
    'net.ntop(("\\0"):rep(16))',
    'net.local_addresses("other")',
    'type(net.local_addresses("ipv4")[1])',
  ],
  'random, time, os': [
    '#random.bytes(65537)',
    'random.bytes(0)',
    'type(time.now()), time.now() > 1e9, time.monotonic() > 0',
    'os.date("!%c", 946728000)',
    'os.date("!%a %A %b %B %d %e %H %I %j %m %M %p %S %U %w %W %x %X %y %Y %z %%", 946728000)',
    'os.date("%Z", 946728000)',
    'os.date("!*t", 946728000)',
    'os.time({ year = 2000, month = 14, day = -3, hour = 12 })',
    'os.date("%Ez")',
    'os.date("%Q")',
    'string.format("%q %5.2f %g %a %x %i", "a\\n\\0", 3.14159, 1e300, 0.5, 255, 3)',
    'math.maxinteger, math.mininteger, 2^53 + 1, 1e15, 0.1, 1/0, -0.0',
    'math.pow',
    '_VERSION',
  ],
  'socket.url': [
    'require "socket.url".absolute("http://a/b/c", "../d")',
    'require "socket.url".parse("http://a?b?c#d#e")',
    'require "socket.url".parse("https://user:pass@host.example:5281/path;p?q=1#f")',
    'require "socket.url".build({ scheme = "http", host = "::1", port = 80, path = "/x" })',
    'require "socket.url".parse_path("/a/b%20c/")',
    'require "socket.url".build_path({ "a", "b c", is_absolute = 1 })',
    'require "socket.url".escape("a b/ü"), require "socket.url".unescape("a%20b")',
  ],
};

describe.skipIf(problem !== null)(`as native Prosody's${problem ? ` (${problem})` : ''}`, () => {
  test.each(Object.entries(calls))('%s', async (_, lines) => {
    const { here, native } = await onBoth(SHOW, Buffer.from(`${lines.join('\n')}\n`).toString('latin1'));
    expect(lines.map((call, index) => `${call}: ${here[index]}`)).toEqual(
      lines.map((call, index) => `${call}: ${native[index]}`),
    );
  });

  /**
   * The module has the C of Debian 13's; the newer Prosody runs with it too. Only in ringbuffer, which nothing of it uses, mistakes were
   * corrected since.
   */
  const ofProsody = Object.entries(calls).filter(([name]) => !/^(random|socket)/.test(name));
  test.skipIf(newerIsMissing !== null).each(ofProsody)('%s, as the newer one has them', async (name, lines) => {
    const { here, native } = await onBoth(SHOW, Buffer.from(`${lines.join('\n')}\n`).toString('latin1'), 'newer');
    if (name === 'ringbuffer') expect(here).not.toEqual(native);
    else expect(here).toEqual(native);
  });
});

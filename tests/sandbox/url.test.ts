/** Addresses: our socket.url does what LuaSocket's does, both run by native Lua. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nativeProblem, runNativeLua } from './native-packages.ts';

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: the comparison with LuaSocket. ${problem}`);

const ours = fileURLToPath(new URL('../../playground/sandbox/lua/url.lua', import.meta.url));

/** For each line: prints the line and both results where they differ, and in the end how many lines there were. */
const script = `
local theirs = require "socket.url";
dofile(${JSON.stringify(ours)});
local ours = package.preload["socket.url"]();
local function written(value)
	if type(value) ~= "table" then return tostring(value); end
	local parts = {};
	for key, item in pairs(value) do parts[#parts + 1] = tostring(key).."="..tostring(item); end
	table.sort(parts);
	return "{"..table.concat(parts, ", ").."}";
end
local function all(url, text)
	local parsed = url.parse(text);
	local segments = url.parse_path(text);
	return table.concat({
		written(parsed), parsed and url.build(parsed) or "", written(url.parse(text, { scheme = "http", port = 80 })),
		written(segments), url.build_path(segments), url.build_path(segments, true), url.escape(text), url.unescape(text),
	}, "\\n");
end
local count = 0;
for text in io.lines() do
	count = count + 1;
	local a, b = all(ours, text), all(theirs, text);
	if a ~= b then print(text.."\\nours:\\n"..a.."\\ntheirs:\\n"..b.."\\n"); end
end
print(count);
`;

test.skipIf(problem !== null)('addresses are taken apart, put together and escaped as LuaSocket does it', async () => {
  const part = fc.constantFrom(
    'http',
    '://',
    '/',
    '?',
    '#',
    ';',
    ':',
    '@',
    '[::1]',
    '%20',
    '%c3',
    'host',
    '.',
    '..',
    '&',
    "'",
    '~',
    ' ',
    'é',
  );
  const made = fc.sample(
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
    { numRuns: 5_000, seed: 363 },
  );
  const lines = [
    'http://share.montague.example:5280/file_share/',
    'https://romeo:a:b@[::1]:5281/a%20b;c?d=e#f',
    'http://host?query',
    '',
    ...made.filter((text) => text !== ''),
  ];
  expect(await runNativeLua(script, lines.join('\n'))).toBe(`${lines.length}\n`);
});

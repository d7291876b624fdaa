/** XML is read as natively: the same LuaExpat says the same of documents with a known verdict, and of mutated ones, cut anywhere. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { onBoth } from './both-luas.ts';
import { nativeProblem } from './native-packages.ts';
import { xmlCases } from './xml-cases.ts';

vi.setConfig({ testTimeout: 180_000 });

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: the comparison of expat with native Prosody's. ${problem}`);

/** One document a line, its pieces in hexadecimal; prints its events, text in one piece, and the error with its place. */
const READ = `
local lxp = require "lxp";
local function show(v) return type(v) == "string" and ("%q"):format(v):gsub("[^\\32-\\126]", function (c) return ("\\\\x%02x"):format(c:byte()) end) or tostring(v) end
for line in lines do
  local events, text = {}, "";
  local function flush() if text ~= "" then events[#events + 1] = "T "..show(text); text = ""; end end
  local function note(kind) return function (_, ...)
    flush();
    local fields = { ... };
    for i = 1, select("#", ...) do
      local v = fields[i];
      if type(v) == "table" then
        local names = {};
        for j, name in ipairs(v) do names[j] = show(name).."="..show(v[name]) end
        fields[i] = table.concat(names, ",");
      else fields[i] = show(v) end
    end
    events[#events + 1] = kind.." "..table.concat(fields, " ");
  end end
  local parser = lxp.new({
    StartElement = note "S", EndElement = note "E", CharacterData = function (_, data) text = text..data end,
    StartCdataSection = note "[", EndCdataSection = note "]", StartNamespaceDecl = note "N", EndNamespaceDecl = note "M",
    Comment = note "C", ProcessingInstruction = note "P", StartDoctypeDecl = note "D", XmlDecl = note "X",
  }, "\\1");
  local verdict = "well-formed";
  local pieces = {};
  for piece in line:gmatch("%S+") do pieces[#pieces + 1] = (piece:gsub("%x%x", function (x) return string.char(tonumber(x, 16)) end)) end
  for i = 1, #pieces + 1 do
    local ok, why, row, column, byte = parser:parse(pieces[i]);
    if not ok then verdict = table.concat({ why, row, column, byte, i }, " "); break end
  end
  flush();
  print(table.concat(events, "; ").." | "..verdict);
end`;

const documents = [
  `<?xml version='1.0'?><stream:stream to='a' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'><iq id='1'><ping xmlns='urn:xmpp:ping'/></iq></stream:stream>`,
  `<a>x &amp; y &lt; &#65;&#x1f339; <![CDATA[ <z> ]] ]]>é🌹\r\nz\rq\tw</a>`,
  `<p:a xmlns:p='x:p' xmlns='y' p:b="1" c='2&#10;\n\t&lt;'><p:c/><d xmlns=''><e/></d></p:a >`,
  `<!-- c --><?pi some data?><a><!-- in - side --><?x?><b  c = "d"  /></a> <!-- end --><?pi?>\n`,
  `<é ü='ñ'>שלום 你好 ๑</é>`,
  '\ufeff<a>mark</a>',
  `<!DOCTYPE a [<!ENTITY e "x"><!ENTITY f "&e;&e;">]><a b='&f;'>&f;</a>`,
];
const pieces = [
  ...['<', '>', '&', '"', "'", '/', '=', ' ', '\n', '\r', '!', '?', ':', ';', '#', '-', '.', ']', '[', '%', '(', ')'],
  ...['&amp;', '&#0;', '&x;', '<!--', '-->', '--', '<![CDATA[', ']]>', '<?', '?>', "<?xml version='1.0'?>", '</a>'],
  ...['<b/>', 'xmlns', "xmlns:p=''", "xmlns:xml='z'", 'a:', 'é', '🌹', '\u0301', '\ufffe', '\0', '\u0085', '<!x>'],
];

const mutation = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 3 }),
  insert: fc.oneof(
    fc.constantFrom(...pieces).map((piece) => [...new TextEncoder().encode(piece)]),
    fc.array(fc.nat({ max: 255 }), { maxLength: 2 }),
  ),
});
const mutated = fc
  .tuple(fc.constantFrom(...documents), fc.array(mutation, { maxLength: 4 }), fc.array(fc.nat()))
  .map(([document, mutations, places]) => {
    const bytes = [...new TextEncoder().encode(document)];
    for (const { at, remove, insert } of mutations) bytes.splice(at % (bytes.length + 1), remove, ...insert);
    return cut(Uint8Array.from(bytes), places);
  });

/** Cuts bytes at these places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [...new Set([...places.map((place) => place % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  );
  return sorted.map((place, index) => bytes.subarray(sorted[index - 1] ?? 0, place)).filter(({ length }) => length > 0);
}

const toLine = (chunks: readonly Uint8Array[]) =>
  `${chunks.map((chunk) => Buffer.from(chunk).toString('hex')).join(' ')}\n`;
const toBytes = (document: string | Uint8Array) =>
  typeof document === 'string' ? new TextEncoder().encode(document) : document;

/**
 * Debian's expat has fixes that its release did not have, which the sandbox has (bundle/module/libraries.ts): it refuses XML declarations
 * with other versions than 1.x, and pairs of surrogates in UTF-16 of which one is missing.
 */
const isFixedLater = (native: string | undefined) =>
  /XML declaration not well-formed|\(invalid token\) 1 5 9/.test(native ?? '');

async function compare(documents: readonly string[]): Promise<string[]> {
  const { here, native } = await onBoth(READ, documents.join(''));
  expect(here).toHaveLength(documents.length);
  const versions = await onBoth('print(require "lxp"._EXPAT_VERSION)');
  const isOther = versions.here[0] !== versions.native[0];
  const different = [...documents.keys()].filter(
    (at) => here[at] !== native[at] && !(isOther && isFixedLater(native[at])),
  );
  expect(different.map((at) => [documents[at], here[at], native[at]])).toEqual([]);
  return here;
}

describe.skipIf(problem !== null)(`as natively${problem ? ` (${problem})` : ''}`, () => {
  test('documents with a known verdict, whole and byte by byte', async () => {
    const whole = xmlCases.map(([, document]) => toLine([toBytes(document)]));
    const slow = xmlCases.map(([, document]) => toLine([...toBytes(document)].map((byte) => Uint8Array.of(byte))));
    const verdicts = await compare([...whole, ...slow]);
    expect(
      xmlCases.map(
        ([name], at) =>
          `${name}: ${verdicts[at]
            ?.split(' | ')
            .at(-1)
            ?.replace(/[ \d]+$/, '')}`,
      ),
    ).toEqual(xmlCases.map(([name, , error]) => `${name}: ${error ?? 'well-formed'}`));
  });

  test('mutated documents, cut anywhere', async () => {
    // The same documents each time.
    await compare(fc.sample(mutated, { seed: 13_001, numRuns: 4000 }).map(toLine));
  });
});

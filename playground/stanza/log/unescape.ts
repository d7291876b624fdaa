/** Texts that a program wrote as strings of its language, or for a web page. Each takes linear time. */

const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#34': '"',
  nbsp: ' ',
};

/** `&lt;iq type=&quot;get&quot;/&gt;`: one layer of references is taken off. */
export function unescapeReferences(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|nbsp|#39|#34|amp);/g, (_, name: string) => named[name] ?? '&');
}

const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', e: '\u001b' };

/** `\"`, `\n`, `\u003c` and the like, as JSON, JavaScript and Java write them. */
export function unescapeBackslashes(text: string): string {
  return text.replace(
    /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\s\S]))/g,
    (_, unicode, hex, other: string | undefined) =>
      other === undefined ? String.fromCharCode(Number.parseInt(unicode ?? hex, 16)) : (letters[other] ?? other),
  );
}

/** A text whose characters are the bytes of UTF-8 becomes what it means; any other stays as it is. */
export function fromBytes(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[\u0100-\uffff]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
    );
  } catch {
    return text;
  }
}

/** A tag whose first value begins with an escaped quote: that is never XML. */
const stringTag = /<[\w:.-]+\s+[\w:.-]+=\\+["']/;
/** A string that holds a string that holds a string. */
const maxLayers = 3;
const pieceLength = 100_000;

/** Takes the escapes off those lines that hold stanzas as strings, as JSON and debuggers write them. */
export function* unescapeStrings(text: string): Generator<void, string> {
  if (!stringTag.test(text)) return text;
  const lines: string[] = [];
  let pauseAt = pieceLength;
  for (let at = 0; at <= text.length; ) {
    const next = text.indexOf('\n', at);
    let line = text.slice(at, next < 0 ? text.length : next);
    for (let layer = 0; layer < maxLayers && stringTag.test(line); layer += 1) line = unescapeBackslashes(line);
    lines.push(line);
    if (next < 0) break;
    at = next + 1;
    if (at < pauseAt) continue;
    pauseAt = at + pieceLength;
    yield;
  }
  return lines.join('\n');
}

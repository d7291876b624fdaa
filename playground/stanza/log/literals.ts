import { type Head, headLength, readHead } from './formats.ts';
import type { LogFormat } from './types.ts';
import { unescapeBackslashes } from './unescape.ts';

/** A part of a stream that a program wrote as a string of its language, and what the log tells about it. */
export interface Chunk extends Head {
  /** Its bytes as characters: a letter beyond ASCII may begin in one chunk and end in the next. */
  readonly text: string;
  /** Where the log has it: offset in UTF-16 code units. */
  readonly offset: number;
}

const python = String.raw`(?<python>\b(?:SENT|RECV)) b(?:'(?<single>(?:[^'\\\n]|\\.)*)'|"(?<double>(?:[^"\\\n]|\\.)*)")`;
const string = String.raw`"(?:[^"\\]|\\[\s\S])*"`;
const erlang = String.raw`(?<erlang>Received|Send) XML on stream = (?<value>(?:\[|<<|,|>>|${string}|\d{1,3}|\s(?=\s*["\d<>,]))+)`;
const literal = new RegExp(`${python}|${erlang}`, 'g');

/** How many are read between two pauses. */
const slice = 500;

/** The logs of aioxmpp and ejabberd hold bytes as Python and Erlang write them, in chunks that begin and end anywhere. */
export function* findChunks(text: string, now: number): Generator<void, Chunk[]> {
  const chunks: Chunk[] = [];
  // Without the words there is nothing to look for.
  if (!/XML on stream =|\b(?:SENT|RECV) b['"]/.test(text)) return chunks;
  let after = 0;
  for (const match of text.matchAll(literal)) {
    if (chunks.length % slice === slice - 1) yield;
    const groups = match.groups ?? {};
    const before = text.slice(Math.max(after, match.index - headLength), match.index);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    after = match.index + match[0].length;
    const format: LogFormat = groups.python === undefined ? 'ejabberd' : 'aioxmpp';
    const { at, hasZone } = readHead(`${line} `, now, format);
    const value = groups.python === undefined ? erlangText(groups.value ?? '') : (groups.single ?? groups.double ?? '');
    chunks.push({
      format,
      text: groups.python === undefined ? value : unescapeBackslashes(value),
      offset: match.index,
      ...(at !== undefined && { at, hasZone: hasZone ?? false }),
      ...(format === 'aioxmpp'
        ? {
            direction: groups.python === 'SENT' ? 'sent' : 'received',
            ...accountOf(/:?([\w.-]+@[\w.-]+)/.exec(line)?.[1]),
          }
        : // The server's point of view: what it received, the client had sent.
          {
            direction: groups.erlang === 'Send' ? 'received' : 'sent',
            ...accountOf(/(<[\d.]+>)(?!.*<[\d.]+>)/.exec(line)?.[1]),
          }),
    });
  }
  return chunks;
}

function accountOf(account: string | undefined): Pick<Head, 'account'> {
  return account === undefined ? {} : { account };
}

/** Strings, binaries and lists of bytes, one after the other, as one text of bytes. */
function erlangText(value: string): string {
  let text = '';
  for (const [part] of value.matchAll(/"(?:[^"\\]|\\[\s\S])*"|\d{1,3}/g)) {
    text += part.startsWith('"') ? unescapeBackslashes(part.slice(1, -1)) : String.fromCharCode(Number(part));
  }
  return text;
}

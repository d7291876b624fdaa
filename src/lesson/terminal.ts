/** What a terminal shows of what a program printed. */

// ECMA-48: CSI sequences, OSC and other strings (ended by BEL or ST), two-character and charset escapes.
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const sequence = /\u001b(?:\[([0-?]*)[ -/]*([@-~])|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]+[0-~]|[0-~])/y;

/**
 * The text that stays on the screen, as lines without spaces at their ends and without empty lines at the start and the end:
 * colours and other escapes gone, what a carriage return or backspace wrote over replaced, "erase in line" obeyed, other
 * control characters left out, and what was painted elsewhere (between "save cursor" and "restore cursor": apt's progress
 * bar) left out.
 */
export const screenLines = (printed: string): string[] => {
  const lines: string[] = [];
  let line: string[] = [];
  let column = 0;
  let elsewhere = false;
  const lastRestore = printed.lastIndexOf('\u001b8');
  const lastRestoreAnsi = printed.lastIndexOf('\u001b[u');
  for (let at = 0; at < printed.length; ) {
    sequence.lastIndex = at;
    const found = printed[at] === '\u001b' ? sequence.exec(printed) : null;
    if (found) {
      const [whole, parameters, final] = found;
      at += whole.length;
      // Without a way back nothing is painted elsewhere, and nothing may be lost.
      if (whole === '\u001b7') elsewhere = at <= lastRestore;
      else if (final === 's') elsewhere = at <= lastRestoreAnsi;
      else if (whole === '\u001b8' || final === 'u') elsewhere = false;
      else if (final === 'K' && !elsewhere) eraseInLine(line, column, parameters ?? '');
      continue;
    }
    const character = String.fromCodePoint(printed.codePointAt(at) ?? 0);
    at += character.length;
    if (elsewhere) continue;
    if (character === '\n') {
      lines.push(line.join(''));
      line = [];
      column = 0;
    } else if (character === '\r') column = 0;
    else if (character === '\b') column = Math.max(0, column - 1);
    else if (character === '\t' || !isControl(character)) {
      while (line.length < column) line.push(' ');
      line[column] = character;
      column += 1;
    }
  }
  lines.push(line.join(''));
  return tidy(lines);
};

/** Lines without spaces at their ends, and without empty lines at the start and the end. */
export const tidy = (lines: readonly string[]): string[] => {
  const trimmed = lines.map((line) => line.trimEnd());
  const first = trimmed.findIndex((line) => line !== '');
  const last = trimmed.findLastIndex((line) => line !== '');
  return first === -1 ? [] : trimmed.slice(first, last + 1);
};

const eraseInLine = (line: string[], column: number, parameters: string): void => {
  if (parameters === '2') line.length = 0;
  else if (parameters === '1') line.fill(' ', 0, column + 1);
  else line.length = Math.min(line.length, column);
};

/** C0, DEL and C1, and the characters that turn the order of others around (UAX #9): a terminal shows none of them. */
const isControl = (character: string): boolean =>
  character < ' ' || (character >= '\u007f' && character <= '\u009f') || turning.test(character);

const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * A text that is safe to print on somebody's terminal: no character in it is an order to the terminal. Those that were are
 * written as `\\u001b`.
 */
export const visible = (text: string): string =>
  [...text]
    .map((character) =>
      isControl(character) && character !== '\n' && character !== '\t'
        ? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
        : character,
    )
    .join('');

/** What the terminal shows of a printed text, as one text without a final line feed. */
export const stripTerminal = (printed: string): string => screenLines(printed).join('\n');

/** The simple commands of a shell step, as far as a page's rules have to see them: no expansion, no here-documents' texts. */

export interface SimpleCommand {
  /** Without `sudo` and its options, and without variables that are set for it. Quotes are taken off. */
  readonly words: readonly string[];
  /** Files that it writes by `>` or `>>`. */
  readonly writes: readonly string[];
}

const separators = new Set([';', '&', '|', '\n', '(', ')', '`']);
const noise = new Set(['then', 'do', 'else', 'if', 'while', 'until', '!', '{', '}', 'elif', 'time', 'exec']);
const sudoOption = /^-/;

/** All commands in their order, those inside `$(...)` as well. */
export const simpleCommands = (command: string): readonly SimpleCommand[] => {
  const found: SimpleCommand[] = [];
  let words: string[] = [];
  let writes: string[] = [];
  let word: string | undefined;
  let redirect: '>' | '<' | undefined;
  const endWord = (): void => {
    if (word === undefined) return;
    if (redirect === '>') writes.push(word);
    else if (redirect === undefined) words.push(word);
    redirect = undefined;
    word = undefined;
  };
  const endCommand = (): void => {
    endWord();
    redirect = undefined;
    const own = withoutSudo(words);
    if (own.length > 0 || writes.length > 0) found.push({ words: own, writes });
    words = [];
    writes = [];
  };
  const text = withoutHereDocuments(command);
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\') {
      at += 1;
      if (text[at] !== '\n') word = (word ?? '') + (text[at] ?? '');
    } else if (character === "'" || character === '"') {
      const end = closing(text, at);
      const inside = text.slice(at + 1, end);
      word = (word ?? '') + inside;
      if (character === '"')
        for (const [, nested = ''] of inside.matchAll(/\$\(([^()]*)\)/g)) found.push(...simpleCommands(nested));
      at = end;
    } else if (character === '#' && word === undefined) {
      while (at + 1 < text.length && text[at + 1] !== '\n') at += 1;
    } else if (character === '>') {
      // The number of a file descriptor is no word: 2>/dev/null.
      if (word !== undefined && /^\d$|^&$/.test(word)) word = undefined;
      endWord();
      redirect = '>';
      if (text[at + 1] === '>' || text[at + 1] === '|') at += 1;
      if (text[at + 1] === '&') {
        redirect = '<';
        at += 1;
      }
    } else if (character === '<') {
      endWord();
      redirect = '<';
    } else if (character === '&' && text[at + 1] === '>') word = '&';
    else if (character === '$' && text[at + 1] === '(') {
      endCommand();
      at += 1;
    } else if (separators.has(character)) endCommand();
    else if (/\s/.test(character)) endWord();
    else word = (word ?? '') + character;
  }
  endCommand();
  return found;
};

const closing = (text: string, from: number): number => {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at += 1) {
    if (quote === '"' && text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return text.length;
};

const withoutHereDocuments = (command: string): string =>
  command.replace(/<<-?\s*(['"]?)(\w+)\1([^\n]*)\n(?:[\s\S]*?\n)?\t*\2(?=\n|$)/g, '$3');

const withoutSudo = (words: readonly string[]): readonly string[] => {
  let at = 0;
  const isLeft = (word: string): boolean => noise.has(word) || /^[A-Za-z_]\w*=/.test(word);
  while (isLeft(words[at] ?? '')) at += 1;
  if (words[at] === 'sudo') {
    at += 1;
    while (sudoOption.test(words[at] ?? '')) at += /^-[ugC]$/.test(words[at] ?? '') ? 2 : 1;
    while (isLeft(words[at] ?? '')) at += 1;
  }
  return words.slice(at);
};

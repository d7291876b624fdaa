import { lineAt, withoutComments } from './lua-options.ts';
import type { Advice } from './types.ts';

const partner: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** A bracket without its partner, which Lua reports far from its place: at the end of the file, or where the next thing begins. */
export function adviceOnBrackets(config: string): readonly Advice[] {
  // Strings may hold brackets; their places stay.
  const code = withoutComments(config).replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (text) =>
    ' '.repeat(text.length),
  );
  const open: { readonly bracket: string; readonly at: number }[] = [];
  for (const { 0: bracket, index } of code.matchAll(/[{}()[\]]/g)) {
    if (bracket in partner) {
      open.push({ bracket, at: index });
      continue;
    }
    const last = open.pop();
    if (last === undefined) {
      const plain = `Line ${lineAt(config, index)} has a ${bracket} that closes nothing.`;
      const without = config.slice(0, index) + config.slice(index + 1);
      return [{ plain, fix: { label: `Remove the ${bracket}`, config: without } }];
    }
    if (partner[last.bracket] !== bracket) {
      const lines = `line ${lineAt(config, last.at)} opens a ${last.bracket}, and line ${lineAt(config, index)} closes a ${bracket}`;
      return [{ plain: `Brackets do not match: ${lines}.` }];
    }
  }
  // The outermost: what follows it is taken for its content.
  const [first] = open;
  if (first === undefined) return [];
  const closing = partner[first.bracket] ?? '';
  const plain = `The ${first.bracket} in line ${lineAt(config, first.at)} has no ${closing}. Write it where the list ends.`;
  return [{ plain, ...(endOfList(config, first.at, closing) ?? {}) }];
}

/** The end of the list is known when nothing but indented entries follow: before the next line that begins at the margin. */
function endOfList(config: string, from: number, closing: string): { readonly fix: Advice['fix'] } | undefined {
  const next = /\n(?=[^\s}-])/.exec(config.slice(from));
  const end = next === null ? config.trimEnd().length : from + next.index;
  if (end <= from) return undefined;
  return { fix: { label: `Add the ${closing}`, config: `${config.slice(0, end)}\n${closing}${config.slice(end)}` } };
}

/** Whether a `diff` block is a unified diff that `patch` can read. */

export interface PatchProblem {
  /** Line in the block, from 1. */
  readonly line: number;
  readonly plain: string;
}

const hunkHeader = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/** The first place where the text is no unified diff (GNU diffutils, "Detailed Description of Unified Format"). */
export const patchProblem = (text: string): PatchProblem | undefined => {
  const lines = text.split('\n');
  let at = lines.findIndex((line) => line.startsWith('@@'));
  if (at === -1)
    return {
      line: 1,
      plain: 'No change is in the block: a unified diff has lines "@@ -1,3 +1,4 @@" (diff -u writes it).',
    };
  while (at < lines.length) {
    const header = hunkHeader.exec(lines[at] ?? '');
    if (!header)
      return { line: at + 1, plain: `"${lines[at]}" should begin the next change: @@ -line,count +line,count @@.` };
    let before = Number(header[1] ?? 1);
    let after = Number(header[2] ?? 1);
    const start = at;
    at += 1;
    while ((before > 0 || after > 0) && at < lines.length) {
      const sign = (lines[at] ?? '')[0] ?? ' ';
      if (sign === ' ' || sign === '-') before -= 1;
      if (sign === ' ' || sign === '+') after -= 1;
      if (!' +-\\'.includes(sign)) break;
      at += 1;
    }
    while (lines[at]?.startsWith('\\')) at += 1;
    if (before !== 0 || after !== 0) {
      return {
        line: start + 1,
        plain:
          'The counts in this @@ line do not fit the lines below it: make the diff with diff -u, and keep the blank at the start of unchanged lines.',
      };
    }
  }
  return undefined;
};

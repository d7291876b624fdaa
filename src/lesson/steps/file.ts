/** `LANG file=/path`: a file that is written; `diff file=/path`: a change of one that is there. */
import type { FileStep, PatchStep } from '../types.ts';
import { type FenceKind, type Machines, machine, machineBase, onMachines, user } from './fence-kind.ts';
import type { FenceReader } from './fence-reader.ts';

const filePath = /^(\/|~\/)[^\s]*[^\s/]$/;

const pathOf = (reader: FenceReader): string => {
  const path = reader.text('file', '/etc/motd') ?? '';
  if (!filePath.test(path)) {
    reader.complain(`file="${path}" must be a whole path without spaces, such as file=/etc/motd or file=~/.bashrc.`);
  }
  return path;
};

const withFinalNewline = (text: string): string => (text === '' ? '' : `${text}\n`);

const readFile = (reader: FenceReader, machines: Machines): FileStep => {
  const mode = reader.matching('mode', /^0?[0-7]{3,4}$/, '0640');
  const owner = reader.matching('owner', /^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/, 'root:prosody');
  return {
    ...machineBase(reader),
    kind: 'file',
    path: pathOf(reader),
    language: reader.fence.language,
    content: withFinalNewline(reader.fence.text),
    on: machine(reader, machines, 'server'),
    as: user(reader, 'root'),
    ...(mode === undefined ? {} : { mode }),
    ...(owner === undefined ? {} : { owner }),
  };
};

const readPatch = (reader: FenceReader, machines: Machines): PatchStep => {
  const step: PatchStep = {
    ...machineBase(reader),
    kind: 'patch',
    path: pathOf(reader),
    diff: withFinalNewline(reader.fence.text),
    on: machine(reader, machines, 'server'),
    as: user(reader, 'root'),
  };
  const problem = patchProblem(reader.fence.text);
  if (problem) reader.complain(problem.plain, problem.line);
  return step;
};

const instead = 'title="/path" shows a path above a block.';

export const patch: FenceKind = {
  name: 'a "diff file=" block',
  word: 'file',
  instead,
  pages: onMachines,
  is: (reader) => reader.has('file') && reader.fence.language === 'diff',
  read: readPatch,
};

export const file: FenceKind = {
  name: 'a "file=" block',
  word: 'file',
  instead,
  pages: onMachines,
  is: (reader) => reader.has('file') && reader.fence.language !== 'diff',
  read: readFile,
};

interface PatchProblem {
  /** Line in the block, from 1. */
  readonly line: number;
  readonly plain: string;
}

const hunkHeader = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/**
 * The first place where the text is not a unified diff (GNU diffutils, "Detailed Description of Unified Format"). By hand, because
 * jsdiff's `parsePatch` passes over text after a change and takes `@@ ... @@` without numbers.
 */
const patchProblem = (text: string): PatchProblem | undefined => {
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
          'The counts in this @@ line do not fit the lines below it: make the diff with diff -u, and keep the space at the start of unchanged lines.',
      };
    }
  }
  return undefined;
};

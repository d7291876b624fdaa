/** A page's files and changes as commands: what a reader copies, and what the lab types on the reader's path. */
import type { FileStep, PatchStep } from './types.ts';

/** Who is logged in where a reader types commands. */
const reader = 'admin';

/**
 * Writes the file with its owner and mode, as the step in the lab does. With one of the two, the other is `as` and 0644. Without
 * either, a file that is there keeps what it has, and a new one belongs to whoever writes it (GNU coreutils, `install` and `tee`).
 */
export const fileCommand = ({ path, content, as, owner, mode }: FileStep): string => {
  const isOwn = as === reader && owner === undefined;
  const sudo = isOwn ? '' : as === 'root' || owner !== undefined ? 'sudo ' : `sudo --user=${as} `;
  if (owner === undefined && mode === undefined) return `${sudo}tee ${path} > /dev/null ${hereDocument(content)}`;
  const [user = as, group = user] = (owner ?? as).split(':');
  const options = [
    ...(isOwn || (as !== 'root' && owner === undefined) ? [] : [`--owner=${user}`, `--group=${group}`]),
    `--mode=${mode ?? '0644'}`,
  ];
  return `${sudo}install ${options.join(' ')} /dev/stdin ${path} ${hereDocument(content)}`;
};

/**
 * Applies the change where every line is as the diff says; its place may have moved. The second time it changes nothing and ends
 * with status 1 (`--forward`; without it patch offers to undo the change). No copy `.orig` is left, which a folder such as
 * /etc/nginx/sites-enabled would read as well. Of a diff with several parts, patch leaves out the ones that do not fit, and writes
 * them into a file `.rej` beside it (GNU patch 2.8).
 */
export const patchCommand = ({ path, diff, as }: PatchStep): string => {
  const sudo = as === reader ? '' : as === 'root' ? 'sudo ' : `sudo --user=${as} `;
  // patch finds no change in a text that begins with @@.
  const whole = diff.startsWith('@@') ? `--- ${path}\n+++ ${path}\n${diff}` : diff;
  return `${sudo}patch --forward --fuzz=0 --no-backup-if-mismatch ${path} ${hereDocument(whole)}`;
};

/** @param text ends with a line feed, or is empty */
const hereDocument = (text: string): string => {
  const lines = new Set(text.split('\n'));
  let end = 'END';
  while (lines.has(end)) end += '_';
  return `<<'${end}'\n${text}${end}`;
};

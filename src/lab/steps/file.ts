/** Writes a page's files to a machine, and applies its patches. */
import { applyPatch } from 'diff';
import type { FileStep, PatchStep } from '../../lesson/index.ts';
import type { Machine } from '../machine/machine.ts';
import type { Failure } from '../result.ts';

// $1 path, $2 user, $3 owner or "", $4 mode or "". New files belong to the user; existing ones keep what they have.
const write = `
set -e
home=$(getent passwd "$2" | cut -d: -f6) || { echo "There is no user $2." >&2; exit 2; }
case "$1" in "~/"*) path=$home/\${1#"~/"} ;; *) path=$1 ;; esac
if [ -d "$path" ]; then echo "$path is a folder." >&2; exit 2; fi
if ! [ -d "$(dirname "$path")" ]; then echo "The folder $(dirname "$path") does not exist: make it in a step before." >&2; exit 2; fi
if [ -e "$path" ]; then new=; else new=1; fi
umask 022
cat > "$path"
if [ -n "$new" ]; then chown "$2:$(id -gn "$2")" "$path"; fi
if [ -n "$3" ]; then chown "$3" "$path"; fi
if [ -n "$4" ]; then chmod "$4" "$path"; fi
`;

const read = `
home=$(getent passwd "$2" | cut -d: -f6)
case "$1" in "~/"*) path=$home/\${1#"~/"} ;; *) path=$1 ;; esac
cat "$path"
`;

/** Owner with group, and mode, as the reader's command sets them (lesson/copy-command.ts). Pure. */
function rightsOf({ as, owner, mode }: FileStep): readonly [string, string] {
  if (owner === undefined && mode === undefined) return ['', ''];
  const [user = as, group = user] = (owner ?? as).split(':');
  return [`${user}:${group}`, mode ?? '0644'];
}

/** Returns what went wrong, if anything. */
export async function writeFileStep(machine: Machine, step: FileStep): Promise<Failure | undefined> {
  await machine.ready();
  const args = ['sh', '-c', write, 'write', step.path, step.as, ...rightsOf(step)];
  const done = await machine.look(args, { input: step.content });
  return done.status === 0 ? undefined : { what: `${step.path} could not be written: ${done.stderr.trim()}` };
}

/** Applies a patch whose every line must be as the diff says; only its place may have moved. */
export async function patchStep(machine: Machine, step: PatchStep): Promise<Failure | undefined> {
  await machine.ready();
  const found = await machine.look(['sh', '-c', read, 'read', step.path, step.as]);
  if (found.status !== 0) return { what: `${step.path} could not be read: ${found.stderr.trim()}` };
  const patched = applyPatch(found.stdout, step.diff, { fuzzFactor: 0 });
  if (patched === false)
    return {
      what: `The change does not fit ${step.path}: the file is no longer what the page says. This is the file.`,
      output: found.stdout,
    };
  const args = ['sh', '-c', write, 'write', step.path, step.as, '', ''];
  const done = await machine.look(args, { input: patched });
  return done.status === 0 ? undefined : { what: `${step.path} could not be written: ${done.stderr.trim()}` };
}

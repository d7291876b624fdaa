/**
 * The users of machines: a range of numbers that belongs to nobody on this computer. Root in a machine is one of them, so that
 * what gets out of a machine has the rights of nobody outside. Disks keep the machine's own numbers; they are shifted when they
 * are mounted (idmapped mounts, mount_setattr(2)), which needs Linux 6.3 where disks are in memory.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readlink } from 'node:fs/promises';
import { must, until } from '../process.ts';

export interface UserRange {
  /** Number outside of the machines' root; the others follow. */
  readonly first: number;
  readonly count: number;
  /** Path of the user namespace by which mounts are shifted. */
  readonly namespace: string;
  /** Ends the namespace; else it ends with this process. */
  close(): void;
}

// The end of the range that systemd keeps for containers (systemd's UIDS-GIDS: 524288 to 1879048191).
const first = 1_878_982_656;
const count = 65_536;

/** A user who owns nothing, neither here nor in a machine. */
export const nobodyElse = first - 1;

/** Starts the process that keeps the namespace: nothing else runs in it. */
export async function makeUserRange(): Promise<UserRange> {
  const keeper: ChildProcess = spawn('unshare', ['--user', 'cat'], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<never>((_, reject) => {
    keeper.once('error', reject).once('exit', () => reject(new Error('the kernel makes no user namespaces')));
  });
  const namespace = `/proc/${keeper.pid}/ns/user`;
  const own = await readlink('/proc/self/ns/user');
  const made = until('A user namespace was not made', 10_000, async () => {
    return (await readlink(namespace).catch(() => own)) !== own;
  });
  await Promise.race([made, ended]);
  ended.catch(() => undefined);
  // The second line lets this computer's root write to a shifted disk: the kernel mounts overlays in its name.
  const map = `0 ${first} ${count}\n${count} 0 1\n`;
  for (const file of ['uid_map', 'gid_map'])
    await must('sh', ['-c', 'cat > "$0"', `/proc/${keeper.pid}/${file}`], { input: map });
  return { first, count, namespace, close: () => keeper.kill() };
}

// open_tree, mount_setattr and move_mount have the same numbers on all architectures; mount(8) can do this since util-linux
// 2.39 only. Perl is on every computer that has mmdebstrap. Arguments: the namespace, then pairs of source and target; a source
// without a target is tried and given up again.
const shift = `
use strict;
my $namespace = shift;
open(my $users, '<', $namespace) or die "$namespace: $!\\n";
my $here = "\\0";
my $attributes = pack('QQQQ', 0x100000, 0, 0, fileno($users)); # MOUNT_ATTR_IDMAP
my $size = length $attributes;
while (@ARGV) {
  my ($source, $target) = splice(@ARGV, 0, 2);
  my $from = "$source\\0";
  my $tree = syscall(428, -100, $from, 1); # OPEN_TREE_CLONE
  die "$source: $!\\n" if $tree < 0;
  syscall(442, $tree, $here, 0x1000, $attributes, $size) == 0 or die "$source: $!\\n"; # AT_EMPTY_PATH
  next if !defined $target;
  my $to = "$target\\0";
  syscall(429, $tree, $here, -100, $to, 4) == 0 or die "$target: $!\\n"; # MOVE_MOUNT_F_EMPTY_PATH
}
`;

/** Shows each folder, its owners shifted, at another place (source, target). */
export async function mountShifted(users: UserRange, pairs: readonly (readonly [string, string])[]): Promise<void> {
  await must('perl', ['-e', shift, users.namespace, ...pairs.flat()]);
}

/** @throws Error when the kernel cannot shift the owners of what is in these folders */
export async function tryShifted(users: UserRange, folders: readonly string[]): Promise<void> {
  for (const folder of folders) await must('perl', ['-e', shift, users.namespace, folder]);
}

/** User Mode Linux: Debian's Linux as a program. One processor, at a third to three quarters of its speed, and no KVM needed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { must, until } from '../../src/lab/process.ts';
import { file, network, rootFolder, vmFolder } from './settings.ts';
import type { Started } from './ssh.ts';

/**
 * Runs in namespaces of its own, so that nothing is left when it ends. $1 root of Debian 13, $2 folder with the disks,
 * $3 GiB of memory, then the kernel's options. The kernel comes from the root, and so do the libraries that it needs.
 */
const inNamespaces = `set -e
root=$1 folder=$2 memory=$3
shift 3
ip link set lo up
ip link add bridge type bridge
ip address add ${network.bridge}/${network.bits} dev bridge
ip tuntap add vm mode tap
ip link set vm master bridge up
ip link set bridge up
mount --bind "$root" "$root"
cd "$root"
mount --rbind /dev dev
mount -t proc proc proc
# The machine's memory is a file here.
mount -t tmpfs -o "size=$((memory + 1))G" tmpfs dev/shm
mount --bind "$folder" mnt
# slirp4netns, which joins from outside, is the way out.
until ip link set outside master bridge up 2>/dev/null; do sleep 0.1; done
chroot . /usr/bin/env "$@" &
wait $!
`;

/** A processor with AMX has more registers than User Mode Linux before 6.16 can give back: see uml-xstate.c. */
async function preload(): Promise<string[]> {
  if (!/^flags\s*:.*\bamx_tile\b/m.test(await readFile('/proc/cpuinfo', 'utf8'))) return [];
  const source = join(import.meta.dirname, 'uml-xstate.c');
  const sum = createHash('sha256')
    .update(await readFile(source))
    .digest('hex')
    .slice(0, 8);
  const library = join(vmFolder, `uml-xstate-${sum}.so`);
  await must('cc', ['-O2', '-shared', '-fPIC', '-o', library, source]);
  return [`LD_PRELOAD=/mnt/${basename(library)}`];
}

/** Process 1 of the namespaces, as this computer counts it. */
function firstChild(parent: ChildProcess): Promise<number> {
  return until('The namespaces of the virtual machine', 10_000, async () => {
    const path = `/proc/${parent.pid}/task/${parent.pid}/children`;
    const pid = Number((await readFile(path, 'utf8').catch(() => '')).trim());
    return pid > 0 && pid;
  });
}

/** @param memory GiB */
export async function startUml(memory: number): Promise<Started> {
  const kernel = [
    ...(await preload()),
    ...['linux.uml', `mem=${memory}G`, `ubd0=/mnt/${basename(file.disk)}`, `ubd1=/mnt/${basename(file.project)}`],
    ...['root=/dev/ubda', 'rw', 'vec0:transport=tap,ifname=vm,depth=128,gro=1', 'lsm=yama,apparmor'],
    // Its memory that programs share with the kernel breaks User Mode Linux ("Bad page map"); Node uses it where it may.
    'sysctl.kernel.io_uring_disabled=2',
    ...['con=null', 'con0=null,fd:1', 'console=tty0'],
  ];
  const log = await open(file.console, 'w');
  const namespaces = ['-m', '-n', '-p', '-f', '--kill-child', '--mount-proc', '--propagation', 'private'];
  const script = ['bash', '-c', inNamespaces, 'vm', rootFolder, vmFolder, String(memory), ...kernel];
  const child = spawn('unshare', [...namespaces, ...script], { stdio: ['ignore', log.fd, log.fd] });
  const off = new Promise<void>((resolve, reject) => child.on('error', reject).on('close', () => resolve()));
  const inside = String(await firstChild(child));
  const net = spawn('slirp4netns', ['--disable-host-loopback', '--mtu=65520', inside, 'outside'], { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => net.on('error', () => resolve()).on('close', () => resolve()));
  off
    .finally(() => {
      net.kill();
      return log.close();
    })
    .catch(() => undefined);
  return {
    before: ['nsenter', '--net', `--target=${inside}`, '--'],
    host: network.guest,
    port: 22,
    off: off.then(() => gone),
    kill: () => child.kill('SIGKILL'),
  };
}

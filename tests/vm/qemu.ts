/** Debian's own kernel in qemu: with KVM where the processor has it, else emulated. */
import { spawn } from 'node:child_process';
import { access, constants, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { file, network, rootFolder } from './settings.ts';
import type { Started } from './ssh.ts';

const port = 10022;

/** A /dev/kvm without the processor's own virtualisation is no use: it emulates the kernel, if it starts it at all. */
export async function hasKvm(): Promise<boolean> {
  const flags = /^flags\s*:(.*)$/m.exec(await readFile('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
  if (!/\b(vmx|svm)\b/.test(flags)) return false;
  return access('/dev/kvm', constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
}

async function bootFile(start: string): Promise<string> {
  const folder = join(rootFolder, 'boot');
  const name = (await readdir(folder)).find((found) => found.startsWith(start));
  if (!name) throw new Error(`There is no ${start} in ${folder}.`);
  return join(folder, name);
}

/** @param memory GiB */
export async function startQemu(memory: number): Promise<Started> {
  const accelerator = (await hasKvm())
    ? ['-accel', 'kvm', '-cpu', 'host']
    : ['-accel', 'tcg,thread=multi,tb-size=1024', '-cpu', 'max'];
  const drive = (path: string): string[] => ['-drive', `file=${path},if=virtio,format=raw,cache=unsafe`];
  const log = await open(file.console, 'w');
  const child = spawn(
    'qemu-system-x86_64',
    [
      ...accelerator,
      ...['-m', `${memory}G`, '-smp', '2', '-nodefaults', '-display', 'none', '-serial', 'stdio', '-no-reboot'],
      ...['-kernel', await bootFile('vmlinuz'), '-initrd', await bootFile('initrd.img')],
      ...['-append', 'root=LABEL=root rw console=ttyS0 panic=-1'],
      ...[...drive(file.disk), ...drive(file.project), '-device', 'virtio-net-pci,netdev=net'],
      ...['-netdev', `user,id=net,hostfwd=tcp:127.0.0.1:${port}-${network.guest}:22`],
    ],
    { stdio: ['ignore', log.fd, log.fd] },
  );
  const off = new Promise<void>((resolve, reject) => child.on('error', reject).on('close', () => resolve()));
  off.finally(() => log.close()).catch(() => undefined);
  return { before: [], host: '127.0.0.1', port, off, kill: () => child.kill('SIGKILL') };
}

/** The disk of the virtual machine: Debian 13 as its user would install it, made by mmdebstrap. */
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMirror } from '../../src/lab/host/mirror-source.ts';
import { placeArchiveKeys } from '../../src/lab/machine/archive-keys.ts';
import { must } from '../../src/lab/process.ts';
import { clone, diskSize, file, home, network, rootFolder, user, vmFolder } from './settings.ts';

const packages = [
  'apparmor',
  'ca-certificates',
  'curl',
  'dbus',
  'git',
  'iptables',
  'libpam-systemd',
  // The kernel for qemu. User Mode Linux is the same version of Linux, made to run as a program.
  'linux-image-cloud-amd64',
  'nftables',
  'nodejs',
  'npm',
  'openssh-server',
  'sudo',
  'systemd-resolved',
  'ufw',
  'user-mode-linux',
] as const;

/** Runs as root with the new system's root as $1 and the public key as $2. */
const customise = `set -e
root=$1
echo laptop > "$root/etc/hostname"
printf '127.0.0.1 localhost\\n127.0.1.1 laptop\\n' > "$root/etc/hosts"
cat > "$root/etc/fstab" <<'END'
LABEL=root / ext4 defaults 0 1
LABEL=project ${clone} ext4 defaults 0 0
END
cat > "$root/etc/systemd/network/10-vm.network" <<'END'
[Match]
Name=en* eth* vec*
[Network]
Address=${network.guest}/${network.bits}
Gateway=${network.gateway}
DNS=${network.dns}
END
# The lines of mmdebstrap name keys outside.
sed -i 's/\\[[^]]*\\] //' "$root"/etc/apt/sources.list
chroot "$root" systemctl enable --quiet systemd-networkd systemd-resolved ssh
# ufw is there, as on Ubuntu, and off until a trait switches it on.
chroot "$root" systemctl disable --quiet nftables ufw
chroot "$root" useradd --create-home --shell /bin/bash --groups sudo ${user}
# An ordinary user whom nobody can ask for a password.
echo '${user} ALL=(ALL:ALL) NOPASSWD:ALL' > "$root/etc/sudoers.d/90-${user}"
mkdir -p "$root${clone}"
chroot "$root" chown ${user}: ${clone}
for folder in /root ${home}; do
  mkdir -p -m 700 "$root$folder/.ssh"
  cp "$2" "$root$folder/.ssh/authorized_keys"
done
chroot "$root" chown -R ${user}: ${home}/.ssh
ln -s ../uml/modules/* "$root/usr/lib/modules/"
`;

/** Makes the base disk unless there is one of this recipe. Takes one to two minutes. */
export async function ensureBase(say: (text: string) => void): Promise<void> {
  const mirror = await findMirror();
  const recipe = createHash('sha256')
    .update(JSON.stringify([packages, customise, diskSize, mirror]))
    .digest('hex');
  const made = join(vmFolder, 'base.made');
  if ((await readFile(made, 'utf8').catch(() => '')) === recipe) return;
  say('Making the disk of Debian 13 (once)');
  await rm(made, { force: true });
  await must('rm', ['-rf', '--one-file-system', rootFolder]);
  await mkdir(vmFolder, { recursive: true });
  await rm(file.key, { force: true });
  await rm(`${file.key}.pub`, { force: true });
  await must('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file.key]);
  const hook = join(vmFolder, 'customise.sh');
  await writeFile(hook, customise);
  const keys = await mkdtemp(join(tmpdir(), 'archive-keys-'));
  await chmod(keys, 0o755);
  const signedBy = await placeArchiveKeys(keys);
  const line = (address: string, suite: string): string => `deb [${signedBy}] ${address} ${suite} main`;
  // In a mount namespace of its own: what mmdebstrap mounts is gone even when it is killed.
  await must('unshare', [
    ...['--mount', '--propagation', 'private', 'mmdebstrap'],
    ...[
      '--mode=root',
      '--variant=important',
      '--skip=cleanup/apt/lists',
      '--dpkgopt=force-unsafe-io',
      `--include=${packages.join(',')}`,
    ],
    ...(mirror.proxy ? [`--aptopt=Acquire::http::Proxy "${mirror.proxy}"`] : []),
    ...[`--customize-hook=sh ${hook} "$1" ${file.key}.pub`, 'trixie', rootFolder],
    ...[line(mirror.debian, 'trixie'), line(mirror.debian, 'trixie-updates'), line(mirror.security, 'trixie-security')],
  ]);
  await rm(keys, { recursive: true });
  await rm(file.base, { force: true });
  await must('mke2fs', ['-q', '-F', '-t', 'ext4', '-L', 'root', '-d', rootFolder, file.base, diskSize]);
  await writeFile(made, recipe);
}

/** The disk of one run. */
export async function freshDisk(): Promise<void> {
  await must('cp', ['--sparse=always', '--reflink=auto', file.base, file.disk]);
}

/** What the lab's disks are made of. A change here makes them again. */

/** Debian's stock sources, as its installer writes them for trixie. */
export const stockSources = `Types: deb
URIs: http://deb.debian.org/debian/
Suites: trixie trixie-updates
Components: main non-free-firmware
Signed-By: /usr/share/keyrings/debian-archive-keyring.pgp

Types: deb
URIs: http://security.debian.org/debian-security/
Suites: trixie-security
Components: main non-free-firmware
Signed-By: /usr/share/keyrings/debian-archive-keyring.pgp
`;

/** What a rented Debian 13 machine has on top of `important`. */
export const basePackages = [
  'bind9-dnsutils',
  'ca-certificates',
  'curl',
  'dbus',
  'libpam-systemd',
  'locales',
  'man-db',
  'openssh-server',
  'openssl',
  'sudo',
  'wget',
] as const;

// Host keys are made at a machine's first boot, as cloud images do; in the image they would be the same everywhere.
const hostKeysUnit = `[Unit]
Description=Make this machine's SSH host keys
Before=ssh.service
ConditionPathExists=!/etc/ssh/ssh_host_ed25519_key

[Service]
Type=oneshot
ExecStart=/usr/bin/ssh-keygen -q -t ed25519 -N "" -f /etc/ssh/ssh_host_ed25519_key

[Install]
WantedBy=multi-user.target
`;

/** Runs as root with the new system's root as $1. */
export const customise = `set -e
root=$1
rm -f "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d/*
cat > "$root/etc/apt/sources.list.d/debian.sources" <<'END'
${stockSources}END
chroot "$root" useradd --create-home --shell /bin/bash --groups sudo,adm,systemd-journal admin
echo 'admin ALL=(ALL:ALL) NOPASSWD:ALL' > "$root/etc/sudoers.d/90-admin"
chmod 0440 "$root/etc/sudoers.d/90-admin"
rm -f "$root"/etc/ssh/ssh_host_*
cat > "$root/etc/systemd/system/ssh-host-keys.service" <<'END'
${hostKeysUnit}END
chroot "$root" systemctl enable --quiet ssh-host-keys.service
# No device to check or time to set in a container, and nobody at its console.
chroot "$root" systemctl mask --quiet getty.target console-getty.service systemd-timesyncd.service 2>/dev/null || true
: > "$root/etc/machine-id"
`;

/** What is installed into a layer over the base. */
export interface LayerContents {
  readonly packages: readonly string[];
  /** These come from Debian testing, at the versions there. */
  readonly fromTesting: readonly string[];
}

/**
 * The lab's internet itself runs on these. Pebble comes from testing, because trixie's 2.6 still issues certificates for
 * clients as well; 2.10 issues them for servers only, as Let's Encrypt does since February 2026.
 */
export const infraContents: LayerContents = { packages: ['unbound', 'dns-root-data'], fromTesting: ['pebble'] };

/** The friend's machine has these before a page begins. */
export const friendContents: LayerContents = { packages: ['prosody', 'lua-unbound', 'certbot'], fromTesting: [] };

/** A mirror may be more than a week late, for which testing's list is valid; the list is signed all the same. */
export const testingSources = `Types: deb
URIs: http://deb.debian.org/debian/
Suites: forky
Components: main
Check-Valid-Until: no
Signed-By: /usr/share/keyrings/debian-archive-keyring.pgp
`;

/** apt_preferences(5): nothing is taken from testing unless asked for by name. */
export const testingPin = `Package: *
Pin: release n=forky
Pin-Priority: 100
`;

/** What contributors' computers have that a plain Debian has not, one by one. Each is a script that root runs after the boot. */

export interface Trait {
  readonly what: string;
  readonly script: string;
}

export const traits: Readonly<Record<string, Trait>> = {
  'small-tmp': {
    what: '/tmp is a tmpfs of 200 MB',
    script:
      'mountpoint -q /tmp || systemctl start tmp.mount; mount -o remount,size=200M /tmp; findmnt -no FSTYPE,SIZE /tmp',
  },
  firewall: {
    what: 'ufw is on and refuses what comes in and what passes through',
    script: `ufw allow ssh >/dev/null; ufw default deny incoming; ufw default deny routed; ufw --force enable; ufw status verbose`,
  },
  docker: {
    what: "docker's bridge and its policy: nothing is forwarded",
    script: `ip link add docker0 type bridge; ip address add 172.17.0.1/16 dev docker0; ip link set docker0 up
iptables -P FORWARD DROP; iptables -N DOCKER-USER; iptables -I FORWARD -j DOCKER-USER
sysctl -q net.ipv4.ip_forward=1
modprobe br_netfilter && sysctl -q net.bridge.bridge-nf-call-iptables=1`,
  },
  'old-keyring': {
    what: "Debian's keyring knows no key of trixie where programs look for it (apt itself keeps it elsewhere)",
    script: `[ -e /usr/share/keyrings/debian-archive-keyring.pgp ] || exit 0
mkdir -p /etc/apt/keyrings; cp -L /usr/share/keyrings/debian-archive-keyring.pgp /etc/apt/keyrings/apt.pgp
sed -i 's#^deb #deb [signed-by=/etc/apt/keyrings/apt.pgp] #' /etc/apt/sources.list
rm -f /usr/share/keyrings/debian-archive-* /etc/apt/trusted.gpg.d/debian-archive-*`,
  },
  'no-user-namespaces': {
    what: 'only root makes user namespaces, as under the AppArmor of Ubuntu (here by a setting of Debian)',
    script: 'sysctl kernel.unprivileged_userns_clone=0',
  },
  'chrome-elsewhere': {
    what: "the only Chromium is called google-chrome and is not on Debian's path",
    script: `apt-get install -qq -y --no-install-recommends chromium libnss3-tools >/dev/null
mkdir -p /opt/google/chrome; mv /usr/bin/chromium /opt/google/chrome/google-chrome
ln -s /opt/google/chrome/google-chrome /usr/bin/google-chrome; apt-mark hold chromium >/dev/null`,
  },
  'snap-chromium': {
    what: 'chromium is the stub of a snap, which cannot be used outside its own confinement',
    script: `mkdir -p /snap/bin; printf '#!/bin/sh\\necho "snap-confine: refused" >&2; exit 1\\n' > /snap/bin/chromium
chmod 755 /snap/bin/chromium; ln -sf /snap/bin/chromium /usr/bin/chromium-browser`,
  },
};

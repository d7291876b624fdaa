/**
 * Debian's User Mode Linux lacks nftables for IP (CONFIG_NF_TABLES_IPV4 and _IPV6), which every other kernel of Debian's has. There, and only
 * there, iptables is switched to its older kernel interface: on the virtual machine, and on the lab's image as soon as it was made.
 */

const choose = `for program in iptables ip6tables; do update-alternatives --set "$program" "/usr/sbin/$program-legacy"; done`;

/** A script for root that may run again and again, while no lab runs. */
export const legacyFirewall = `set -e
modprobe -a ip_tables iptable_filter ip6_tables ip6table_filter
${choose} >/dev/null
for image in /root/.cache/stanzabox/lab/images/debian-13-*/root; do
  test -d "$image/etc" || continue
  test -e "$image/usr/sbin/iptables-legacy" && continue
  mv "$image/etc/resolv.conf" "$image/etc/resolv.conf.lab"
  cp --dereference /etc/resolv.conf "$image/etc/resolv.conf"
  DEBIAN_FRONTEND=noninteractive chroot "$image" sh -ec 'apt-get install -qq -y --no-install-recommends iptables; ${choose}; apt-get clean' >/dev/null
  mv "$image/etc/resolv.conf.lab" "$image/etc/resolv.conf"
done
`;

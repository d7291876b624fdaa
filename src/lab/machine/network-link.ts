/** A machine's link to its network: a namespace of its own, and a veth(4) pair to the network's bridge. */
import { address } from '../paths.ts';
import { must, run } from '../process.ts';

export interface NetworkLink {
  /** Namespace of the network that it is on, which holds the bridge br0. */
  readonly network: string;
  /** The machine's own network namespace. */
  readonly namespace: string;
  readonly name: string;
  /** Last part of the machine's addresses. */
  readonly last: number;
  /** First and last group of the machine, as this computer counts them. */
  readonly groups: readonly [number, number];
}

/** The network's end of the link. Names of links have at most 15 characters. */
const linkOf = ({ name }: NetworkLink): string => `to-${name}`.slice(0, 15);

/**
 * Links the machine whose process this is, with eth0, its addresses and routes. The namespace is the machine's own, so that its
 * root may change it; it ends with the machine, and a reboot makes another.
 */
export async function addLink(link: NetworkLink, process: number): Promise<void> {
  const { network, namespace, last, groups } = link;
  await must('ip', ['netns', 'attach', namespace, String(process)]);
  // Made inside the network: names of links are per namespace, so nothing collides with another network.
  const ends = ['type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace];
  await must('ip', ['-n', network, 'link', 'add', linkOf(link), ...ends]);
  await must('ip', ['-n', network, 'link', 'set', linkOf(link), 'master', 'br0', 'up']);
  const lines = [
    'link set lo up',
    'link set eth0 up',
    `address add ${address.v4(last)}/24 dev eth0`,
    `address add ${address.v6(last)}/64 dev eth0 nodad`,
    `route add default via ${address.v4(address.gateway)}`,
    `route add default via ${address.v6(address.gateway)}`,
  ];
  await must('ip', ['-n', namespace, '-batch', '-'], { input: `${lines.join('\n')}\n` });
  const settings = [
    // Every group may ping, as Debian's systemd sets it; in a user namespace its own setting (0 to 2147483647) is refused.
    `echo ${groups.join(' ')} > ping_group_range`,
    // A new namespace has this computer's setting, and docker's forwards: ufw on a machine would see a router.
    'echo 0 > ip_forward',
  ];
  const set = `cd /proc/sys/net/ipv4 && ${settings.join(' && ')}`;
  await must('nsenter', [`--net=/run/netns/${namespace}`, '--', 'sh', '-c', set]);
}

/**
 * Takes all of it away. The namespace itself goes with its last process; the link must be gone before the next machine of
 * this name comes, unless a page deleted it.
 */
export async function removeLink(link: NetworkLink): Promise<void> {
  await run('ip', ['-n', link.network, 'link', 'delete', linkOf(link)]);
  await run('ip', ['netns', 'del', link.namespace]);
}

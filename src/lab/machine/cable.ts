/** A machine's network: a namespace of its own, with a cable to the bridge of its stage. */
import { address } from '../paths.ts';
import { must, run } from '../process.ts';

export interface Cable {
  /** Network namespace of the stage, which holds the bridge br0. */
  readonly stage: string;
  /** The machine's own network namespace. */
  readonly namespace: string;
  readonly name: string;
  /** Last part of the machine's addresses. */
  readonly last: number;
}

/** The stage's end of the cable. Names of links have at most 15 characters. */
const linkOf = ({ name }: Cable): string => `to-${name}`.slice(0, 15);

/** Makes the namespace, with eth0, its addresses and routes. They stay when the machine reboots. */
export async function plugIn(cable: Cable): Promise<void> {
  const { stage, namespace, last } = cable;
  await must('ip', ['netns', 'add', namespace]);
  // Made inside the stage: names of links are per namespace, so nothing collides with another stage.
  const ends = ['type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace];
  await must('ip', ['-n', stage, 'link', 'add', linkOf(cable), ...ends]);
  await must('ip', ['-n', stage, 'link', 'set', linkOf(cable), 'master', 'br0', 'up']);
  const lines = [
    'link set lo up',
    'link set eth0 up',
    `address add ${address.v4(last)}/24 dev eth0`,
    `address add ${address.v6(last)}/64 dev eth0 nodad`,
    `route add default via ${address.v4(address.gateway)}`,
    `route add default via ${address.v6(address.gateway)}`,
  ];
  await must('ip', ['-n', namespace, '-batch', '-'], { input: `${lines.join('\n')}\n` });
}

/**
 * Takes all of it away. The namespace itself goes with its last process; the link must be gone before the next machine of
 * this name comes, unless a page deleted it.
 */
export async function unplug(cable: Cable): Promise<void> {
  await run('ip', ['-n', cable.stage, 'link', 'delete', linkOf(cable)]);
  await must('ip', ['netns', 'del', cable.namespace]);
}

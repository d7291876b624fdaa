/** What a machine has that was never booted. */
import { randomBytes } from 'node:crypto';
import { address } from '../paths.ts';

/** Text files by their path without the first slash. */
export const identity = (name: string): ReadonlyMap<string, string> =>
  new Map([
    ['etc/hostname', `${name}\n`],
    ['etc/hosts', `127.0.0.1 localhost\n127.0.1.1 ${name}\n::1 localhost ip6-localhost ip6-loopback\n`],
    ['etc/resolv.conf', `nameserver ${address.v4(address.dns)}\n`],
    ['etc/machine-id', `${randomBytes(16).toString('hex')}\n`],
  ]);

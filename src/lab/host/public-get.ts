/**
 * Fetches what a page names from the public internet, and from nowhere else: a page must not read what this computer, or the
 * network that it is in, serves to its own.
 */
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';

/** Networks that are not public: IANA's special-purpose address registries (RFC 6890). */
const special = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  special.addSubnet(network, prefix);
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  special.addSubnet(network, prefix, 'ipv6');

export type Allows = (address: string) => boolean;

export const isPublic: Allows = (address) => !special.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

const connectTimeout = 15_000;
const silenceTimeout = 60_000;
const mostRedirects = 5;

/**
 * The answer to a GET, redirects followed, its body still to be read.
 * @param allows which addresses may be asked
 * @throws Error in words that follow "could not be downloaded"
 */
export async function publicGet(url: string, allows: Allows = isPublic): Promise<IncomingMessage> {
  let next = new URL(url);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await ask(next, allows);
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || !location) return answer;
    answer.destroy();
    next = new URL(location, next);
  }
  throw new Error(`more than ${mostRedirects} redirects`);
}

function ask(url: URL, allows: Allows): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? getHttps : url.protocol === 'http:' ? getHttp : undefined;
    const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
    if (!get) return reject(new Error(`it leads to ${url.protocol}`));
    if (isIP(literal) && !allows(literal)) return reject(notPublic(literal));
    // Checked where the connection is made, so that a name cannot change its mind in between.
    const request = get(url, { lookup: (name, options, done) => lookUp(name, options, allows, done) }, (answer) => {
      request.setTimeout(silenceTimeout);
      resolve(answer);
    });
    request.setTimeout(connectTimeout, () => request.destroy(new Error('no answer')));
    request.on('error', reject);
  });
}

const notPublic = (address: string): Error => new Error(`${address} is not an address on the public internet`);

type Done = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

function lookUp(name: string, options: LookupOptions, allows: Allows, done: Done): void {
  lookup(name, { ...options, all: true }, (error, found) => {
    const refused = found?.find(({ address }) => !allows(address));
    const [first] = found ?? [];
    if (error) done(error, '');
    else if (refused) done(notPublic(refused.address), '');
    else if (options.all) done(null, found);
    else done(null, first?.address ?? '', first?.family);
  });
}

/** The lab's own certificate authority: it vouches for hosts of the internet that the lab poses as. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../process.ts';

export interface Authority {
  readonly certificate: string;
  readonly key: string;
}

export interface KeyPair {
  /** PEM files. */
  readonly certificate: string;
  readonly key: string;
}

const days = '7';
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Makes an authority whose key lives as long as the world's memory. */
export async function makeAuthority(folder: string): Promise<Authority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = { certificate: join(folder, 'authority.crt'), key: join(folder, 'authority.key') };
  const subject = ['-subj', '/O=Stanzabox lab/CN=Stanzabox lab authority'];
  await must('openssl', [
    'req',
    '-x509',
    ...newKey,
    ...subject,
    '-days',
    days,
    '-keyout',
    made.key,
    '-out',
    made.certificate,
  ]);
  return made;
}

/** A server certificate for these names and addresses. */
export async function issue(
  authority: Authority,
  folder: string,
  names: readonly string[],
  addresses: readonly string[] = [],
): Promise<KeyPair> {
  const [first = 'lab'] = names;
  const made = { certificate: join(folder, `${first}.crt`), key: join(folder, `${first}.key`) };
  const alternative = [...names.map((name) => `DNS:${name}`), ...addresses.map((ip) => `IP:${ip}`)].join(',');
  await must('openssl', [
    ...['req', '-x509', ...newKey, '-subj', `/CN=${first}`, '-days', days],
    ...['-CA', authority.certificate, '-CAkey', authority.key],
    ...['-addext', `subjectAltName=${alternative}`, '-addext', 'basicConstraints=critical,CA:FALSE'],
    ...['-addext', 'extendedKeyUsage=serverAuth', '-keyout', made.key, '-out', made.certificate],
  ]);
  // Servers send the chain.
  const chain = (await readFile(made.certificate, 'utf8')) + (await readFile(authority.certificate, 'utf8'));
  await writeFile(made.certificate, chain);
  return made;
}

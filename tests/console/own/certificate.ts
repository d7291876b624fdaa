/** A certificate that nobody trusts, for servers that a test starts. */
import { execFile } from 'node:child_process';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface CertificateFiles {
  readonly key: string;
  readonly certificate: string;
}

/**
 * Two PEM files in this folder, valid for two days.
 * @param name whose it is: a domain or an IP address
 */
export async function makeCertificate(folder: string, name: string): Promise<CertificateFiles> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', `/CN=${name}`, '-addext', `subjectAltName=${isIP(name) === 0 ? 'DNS' : 'IP'}:${name}`],
    ...['-keyout', key, '-out', certificate],
  ]);
  return { key, certificate };
}

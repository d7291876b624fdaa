/** TLS with a server: what was agreed on, and the certificate that it shows. */
import { createHash, type X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import * as tls from 'node:tls';
import type { Evidence } from './types.ts';

export interface TlsOptions {
  /** The name that the server is asked for (SNI): the XMPP domain, also on a host of another name (RFC 6120 section 13.7.2). */
  readonly domain: string;
  /** XEP-0368 section 4: `xmpp-client` or `xmpp-server` where TLS comes first. */
  readonly alpn?: string;
  readonly authorities: readonly string[] | undefined;
  readonly timeout: number;
  /** No newer version than this one. */
  readonly maxVersion?: 'TLSv1.1';
}

export interface Shown {
  /** `TLSv1.3` */
  readonly version: string;
  readonly cipher: string;
  /** What the server chose, undefined when it does not choose. */
  readonly alpn: string | undefined;
  /** Why its certificate is not believed, as OpenSSL calls it; undefined when it is. Names do not count here. */
  readonly distrust: string | undefined;
  readonly certificate: X509Certificate;
  /** Those that signed it, as far as they are known, in DER. */
  readonly issuers: readonly Buffer[];
}

export type Handshake =
  | { readonly ok: true; readonly socket: tls.TLSSocket; readonly shown: Shown }
  | { readonly ok: false; readonly plain: string };

/** Mozilla's list, which Node brings along, and the certificates of these files. */
export function trusted(authorities: string | undefined): readonly string[] | undefined {
  if (authorities === undefined) return undefined;
  // Node 20, which Debian 13 has, cannot tell what else it was started with (NODE_EXTRA_CA_CERTS).
  const { getCACertificates }: Partial<Pick<typeof tls, 'getCACertificates'>> = tls;
  return [...(getCACertificates?.('default') ?? tls.rootCertificates), authorities];
}

/** @throws Error in plain words when there is no certificate in the file */
export function readAuthorities(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(
      `${file} could not be read (${(error as NodeJS.ErrnoException).code}). --authorities needs a file with certificates in PEM.`,
    );
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new Error(`${file} has no certificate in PEM ("-----BEGIN CERTIFICATE-----"). --authorities needs one.`);
  return text;
}

/** Takes the handshake on an open connection. It believes every certificate and says what is wrong with it. Never rejects. */
export function shakeHands(socket: Socket, options: TlsOptions, evidence: Evidence[]): Promise<Handshake> {
  const { domain, alpn, authorities, timeout, maxVersion } = options;
  return new Promise((resolve) => {
    const sent = `TLS handshake for ${domain}${alpn === undefined ? '' : ` with ALPN ${alpn}`}`;
    let isSettled = false;
    const settle = (handshake: Handshake, came: string): void => {
      // After an error comes "close".
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      evidence.push({ sent, came });
      if (!handshake.ok) socket.destroy();
      resolve(handshake);
    };
    const secured = tls.connect({
      socket,
      servername: domain,
      ...(alpn === undefined ? {} : { ALPNProtocols: [alpn] }),
      ...(authorities === undefined ? {} : { ca: [...authorities] }),
      // The default of OpenSSL's security level refuses what is too old; here that is looked for.
      ...(maxVersion === undefined
        ? { minVersion: 'TLSv1.2' as const }
        : { minVersion: 'TLSv1' as const, maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' }),
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    const timer = setTimeout(
      () => settle({ ok: false, plain: 'the handshake did not end' }, `nothing within ${timeout / 1000} s`),
      timeout,
    );
    const fail = (plain: string): void => settle({ ok: false, plain }, plain);
    secured.once('error', (error: NodeJS.ErrnoException) => fail(reasonOf(error)));
    secured.once('close', () => fail('the server closed the connection in the middle of the handshake'));
    secured.once('secureConnect', () => {
      secured.removeAllListeners('error').removeAllListeners('close');
      secured.on('error', () => {});
      const certificate = secured.getPeerX509Certificate();
      if (certificate === undefined) fail('the server shows no certificate');
      else {
        const shown = shownBy(secured, certificate);
        settle({ ok: true, socket: secured, shown }, describeShown(shown));
      }
    });
  });
}

function shownBy(socket: tls.TLSSocket, certificate: X509Certificate): Shown {
  const distrust = socket.authorizationError as unknown as string | { code?: string } | null;
  return {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    alpn: socket.alpnProtocol || undefined,
    distrust:
      distrust === null ? undefined : typeof distrust === 'string' ? distrust : (distrust.code ?? String(distrust)),
    certificate,
    issuers: issuersOf(socket.getPeerCertificate(true)),
  };
}

/** A root has itself as its issuer. */
function issuersOf(leaf: tls.DetailedPeerCertificate): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = leaf.issuerCertificate; at?.raw !== undefined; at = at.issuerCertificate) {
    if (found.some((one) => one.equals(at.raw))) break;
    found.push(at.raw);
  }
  return found;
}

function reasonOf(error: NodeJS.ErrnoException): string {
  const { code = '', message } = error;
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|RECORD_LAYER/.test(`${code} ${message}`))
    return 'what answers does not speak TLS at once (it may be a port for STARTTLS)';
  if (/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|NO_PROTOCOLS/.test(`${code} ${message}`))
    return 'the server has no version of TLS that is still accepted (TLS 1.2 or newer)';
  if (/UNRECOGNIZED_NAME/.test(`${code} ${message}`))
    return 'the server has no certificate for this name (alert "unrecognized name")';
  if (/NO_APPLICATION_PROTOCOL/.test(`${code} ${message}`))
    return 'the server does not know this application protocol (alert "no application protocol")';
  if (/HANDSHAKE_FAILURE|NO_SHARED_CIPHER/.test(`${code} ${message}`))
    return 'the server and this program have no way in common, or the server has no certificate (alert "handshake failure")';
  if (code === 'ECONNRESET') return 'the server closed the connection in the middle of the handshake';
  return message;
}

/** Node 20 has these as text alone. */
export const validityOf = ({ validFrom, validTo }: X509Certificate): readonly [from: Date, to: Date] => [
  new Date(validFrom),
  new Date(validTo),
];

function describeShown({ version, cipher, alpn, certificate, distrust }: Shown): string {
  const names = namesIn(certificate).join(', ') || 'none';
  const [from, to] = validityOf(certificate);
  return [
    `${version}, ${cipher}${alpn === undefined ? '' : `, ALPN ${alpn}`}`,
    `certificate for: ${names}`,
    `issued by: ${oneLine(certificate.issuer) || 'nobody named'}`,
    `valid from ${from.toISOString()} to ${to.toISOString()}`,
    `SHA-256 ${createHash('sha256').update(certificate.raw).digest('hex')}`,
    `verification: ${distrust ?? 'ok'}`,
  ].join('\n');
}

const oneLine = (name: string | undefined): string => (name ?? '').trim().replaceAll('\n', ', ');

/** `DNS:example.com`, `othername:SRVName:_xmpp-client.example.com`, as Node writes a certificate's names. */
export function namesIn({ subjectAltName = '' }: X509Certificate): readonly string[] {
  return subjectAltName.split(', ').filter((name) => name !== '');
}

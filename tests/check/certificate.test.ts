/** Which names of certificates are for a domain (RFC 9525 section 6, RFC 6120 section 13.7.1.2), and which certificates TLSA allows. */
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allows, isFor } from '../../src/check/judge/certificate.ts';
import { makeAuthority } from './authority.ts';

test.each([
  ['DNS:example.com', 'example.com', true],
  ['DNS:EXAMPLE.com', 'example.com', true],
  ['DNS:xmpp.example.com', 'example.com', false],
  ['DNS:example.com', 'chat.example.com', false],
  ['DNS:*.example.com', 'chat.example.com', true],
  ['DNS:*.example.com', 'a.chat.example.com', false],
  ['DNS:*.example.com', 'example.com', false],
  ['DNS:c*.example.com', 'chat.example.com', false],
  ['DNS:chat.*.com', 'chat.example.com', false],
  ['DNS:*', 'com', false],
  ['IP Address:198.51.100.10', 'example.com', false],
  ['URI:example.com', 'example.com', false],
  ['othername:XmppAddr:example.com', 'example.com', true],
  ['othername:XmppAddr:*.example.com', 'chat.example.com', false],
  ['othername:SRVName:_xmpp-client.example.com', 'example.com', true],
  ['othername:SRVName:_imap.example.com', 'example.com', false],
])('%s for %s: %s', (name, domain, expected) => {
  expect(isFor(name, domain)).toBe(expected);
});

let folder: string;
let certificate: X509Certificate;
let issuer: X509Certificate;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stanzabox-certificate-'));
  const pair = await (await makeAuthority(folder)).issue({ names: ['example.com'] });
  const [own = '', above = ''] = (await readFile(pair.whole, 'utf8')).split(/(?<=-----END CERTIFICATE-----\n)/);
  [certificate, issuer] = [new X509Certificate(own), new X509Certificate(above)];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const exact = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
const hash = (kind: string, bytes: Buffer): ArrayBuffer => exact(createHash(kind).update(bytes).digest());
const keyOf = (one: X509Certificate): Buffer => one.publicKey.export({ type: 'spki', format: 'der' });

test('usage, selector and matching type of TLSA (RFC 6698 section 2.1)', () => {
  const shown = { certificate, issuers: [issuer.raw] };
  const record = (certUsage: number, selector: number, match: number, data: ArrayBuffer) => ({
    certUsage,
    selector,
    match,
    data,
  });
  expect(allows(record(3, 1, 1, hash('sha256', keyOf(certificate))), shown)).toBe(true);
  expect(allows(record(3, 1, 2, hash('sha512', keyOf(certificate))), shown)).toBe(true);
  expect(allows(record(3, 0, 0, exact(certificate.raw)), shown)).toBe(true);
  expect(allows(record(1, 0, 1, hash('sha256', certificate.raw)), shown)).toBe(true);
  expect(allows(record(2, 1, 1, hash('sha256', keyOf(issuer))), shown)).toBe(true);
  expect(allows(record(3, 1, 1, hash('sha256', keyOf(issuer))), shown)).toBe(false);
  expect(allows(record(2, 1, 1, hash('sha256', keyOf(certificate))), shown)).toBe(false);
  expect(allows(record(3, 1, 2, hash('sha256', keyOf(certificate))), shown)).toBe(false);
});

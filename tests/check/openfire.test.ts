/** Native Openfire from outside: as its set-up leaves it, with a good certificate, and wrong in a few ways. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkDomain, type Finding, type Report } from '../../src/check/index.ts';
import { type OpenfireWish, openfireProblem, startNativeOpenfire } from '../console/own/native-openfire.ts';
import { type Authority, makeAuthority, type Wish } from './authority.ts';
import { startNameServer } from './name-server.ts';

// Each of them starts once, which takes a quarter of a minute on two quiet cores.
vi.setConfig({ hookTimeout: 400_000 });

const domain = 'montague.example';
const problem = await openfireProblem();
/** A busy machine is no fault of the server. */
const patience = 60_000;

let folder: string;
let authority: Authority;

/** Rooms, which are for other servers only. */
const rooms = `conference.${domain}`;

/** @param certificate none: the one that Openfire makes for itself */
async function checked(
  certificate: Omit<Wish, 'names'> | undefined,
  wish: OpenfireWish = {},
  settings = '',
  about = domain,
): Promise<Report> {
  const pair = certificate && (await authority.issue({ names: [domain, rooms], ...certificate }));
  const server = await startNativeOpenfire(settings, {
    federates: true,
    ...(pair ? { certificate: pair } : {}),
    ...wish,
  });
  const { client, clientTls, server: other, serverTls } = server.ports;
  const names = await startNameServer(() => ({
    [`xmpp.${domain}`]: { A: ['127.0.0.1'] },
    [`_xmpp-client._tcp.${domain}`]: { SRV: [[client, `xmpp.${domain}`]] },
    [`_xmpps-client._tcp.${domain}`]: { SRV: [[clientTls, `xmpp.${domain}`]] },
    [`_xmpp-server._tcp.${domain}`]: { SRV: [[other, `xmpp.${domain}`]] },
    [`_xmpps-server._tcp.${domain}`]: { SRV: [[serverTls, `xmpp.${domain}`]] },
    [`_xmpp-server._tcp.${rooms}`]: { SRV: [[other, `xmpp.${domain}`]] },
    [`_xmpps-server._tcp.${rooms}`]: { SRV: [[serverTls, `xmpp.${domain}`]] },
    [domain]: { CAA: ['letsencrypt.org'] },
  }));
  try {
    return await checkDomain({
      domain: about,
      resolver: names.address,
      timeout: patience,
      authorities: authority.root,
      // The domain has no web site.
      webPort: client,
      ...(about === domain
        ? { account: { jid: `romeo@${domain}`, password: 'orchard' } }
        : { audience: 'server' as const }),
    });
  } finally {
    await names.stop();
    await server.stop();
  }
}

const find = ({ findings }: Report, id: string): Finding | undefined => findings.find((finding) => finding.id === id);
/** `fault starttls:xmpp-client` */
const notGood = ({ findings }: Report): readonly string[] =>
  findings.flatMap(({ id, level }) => (level === 'good' ? [] : [`${level} ${id}`]));

describe.skipIf(problem !== null)(`a domain on Openfire${problem ? ` (${problem})` : ''}`, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stanzabox-check-openfire-'));
    authority = await makeAuthority(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('with a good certificate and TLS required has no fault, and names what Openfire does by itself', async () => {
    const required = '<client><tls><policy>required</policy></tls></client>';
    const report = await checked({}, { xmpp: required }, '<register><inband>false</inband></register>');
    expect(report).toMatchObject({ verdict: 'good', software: 'openfire' });
    expect(notGood(report)).toEqual(['warning mechanisms-before-tls:xmpp-client', 'warning host-meta']);
    const listed = find(report, 'mechanisms-before-tls:xmpp-client');
    expect(listed?.says).toMatch(
      /^Encryption is required, and PLAIN, SCRAM-SHA-1 .* are listed before it all the same\.$/,
    );
    expect(listed?.fix?.words).not.toContain('require encryption');
    expect(find(report, 'proof:xmpp-server')?.says).toMatch(/^Dialback is offered before TLS\. Under TLS/);
    expect(find(report, 'proof:xmpps-server')?.says).toBe('Dialback is offered.');
    expect(find(report, 'sign-in')?.says).toMatch(/The server says that it is Openfire 5\./);
  });

  it('as its set-up leaves it has a certificate that nobody believes, takes passwords in the clear and gets none from the check', async () => {
    const report = await checked(undefined);
    expect(report.verdict).toBe('fault');
    expect(notGood(report)).toEqual([
      'warning starttls:xmpp-client',
      'fault mechanisms-before-tls:xmpp-client',
      'warning registration:xmpp-client',
      'warning registration:xmpps-client',
      'fault certificate-chain:client',
      'fault certificate-chain:server',
      'warning host-meta',
      'unknown sign-in',
    ]);
    expect(find(report, 'starttls:xmpp-client')?.fix?.page).toBe('guides/openfire/certificate/#tls-required');
    expect(find(report, 'certificate-chain:client')?.says).toContain('signed by itself');
    expect(find(report, 'sign-in')?.says).toContain('the password was not sent');
  });

  it('with a certificate that has expired and no TLS: each is its own finding', async () => {
    const report = await checked(
      { from: -100, to: -1 },
      { xmpp: '<client><tls><policy>disabled</policy></tls></client>' },
    );
    const levels = notGood(report);
    for (const fault of [
      'fault starttls:xmpp-client',
      'fault certificate-time:client',
      'fault certificate-time:server',
    ])
      expect(levels).toContain(fault);
    expect(find(report, 'starttls:xmpp-client')?.says).toBe('The server does not offer STARTTLS.');
    expect(find(report, 'certificate-time:client')?.fix?.page).toBe(
      'guides/openfire/certificate/#does-it-work-by-itself',
    );
    expect(find(report, 'certificate-chain:client')?.level).toBe('good');
  });

  it('its rooms have no fault; under STARTTLS it speaks in the name of its domain', async () => {
    const report = await checked({}, {}, '', rooms);
    expect(notGood(report)).toEqual(['warning stream:xmpp-server']);
    expect(find(report, 'stream:xmpp-server')?.says).toBe(
      `The server answers for ${rooms} before TLS, and under TLS in the name of ${domain}.`,
    );
  });
});

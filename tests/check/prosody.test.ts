/** Domains of a real Prosody, each wrong in its own way, as the check sees them. */
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type CheckOptions, checkDomain, type Finding, type Report } from '../../src/check/index.ts';
import { freePort } from '../sandbox/native.ts';
import { nativeProblem } from '../sandbox/native-packages.ts';
import type { Zone } from './name-server.ts';
import { ownNode, placeCheckFile } from './one-file.ts';
import { type Hosts, startHosts } from './prosody-hosts.ts';
import { typed } from './typed.ts';

const problem = await nativeProblem();
/** A busy machine is no fault of the server. */
const patience = 60_000;
const root = join(import.meta.dirname, '../..');

describe.skipIf(problem !== null)(`a domain on Prosody${problem ? ` (${problem})` : ''}`, () => {
  let hosts: Hosts;

  beforeAll(async () => {
    hosts = await startHosts(
      {
        'good.example': {},
        'other.example': { certificate: { names: ['xmpp.other.example'] } },
        'chat.wild.example': { certificate: { names: ['*.wild.example'] } },
        'expired.example': { certificate: { from: -100, to: -1 } },
        'soon.example': { certificate: { from: -75, to: 15 } },
        'early.example': { certificate: { from: 2, to: 90 } },
        'self.example': { certificate: { selfSigned: true } },
        'broken.example': { certificate: { shows: 'alone' } },
        'plain.example': {
          settings: 'c2s_require_encryption = false\nallow_unencrypted_plain_auth = true\nmodules_disabled = { "tls" }',
        },
        'open.example': {
          settings: 'c2s_require_encryption = false\nmodules_enabled = { "register_ibr" }',
        },
        'rooms.example': { component: 'muc' },
        'invited.example': { settings: 'modules_enabled = { "invites_register" }' },
        'proofless.example': { settings: 'modules_disabled = { "dialback" }' },
        'weak.example': {
          settings:
            'disable_sasl_mechanisms = { "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS" }',
        },
      },
      `ssl = { protocol = "tlsv1_2+" }\nhttp_host = "good.example"`,
    );
  });
  afterAll(() => hosts?.stop());
  beforeEach(() => hosts.setZone({}));

  async function check(domain: string, more: Zone = {}, options: Partial<CheckOptions> = {}): Promise<Report> {
    hosts.setZone({ ...hosts.records(domain), ...more });
    return checkDomain({
      domain,
      resolver: hosts.resolver,
      timeout: patience,
      authorities: hosts.authority.root,
      webPort: hosts.ports.closed,
      ...options,
    });
  }

  const find = (report: Report, id: string): Finding => {
    const found = report.findings.find((finding) => finding.id === id);
    if (found === undefined)
      throw new Error(`no finding "${id}"; there are ${report.findings.map((one) => one.id).join(', ')}`);
    return found;
  };
  const bad = (report: Report): string[] =>
    report.findings.flatMap(({ id, level }) => (level === 'fault' || level === 'unknown' ? [`${level} ${id}`] : []));

  it('is good where all is good, with the reasons', async () => {
    const report = await check('good.example');
    expect(bad(report)).toEqual([]);
    expect(report).toMatchObject({ schema: 1, domain: 'good.example', verdict: 'good' });
    expect(find(report, 'starttls:xmpp-client').says).toBe('Offered, and required.');
    expect(find(report, 'direct-tls:xmpps-client').says).toMatch(/^TLSv1\.3;/);
    expect(find(report, 'tls-version:xmpp-server').says).toBe('TLSv1.3 is agreed on. TLS 1.1 and older are refused.');
    expect(find(report, 'mechanisms:xmpp-client').says).toContain('SCRAM-SHA-256');
    expect(find(report, 'mechanisms-before-tls:xmpp-client').says).toBe('None is offered before TLS.');
    expect(find(report, 'proof:xmpp-server').says).toBe('Dialback is offered.');
    expect(find(report, 'certificate-chain:server').says).toBe('Signed by CN=Intermediate of the test.');
    expect(find(report, 'certificate-time:client').says).toMatch(/^It is valid for 8[89] days more, until \d{4}-/);
    expect(find(report, 'connect:xmpps-server:ipv6').says).toBe(`Open: [::1]:${hosts.ports.serverTls}.`);
    const [exchange] = find(report, 'stream:xmpp-server').evidence;
    expect(exchange?.sent).toContain("xmlns='jabber:server'");
    expect(exchange?.came).toContain("from='good.example'");
  });

  it('every finding says why it matters, and every one that is not good what to do', async () => {
    for (const domain of ['good.example', 'plain.example', 'expired.example', 'nowhere.example'])
      for (const finding of (await check(domain)).findings) {
        expect(finding.why, finding.id).not.toBe('');
        expect(finding.says, finding.id).toMatch(/\S/);
        if (finding.level !== 'good') expect(finding.fix?.words, finding.id).toMatch(/\.$/);
      }
  });

  it.each<[string, string, Finding['level'], RegExp]>([
    ['other.example', 'certificate-name:client', 'fault', /^It is for xmpp\.other\.example, not for other\.example\./],
    ['other.example', 'certificate-name:server', 'fault', /not for other\.example/],
    ['chat.wild.example', 'certificate-name:client', 'good', /^It is for \*\.wild\.example\.$/],
    ['expired.example', 'certificate-time:client', 'fault', /^It expired 1 day ago, on /],
    ['expired.example', 'certificate-chain:client', 'good', /^Signed by /],
    ['soon.example', 'certificate-time:client', 'warning', /^It is valid for 14 days more.*less than a quarter/],
    ['early.example', 'certificate-time:server', 'fault', /^It is valid from .*, and this computer’s clock says /],
    ['self.example', 'certificate-chain:client', 'fault', /signed by itself/],
    ['broken.example', 'certificate-chain:server', 'fault', /the chain is incomplete/],
    ['plain.example', 'starttls:xmpp-client', 'fault', /^The server does not offer STARTTLS\.$/],
    ['plain.example', 'mechanisms-before-tls:xmpp-client', 'fault', /^Without TLS, PLAIN is offered\.$/],
    ['open.example', 'starttls:xmpp-client', 'warning', /^Offered, and not required/],
    ['open.example', 'mechanisms-before-tls:xmpp-client', 'warning', /^Without TLS, SCRAM-/],
    ['open.example', 'registration:xmpp-client', 'warning', /offers accounts to strangers/],
    ['invited.example', 'registration:xmpp-client', 'unknown', /takes invitations/],
    ['proofless.example', 'proof:xmpp-server', 'warning', /^Neither dialback nor SASL EXTERNAL/],
    ['weak.example', 'mechanisms:xmpp-client', 'warning', /^PLAIN: no SCRAM/],
    ['stranger.example', 'stream:xmpp-client', 'fault', /does not serve stranger\.example \(host-unknown\)/],
  ])('%s: %s is %s', async (domain, id, level, says) => {
    const report = await check(domain);
    expect(find(report, id)).toMatchObject({ level, says: expect.stringMatching(says) });
    if (level === 'fault') expect(report.verdict).toBe('fault');
    if (level === 'warning') expect(bad(report)).toEqual([]);
  });

  it('a server that wants a certificate of others turns the check away, which is no fault', async () => {
    const strict = await startHosts({ 'strict.example': {} }, 's2s_secure_auth = true');
    onTestFinished(strict.stop);
    strict.setZone(strict.records('strict.example'));
    const { resolver, authority, ports } = strict;
    const report = await checkDomain({
      domain: 'strict.example',
      resolver,
      timeout: patience,
      authorities: authority.root,
      webPort: ports.closed,
    });
    expect(bad(report)).toEqual([]);
    expect(find(report, 'stream:xmpp-server').says).toMatch(
      /turns this program away.*certificate could not be validated/,
    );
    expect(find(report, 'proof:xmpp-server').says).toMatch(/asks others for a certificate/);
  });

  it('of rooms, which are for servers only, what clients need is left out', async () => {
    const all = await check('rooms.example');
    // Prosody serves them to clients as little as any server does.
    expect(find(all, 'stream:xmpp-client').level).toBe('fault');
    const report = await check('rooms.example', {}, { audience: 'server' });
    expect(bad(report)).toEqual([]);
    expect(find(report, 'stream:xmpps-server').level).toBe('good');
    expect(find(report, 'certificate-name:server').says).toBe('It is for rooms.example.');
    expect(report.findings.filter(({ id }) => /client|host-meta|registration/.test(id))).toEqual([]);
  });

  describe('and its records', () => {
    const target = 'xmpp.good.example';
    const client = '_xmpp-client._tcp.good.example';

    it('a port where nothing listens', async () => {
      const report = await check('good.example', { [client]: { SRV: [[hosts.ports.closed, target]] } });
      expect(bad(report)).toEqual(['fault connect:xmpp-client:ipv4', 'fault connect:xmpp-client:ipv6']);
      expect(find(report, 'connect:xmpp-client:ipv4').says).toContain('connection refused');
    });

    it('the port for other servers is closed: clients are not affected', async () => {
      const report = await check('good.example', {
        '_xmpp-server._tcp.good.example': { SRV: [[hosts.ports.closed, target]] },
      });
      expect(bad(report)).toEqual(['fault connect:xmpp-server:ipv4', 'fault connect:xmpp-server:ipv6']);
    });

    it('IPv6 alone leads nowhere', async () => {
      const closed = { [target]: { A: ['127.0.0.1'], AAAA: ['::1'] }, [client]: { SRV: [[0, target]] as const } };
      const onlyIpv4 = await listener();
      const report = await check('good.example', { ...closed, [client]: { SRV: [[onlyIpv4, target]] } });
      expect(find(report, 'connect:xmpp-client:ipv4').level).toBe('good');
      expect(find(report, 'connect:xmpp-client:ipv6')).toMatchObject({
        level: 'fault',
        why: expect.stringContaining('try IPv6 first'),
        fix: { page: 'guides/any/ladder/#3-an-ipv6-address-that-leads-nowhere' },
      });
    });

    it('a target that is an alias', async () => {
      const report = await check('good.example', {
        [target]: { CNAME: 'real.example' },
        'real.example': { A: ['127.0.0.1'] },
      });
      expect(find(report, 'srv-targets')).toMatchObject({
        level: 'warning',
        says: expect.stringContaining('alias (CNAME) of real.example'),
      });
      expect(report.verdict).toBe('good');
    });

    it('a target that is an IP address, or has none', async () => {
      const address = await check('good.example', { [client]: { SRV: [[hosts.ports.client, '127.0.0.1']] } });
      expect(find(address, 'srv-targets')).toMatchObject({
        level: 'fault',
        says: expect.stringContaining('127.0.0.1 is an IP address'),
      });
      const none = await check('good.example', { [client]: { SRV: [[hosts.ports.client, 'xmp.good.example']] } });
      expect(find(none, 'srv-targets')).toMatchObject({
        level: 'fault',
        says: 'xmp.good.example has no address, neither IPv4 nor IPv6.',
      });
    });

    it('no SRV records: the domain’s own addresses count', async () => {
      hosts.setZone({ 'good.example': { A: ['127.0.0.1'] } });
      const ports = { 'xmpp-client': hosts.ports.client, 'xmpp-server': hosts.ports.server };
      const report = await checkDomain({
        domain: 'good.example',
        resolver: hosts.resolver,
        timeout: patience,
        authorities: hosts.authority.root,
        webPort: hosts.ports.closed,
        fallbackPorts: ports,
      });
      expect(bad(report)).toEqual([]);
      expect(find(report, 'srv:xmpp-client')).toMatchObject({
        level: 'warning',
        says: expect.stringContaining('RFC 6120 section 3.2.2'),
      });
      expect(find(report, 'stream:xmpp-server').level).toBe('good');
    });

    it('nothing at all, and a service that is declined', async () => {
      hosts.setZone({});
      const nothing = await checkDomain({ domain: 'none.example', resolver: hosts.resolver, timeout: patience });
      expect(bad(nothing)).toEqual(['fault srv:xmpp-client', 'fault srv:xmpp-server']);
      const declined = await check('good.example', { '_xmpp-server._tcp.good.example': { SRV: [[0, '.']] } });
      expect(find(declined, 'srv:xmpp-server')).toMatchObject({
        level: 'warning',
        says: expect.stringContaining('does not offer this service'),
      });
    });

    it('a name server that does not know, and one that is not there', async () => {
      const unsure = await check('good.example', { [client]: { fails: true } });
      expect(find(unsure, 'srv:xmpp-client')).toMatchObject({
        level: 'unknown',
        says: expect.stringContaining('SERVFAIL'),
      });
      expect(unsure.verdict).toBe('unchecked');
      const silent = await checkDomain({
        domain: 'good.example',
        resolver: `127.0.0.1:${await freePort()}`,
        timeout: 500,
      });
      expect(silent.verdict).toBe('unchecked');
    });

    it('CAA of the domain, of a name above it, and none', async () => {
      expect(find(await check('good.example'), 'caa').says).toBe('At good.example: only letsencrypt.org.');
      const none = await check('good.example', { 'good.example': {} });
      expect(find(none, 'caa')).toMatchObject({ level: 'warning', evidence: [{ sent: 'good.example CAA' }] });
    });

    it('TLSA records that allow the certificate, and such that do not', async () => {
      const pair = hosts.pairs.get('good.example');
      const certificate = new X509Certificate(readFileSync(pair?.alone ?? ''));
      const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
      const hash = createHash('sha256').update(key).digest('hex');
      const name = `_${hosts.ports.client}._tcp.${target}`;
      expect(find(await check('good.example', { [name]: { TLSA: [[3, 1, 1, hash]] } }), 'tlsa').level).toBe('good');
      const wrong = await check('good.example', { [name]: { TLSA: [[3, 1, 1, hash.replace(/^../, '00')]] } });
      expect(find(wrong, 'tlsa')).toMatchObject({ level: 'fault', why: expect.stringContaining('DNSSEC') });
    });
  });

  describe('and its web server', () => {
    const atHome: Zone = { 'good.example': { A: ['127.0.0.1'], CAA: ['letsencrypt.org'] } };

    it('Prosody gives out host-meta by itself, and its WebSocket and BOSH answer', async () => {
      const report = await check('good.example', atHome, { webPort: hosts.ports.https });
      expect(find(report, 'host-meta')).toMatchObject({ level: 'good', says: 'Both files name a way in.' });
      expect(find(report, 'host-meta-cors').level).toBe('good');
      expect(find(report, 'websocket')).toMatchObject({
        level: 'good',
        says: `wss://good.example:${hosts.ports.https}/xmpp-websocket: answers.`,
      });
      expect(find(report, 'xbosh').level).toBe('good');
      expect(bad(report)).toEqual([]);
    });

    it('files without the header for other sites, an address where nothing answers, a wrong clock', async () => {
      const port = await webServer(`wss://good.example:${hosts.ports.closed}/ws`, {
        date: new Date(Date.now() + 600_000).toUTCString(),
      });
      const report = await check('good.example', atHome, { webPort: port });
      expect(find(report, 'host-meta-cors')).toMatchObject({
        level: 'fault',
        says: expect.stringContaining('host-meta and host-meta.json'),
      });
      expect(find(report, 'websocket').level).toBe('fault');
      expect(find(report, 'clock')).toMatchObject({
        level: 'warning',
        says: expect.stringMatching(/is (599|600|601) seconds ahead/),
      });
    });

    it('no such files, and no web server', async () => {
      const port = await webServer(undefined, {});
      expect(find(await check('good.example', atHome, { webPort: port }), 'host-meta')).toMatchObject({
        level: 'warning',
        says: 'There is none.',
      });
      expect(find(await check('good.example', atHome), 'host-meta').says).toMatch(/^Could not be read: /);
    });

    /** A web server that serves the domain beside Prosody, as many do. */
    async function webServer(webSocket: string | undefined, headers: Record<string, string>): Promise<number> {
      const pair = hosts.pairs.get('good.example');
      const options = { key: readFileSync(pair?.key ?? ''), cert: readFileSync(pair?.whole ?? '') };
      const rel = 'urn:xmpp:alt-connections:websocket';
      const server = createServer(options, (request, response) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        response.statusCode = webSocket === undefined ? 404 : 200;
        const isJson = request.url?.endsWith('.json');
        response.end(
          isJson
            ? JSON.stringify({ links: [{ rel, href: webSocket }] })
            : `<?xml version='1.0'?><XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'><Link rel='${rel}' href='${webSocket}'/></XRD>`,
        );
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
      return (server.address() as AddressInfo).port;
    }
  });

  describe('with an account', () => {
    const account = { jid: 'romeo@good.example', password: 'orchard' };

    it('signs in, and the guide’s sections are those of the server that answers', async () => {
      const report = await check('good.example', { 'good.example': {} }, { account });
      expect(find(report, 'sign-in')).toMatchObject({
        level: 'good',
        says: expect.stringMatching(/The server says that it is Prosody 13\./),
      });
      expect(find(report, 'clock').level).toBe('good');
      expect(report.software).toBe('prosody');
      expect(JSON.stringify(report)).not.toContain('orchard');
    });

    it('a wrong password is a fault', async () => {
      const report = await check('good.example', {}, { account: { ...account, password: 'arden' } });
      expect(find(report, 'sign-in')).toMatchObject({
        level: 'fault',
        says: expect.stringContaining('not-authorized'),
      });
      expect(JSON.stringify(report)).not.toContain('arden');
    });

    it('is not sent a password whose certificate is not good, or without TLS', async () => {
      for (const domain of ['other.example', 'self.example']) {
        const report = await check(domain, {}, { account: { ...account, jid: `romeo@${domain}` } });
        expect(find(report, 'sign-in')).toMatchObject({
          level: 'unknown',
          says: expect.stringContaining('password was not sent'),
        });
      }
    });
  });

  describe.each(['from a clone', 'as one file'])('from the command line, %s', (way) => {
    const node = way === 'as one file' ? ownNode() : process.execPath;
    let file = join(root, 'src/commands/check.ts');
    beforeAll(async () => {
      if (way !== 'as one file') return undefined;
      const placed = await placeCheckFile();
      ({ file } = placed);
      return placed.remove;
    });
    const command = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
      typed(node, [file, ...args], { env: { ...process.env, ...env } });
    const trust = async (): Promise<string[]> => {
      const file = join(hosts.pairs.get('good.example')?.key ?? '', '..', 'root.pem');
      await writeFile(file, hosts.authority.root);
      return ['--resolver', hosts.resolver, '--authorities', file, '--timeout', '60'];
    };

    it('exits with 0 where there is no fault, 1 where there is one, 2 where it could not be checked', async () => {
      hosts.setZone({ ...hosts.records('good.example'), ...hosts.records('expired.example') });
      const good = await command(['good.example', ...(await trust())]);
      expect(good).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('No fault was found.') });
      const expired = await command(['expired.example', ...(await trust()), '--server', 'prosody']);
      expect(expired.status).toBe(1);
      expect(expired.stdout).toContain('FAULT  Time of the certificate for clients\n    It expired 1 day ago');
      expect(expired.stdout).toContain('Guide: /guides/prosody/certificate/#let-it-renew-itself');
      hosts.setZone({ '_xmpp-client._tcp.good.example': { fails: true }, 'good.example': {} });
      expect((await command(['good.example', ...(await trust())])).status).toBe(1);
      hosts.setZone({ ...hosts.records('good.example'), '_xmpp-client._tcp.good.example': { fails: true } });
      expect((await command(['good.example', ...(await trust())])).status).toBe(2);
    });

    it('--days makes a certificate a fault that does not last so long', async () => {
      hosts.setZone(hosts.records('good.example'));
      expect((await command(['good.example', ...(await trust()), '--days', '30'])).status).toBe(0);
      const { status, stdout } = await command(['good.example', ...(await trust()), '--days', '120']);
      expect(status).toBe(1);
      expect(stdout).toContain('That is less than the 120 that were asked for.');
    });

    it('--json is one object, and the password comes from the environment', async () => {
      hosts.setZone(hosts.records('good.example'));
      const run = await command(['--jid', 'romeo@good.example', ...(await trust()), '--json'], {
        STANZABOX_PASSWORD: 'orchard',
      });
      expect(run.stderr).toBe('');
      const report: Report = JSON.parse(run.stdout);
      expect(report).toMatchObject({
        schema: 1,
        domain: 'good.example',
        verdict: 'good',
        software: 'prosody',
        counts: { fault: 0 },
      });
      expect(find(report, 'sign-in').level).toBe('good');
      expect(run.stdout).not.toContain('orchard');
      const asked = execFileSync(node, ['--print', 'typeof dns.Resolver.prototype.resolveTlsa'], { encoding: 'utf8' });
      expect(find(report, 'tlsa')).toMatchObject(
        asked.trim() === 'function'
          ? { level: 'good' }
          : { level: 'unknown', says: expect.stringMatching(/^Not known: Node 20\S+ cannot ask for it/) },
      );
    });

    it('without a terminal and without the variable it says where the password goes', async () => {
      const run = await command(['--jid', 'romeo@good.example', '--resolver', hosts.resolver], {
        STANZABOX_PASSWORD: '',
      });
      expect(run).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('STANZABOX_PASSWORD') });
    });
  });

  /** A port on which Prosody’s clients’ port answers by IPv4 alone. */
  async function listener(): Promise<number> {
    const { createServer: listen, connect } = await import('node:net');
    const server = listen((socket) => {
      const further = connect(hosts.ports.client, '127.0.0.1');
      socket.pipe(further).pipe(socket);
      for (const each of [socket, further]) each.on('error', () => {});
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
    return (server.address() as AddressInfo).port;
  }
});

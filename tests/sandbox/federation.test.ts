/** Two servers that find each other by DNS and trust each other by dialback. */
import { expect, test, vi } from 'vitest';
import { capulet, defaultDns, montague, requireEncryption, startInNode } from '../../playground/sandbox/node.ts';
import { connect, useSandbox } from './set-up.ts';
import type { Wire } from './wire.ts';

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 });

const sandbox = useSandbox({
  servers: [montague, capulet],
  dns: {
    ...defaultDns,
    '_xmpp-server._tcp.refused.example SRV': ['0 5 4321 xmpp.capulet.example'],
    '_xmpp-server._tcp.silent.example SRV': ['0 5 5269 gone.silent.example'],
    'gone.silent.example A': ['192.0.2.99'],
    '_xmpp-server._tcp.none.example SRV': ['0 0 0 .'],
  },
});
const { log } = sandbox;

/** Signed in and available, so that messages arrive. */
async function available(jid: string): Promise<Wire> {
  const wire = await sandbox.login(jid, 'x');
  await wire.ask('<presence/>', /<presence/);
  return wire;
}

test('romeo writes to juliet on the other server, she answers, and both logs show the connection', async () => {
  const romeo = await available('romeo@montague.example');
  const juliet = await available('juliet@capulet.example');
  romeo.send(`<message to='juliet@capulet.example' type='chat' id='1'><body>But, soft! 🌹</body></message>`);
  expect(await juliet.until(/<\/message>/)).toMatch(/from='romeo@montague\.example\/x'[\s\S]*But, soft! 🌹/);
  juliet.send(`<message to='romeo@montague.example/x' type='chat' id='2'><body>Ay me!</body></message>`);
  expect(await romeo.until(/<\/message>/)).toMatch(/from='juliet@capulet\.example\/x'[\s\S]*Ay me!/);
  for (const server of ['montague.example', 'capulet.example']) {
    const texts = log.filter((line) => line.server === server).map(({ text }) => text);
    expect(texts).toContain(
      'Outgoing s2s connection montague.example->capulet.example complete'.replace(...order(server)),
    );
    expect(texts).toContain(
      'Incoming s2s connection capulet.example->montague.example complete'.replace(...order(server)),
    );
  }
  expect(await sandbox.box.shell('montague.example', 's2s:show()')).toContain('Completed');
  romeo.close();
  juliet.close();
});

function order(server: string): [RegExp, string] {
  return server === 'montague.example' ? [/$^/, ''] : [/(\S+)->(\S+)/, '$2->$1'];
}

test.each([
  ['nowhere.example', 'remote-server-not-found'],
  ['none.example', 'remote-server-not-found'],
  ['refused.example', 'remote-server-not-found'],
])('a message to %s comes back with %s', async (domain, condition) => {
  const romeo = await available('romeo@montague.example');
  const answer = await romeo.ask(`<message to='x@${domain}' id='e'><body>x</body></message>`, /<\/message>/);
  expect(answer).toContain(`<${condition} `);
  romeo.close();
});

test('a server that never answers is given up after its time, which the clock can skip', async () => {
  const romeo = await available('romeo@montague.example');
  romeo.send(`<message to='x@silent.example' id='e'><body>x</body></message>`);
  await sandbox.box.advance(1);
  expect(romeo.take()).toBe('');
  await sandbox.box.advance(120);
  expect(await romeo.until(/<\/message>/)).toContain(`type='error'`);
  romeo.close();
});

test('with pretended TLS the configuration of the internet runs, and says that it is encrypted', async () => {
  const servers = [requireEncryption(montague), requireEncryption(capulet)];
  const encrypted = await startInNode({ servers, dns: defaultDns, pretendTls: true });
  const wire = await connect(encrypted);
  const features = await wire.openStream('montague.example');
  expect(features).toMatch(/<starttls [^>]*><required\/>/);
  expect(features).not.toContain('<mechanism>');
  await wire.ask(`<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>`, /<proceed/);
  expect(await wire.openStream('montague.example')).toContain('<mechanism>SCRAM-SHA-1</mechanism>');
  expect(await wire.scram('sha1', 'romeo', 'orchard')).toContain('<success');
  const pong = encrypted.shell('montague.example', 'xmpp:ping("montague.example", "capulet.example")');
  expect(await pong).toContain('OK: pong from capulet.example');
  expect(await encrypted.shell('montague.example', 's2s:show()')).toContain('TLSv1.3');
  await encrypted.stop();
});

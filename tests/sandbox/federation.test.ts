/** Two servers that find each other by DNS and trust each other by dialback. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  capulet,
  defaultDns,
  type LocalSandbox,
  type LogLine,
  montague,
  requireEncryption,
  startInNode,
} from '../../playground/sandbox/node.ts';
import { Wire } from './wire.ts';

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 });

let box: LocalSandbox;
const log: LogLine[] = [];

beforeAll(async () => {
  const dns = {
    ...defaultDns,
    '_xmpp-server._tcp.refused.example SRV': ['0 5 4321 xmpp.capulet.example'],
    '_xmpp-server._tcp.silent.example SRV': ['0 5 5269 gone.silent.example'],
    'gone.silent.example A': ['192.0.2.99'],
    '_xmpp-server._tcp.none.example SRV': ['0 0 0 .'],
  };
  box = await startInNode({ servers: [montague, capulet], dns });
  box.onLog((line) => log.push(line));
});
afterAll(() => box?.stop());

async function login(box_: LocalSandbox, jid: string, password: string): Promise<Wire> {
  const server = jid.split('@')[1] ?? '';
  const wire = new Wire(await box_.connect(server, 5222));
  expect(await wire.login(jid, password, 'x')).toContain(`<jid>${jid}/x</jid>`);
  await wire.ask('<presence/>', /<presence/);
  return wire;
}

test('romeo writes to juliet on the other server, she answers, and both logs show the connection', async () => {
  const romeo = await login(box, 'romeo@montague.example', 'orchard');
  const juliet = await login(box, 'juliet@capulet.example', 'balcony');
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
  expect(await box.shell('montague.example', 's2s:show()')).toContain('Completed');
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
  const romeo = await login(box, 'romeo@montague.example', 'orchard');
  const answer = await romeo.ask(`<message to='x@${domain}' id='e'><body>x</body></message>`, /<\/message>/);
  expect(answer).toContain(`<${condition} `);
  romeo.close();
});

test('a server that never answers is given up after its time, which the clock can skip', async () => {
  const romeo = await login(box, 'romeo@montague.example', 'orchard');
  romeo.send(`<message to='x@silent.example' id='e'><body>x</body></message>`);
  await box.advance(1);
  expect(romeo.take()).toBe('');
  await box.advance(120);
  expect(await romeo.until(/<\/message>/)).toContain(`type='error'`);
  romeo.close();
});

test('with pretended TLS the configuration of the internet runs, and says that it is encrypted', async () => {
  const servers = [requireEncryption(montague), requireEncryption(capulet)];
  const encrypted = await startInNode({ servers, dns: defaultDns, pretendTls: true });
  const wire = new Wire(await encrypted.connect('montague.example', 5222));
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

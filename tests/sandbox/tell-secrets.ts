/** Run as a process: wakes the shipped image, and prints as JSON all that no two servers may have in common. */

import { montague } from '../../playground/sandbox/config.ts';
import { startInNode } from '../../playground/sandbox/node.ts';
import { Wire } from './wire.ts';

const box = await startInNode({ servers: [montague] });
const host = montague.name;
const evaluate = (code: string) => box.engine(host).eval(code);
const wire = async () => new Wire(await box.connect(host, 5222));

await box.shell(host, `user:create("peter@${host}", "secret")`);
const stored = [...(await box.data(host))].find(([path]) => path.endsWith('accounts/peter.dat'));
const opened = await (await wire()).openStream(host);
const scram = await (await challenged()).ask(
  `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>${Buffer.from('n,,n=romeo,r=client').toString('base64')}</auth>`,
  /<\/challenge>/,
);
const romeo = await wire();
await romeo.login(`romeo@${host}`, montague.accounts?.[0]?.password ?? '', '');
const message = `<message to='romeo@${host}' type='chat' id='m'><body>x</body></message>`;
romeo.send('<presence/>');
const archived = await romeo.ask(message, /<\/message>/);

process.stdout.write(
  JSON.stringify({
    dialback: evaluate(`return prosody.hosts["${host}"].modules.dialback.module.save().dialback_secret`),
    id: evaluate('return require "prosody.util.id".long()'),
    uuid: evaluate('return require "prosody.util.uuid".generate()'),
    random: evaluate('return math.random(0)'),
    salt: /salt"\] = "([^"]+)"/.exec(Buffer.from(stored?.[1] ?? []).toString())?.[1],
    stream: / id='([^']+)'/.exec(opened)?.[1],
    nonce: /r=client([^,]+),/.exec(
      Buffer.from(/>([^<]+)<\/challenge>/.exec(scram)?.[1] ?? '', 'base64').toString(),
    )?.[1],
    archived: /<stanza-id[^>]* id='([^']+)'/.exec(archived)?.[1],
    resource: evaluate(`return (next(prosody.bare_sessions["romeo@${host}"].sessions))`),
  }),
);
await box.stop();

async function challenged(): Promise<Wire> {
  const one = await wire();
  await one.openStream(host);
  return one;
}

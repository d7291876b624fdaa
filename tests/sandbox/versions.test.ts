/** The newer Prosody, which a configuration asks for: it runs, it says so, and it answers differently where its authors changed it. */
import { describe, expect, test, vi } from 'vitest';
import { montague, versions, withVersion } from '../../playground/sandbox/node.ts';
import { newerProblem } from './newer-problem.ts';
import { useSandbox } from './set-up.ts';

vi.setConfig({ testTimeout: 120_000 });

const sandbox = useSandbox({ servers: [montague] }, true);
const newer = versions[1]?.version ?? '';

async function ask(stanza: string, until: RegExp): Promise<string> {
  const romeo = await sandbox.login('romeo@montague.example');
  const answer = await romeo.ask(stanza, until);
  romeo.close();
  return answer;
}

const problem = newerProblem();
if (problem) console.warn(`SKIPPED: the newer Prosody: ${problem}`);

describe.skipIf(problem !== null)(`the newer version${problem ? ` (${problem})` : ''}`, () => {
  test('the version that the configuration asks for runs, and says so', async () => {
    const query = `<iq type='get' id='v' to='montague.example'><query xmlns='jabber:iq:version'/></iq>`;
    expect(await ask(query, /<\/iq>/)).toContain(`<version>${versions[0]?.version}</version>`);
    const config = withVersion(montague.config, newer);
    expect(await sandbox.box.restart(montague.name, config)).toMatchObject({ ok: true, problems: [] });
    expect(await ask(query, /<\/iq>/)).toContain(`<version>${newer}</version>`);
    expect(await sandbox.box.shell(montague.name, 'server:version()')).toContain(newer);
    expect(await sandbox.box.check(montague.name, 'config')).toMatchObject({ ok: true });
    expect(await sandbox.box.check(montague.name, 'unread-options')).toMatchObject({ ok: true });
    expect(await sandbox.box.restart(montague.name, withVersion(config, versions[0]?.version ?? ''))).toMatchObject({
      ok: true,
    });
    expect(await ask(query, /<\/iq>/)).toContain(`<version>${versions[0]?.version}</version>`);
  });

  test('what changed since: an address that cannot be one is refused, and an unknown id of the archive is an error', async () => {
    const ping = `<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>`;
    const wrong = `<message to='a@..' id='m'><body>x</body></message>`;
    const page = `<iq type='set' id='a'><query xmlns='urn:xmpp:mam:2'><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field><field var='after-id'><value>none</value></field></x></query></iq>`;
    expect(await ask(wrong + ping, /id='p'/)).not.toContain('jid-malformed');
    expect(await ask(page, /<iq [^>]*id='a'[\s\S]*<\/iq>/)).toContain(`complete='true'`);
    await sandbox.box.restart(montague.name, withVersion(montague.config, newer));
    expect(await ask(wrong + ping, /id='p'/)).toContain('<jid-malformed');
    expect(await ask(page, /<iq [^>]*id='a'[\s\S]*<\/iq>/)).toContain('<item-not-found');
  });

  test('modules that few need are there in the newer one too', async () => {
    const config = withVersion(montague.config, newer).replace(
      '"ping";',
      '"ping"; "announce"; "tombstones"; "invites";',
    );
    expect(await sandbox.box.restart(montague.name, config)).toMatchObject({ ok: true, problems: [] });
  });
});

test('a version that is not there is refused, and the former server keeps running', async () => {
  const result = await sandbox.box.restart(montague.name, withVersion(montague.config, '12.0.0'));
  expect(result).toMatchObject({ ok: false, text: expect.stringContaining('asks for Prosody 12.0.0') });
  expect(await ask(`<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>`, /<iq/)).toContain(`type='result'`);
});

/** Programs that the console writes, with the real libraries, against Debian's Prosody. tests/console/test-formats.test.ts runs the one with @xmpp/client. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slixmppProgram } from '../../../playground/console/share/test/slixmpp.ts';
import { smack, smackProgram } from '../../../playground/console/share/test/smack.ts';
import type { Test } from '../../../playground/console/share/test/types.ts';
import { type NativeServer, startNative } from '../../sandbox/native.ts';
import { nativeProblem } from '../../sandbox/native-packages.ts';
import { makeCertificate } from '../own/certificate.ts';
import { findSlixmpp, findSmack } from './libraries.ts';

const run = promisify(execFile);
const host = 'montague.example';
const [romeo, juliet] = [`romeo@${host}/orchard`, `juliet@${host}/balcony`];
const passwords = { PASSWORD_ROMEO: 'orchard', PASSWORD_JULIET: 'balcony' };

/** Two accounts, a value that is caught and sent back, text that would end a string in either language, and silence. */
const good: Test = {
  title: 'Ask, write, and be told */ "quotes" \\u000a',
  steps: [
    { kind: 'send', as: romeo, xml: `<iq type="get" id="p1" to="${host}"><ping xmlns="urn:xmpp:ping"/></iq>` },
    { kind: 'receive', as: romeo, xml: '<iq type="result" id="p1" from="{host}"/>' },
    { kind: 'send', as: romeo, xml: '<iq type="get" id="p2" to="{host}"><query xmlns="jabber:iq:version"/></iq>' },
    {
      kind: 'receive',
      as: romeo,
      xml: '<iq type="result" id="p2" from="{host}"><query xmlns="jabber:iq:version"><name>Pro{any}</name></query></iq>',
    },
    {
      kind: 'send',
      as: romeo,
      xml: `<message type="chat" to="${juliet}" id="m1"><body>\`$\${1}\` \\u0041 """ ' 😀</body></message>`,
    },
    {
      kind: 'receive',
      as: juliet,
      xml: `<message type="chat" from="${romeo}" id="m1"><body>\`$\${1}\` \\u0041 """ ' 😀</body></message>`,
    },
    { kind: 'receive', as: romeo, xml: '<message/>', nothing: 200 },
  ],
};
/** The same, but for an answer that does not come. */
const wrong: Test = {
  ...good,
  steps: good.steps.map((step) => ({
    ...step,
    xml: step.xml.replace('type="result" id="p2"', 'type="error" id="p2"'),
  })),
};

const problem = await nativeProblem();
const python = await findSlixmpp();
const java = await findSmack(smack.artifacts, smack.version);
const missing = (found: object): string => problem ?? ('problem' in found ? String(found.problem) : '');
const named = (what: string, found: object): string => (missing(found) ? `${what} (${missing(found)})` : what);

interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Runs to its end, however that is. */
function outcome(command: string, options: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  return run(command, [...options], { env: { PATH: process.env.PATH, ...passwords, ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error) => ({ code: Number(error.code ?? 1), output: `${error.stdout}${error.stderr}` }),
  );
}

/** A program asks DNS where a domain's server is. These find it on a port of this computer, which is all that is changed in them. */
function at(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

describe('programs of the console', () => {
  let server: NativeServer;
  let folder: string;
  let certificate: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stanzabox-programs-'));
    if (problem !== null) return;
    const files = await makeCertificate(folder, host);
    certificate = files.certificate;
    server = await startNative({
      config: `modules_enabled = { "saslauth"; "roster"; "disco"; "tls"; "ping"; "version"; "presence"; "message"; "iq" }
authentication = "internal_hashed"
VirtualHost "${host}"
  ssl = { key = "${files.key}", certificate = "${certificate}" }
`,
      accounts: [
        { jid: `romeo@${host}`, password: passwords.PASSWORD_ROMEO },
        { jid: `juliet@${host}`, password: passwords.PASSWORD_JULIET },
      ],
    });
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  describe.skipIf(missing(python))(named('with Slixmpp', python), () => {
    const play = async (test: Test): Promise<Outcome> => {
      if ('problem' in python) throw new Error(python.problem);
      const { command, options, env } = python.language;
      const text = at(slixmppProgram(test).text, 'account.connect()', `account.connect("127.0.0.1", ${server.port})`);
      const file = join(folder, 'recorded_test.py');
      await writeFile(file, text);
      return outcome(command, [...options, file], { ...env, SSL_CERT_FILE: certificate });
    };

    it('pass when the server answers as it was recorded', async () => {
      expect(await play(good)).toMatchObject({ code: 0, output: expect.stringMatching(/^passed$/m) });
    });

    it('fail when another answer comes, and say which stanza did not come', async () => {
      expect(await play(wrong)).toMatchObject({ code: 1, output: expect.stringMatching(/did not receive .*p2/) });
    });
  });

  describe.skipIf(missing(java))(named('with Smack', java), () => {
    let trusted: string;
    beforeAll(async () => {
      trusted = join(folder, 'trusted.p12');
      const store = ['-keystore', trusted, '-storetype', 'PKCS12', '-storepass', 'changeit'];
      await run('keytool', ['-importcert', '-noprompt', '-alias', 'server', '-file', certificate, ...store]);
    });

    const play = async (test: Test): Promise<Outcome> => {
      if ('problem' in java) throw new Error(java.problem);
      const text = at(
        smackProgram(test).text,
        '.setSendPresence(false)',
        `.setHost("127.0.0.1").setPort(${server.port}).setSendPresence(false)`,
      );
      const path = `${java.jars}/*:${folder}`;
      const file = join(folder, 'RecordedTest.java');
      await writeFile(file, text);
      await run('javac', ['-encoding', 'UTF-8', '-proc:none', '-cp', path, '-d', folder, file]);
      const trust = [`-Djavax.net.ssl.trustStore=${trusted}`, '-Djavax.net.ssl.trustStorePassword=changeit'];
      return outcome('java', [...trust, '-cp', path, 'RecordedTest'], {});
    };

    it('pass when the server answers as it was recorded', async () => {
      expect(await play(good)).toMatchObject({ code: 0, output: expect.stringMatching(/^passed$/m) });
    });

    it('fail when another answer comes, and say which stanza did not come', async () => {
      expect(await play(wrong)).toMatchObject({ code: 1, output: expect.stringMatching(/Did not receive .*p2/s) });
    });
  });
});

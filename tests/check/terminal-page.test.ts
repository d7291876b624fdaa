/** What the page about the check tells people to type, typed: against a real Prosody whose certificate has expired, and one that is well. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCheckFile } from '../../src/check/file/make.ts';
import { nativeProblem } from '../sandbox/native-packages.ts';
import { ownNode } from './one-file.ts';
import { type Hosts, startHosts } from './prosody-hosts.ts';
import { blocksOfPage, missingIn } from './terminal-page.ts';
import { typed } from './typed.ts';

const problem = await nativeProblem();
const node = ownNode();
const blocks = blocksOfPage();
const commands = blocks.flatMap((block, at) =>
  block.language === 'sh' && block.more === '' && block.text.startsWith('node ')
    ? [{ command: block.text.trim(), output: blocks[at + 1] }]
    : [],
);
const lacks = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0;

describe.skipIf(problem !== null)(`the page about the check${problem ? ` (${problem})` : ''}`, () => {
  let expired: Hosts;
  let well: Hosts;
  let home: string;

  beforeAll(async () => {
    expired = await startHosts({ 'example.com': { certificate: { from: -100, to: -1 } } });
    well = await startHosts({ 'example.com': {} });
    for (const hosts of [expired, well]) hosts.setZone({ ...hosts.records('example.com') });
    home = await mkdtemp(join(tmpdir(), 'stanzabox-home-'));
    await writeFile(join(home, 'check.mjs'), await makeCheckFile('/'));
  });
  afterAll(async () => {
    await Promise.all([expired?.stop(), well?.stop()]);
    await rm(home, { recursive: true, force: true });
  });

  /** As typed, but for the name server and the authority of the test. */
  async function type(text: string, hosts: Hosts) {
    const authorities = join(home, `${hosts === well ? 'well' : 'expired'}.pem`);
    await writeFile(authorities, hosts.authority.root);
    const options = `--resolver ${hosts.resolver} --authorities ${authorities} --timeout 60`;
    const asked = text.replace(
      /check\.mjs"? (example\.com|--jid romeo@example\.com)/g,
      (found) => `${found} ${options}`,
    );
    expect(asked).not.toBe(text);
    const path = `${dirname(node)}${delimiter}${process.env.PATH}`;
    const env = { ...process.env, PATH: path, HOME: home, STANZABOX_PASSWORD: 'orchard' };
    return typed('sh', ['-c', asked], { cwd: home, env });
  }

  it('has commands', () => {
    expect(commands.map(({ command }) => command)).toHaveLength(4);
  });

  it.each(commands)('$command', async ({ command, output }) => {
    const needsJq = command.includes('| jq');
    expect(needsJq && lacks('jq') ? 'jq is missing: apt install jq' : 'there').toBe('there');
    const isAboutAccount = command.includes('--jid');
    const { status, stdout, stderr } = await type(command, isAboutAccount ? well : expired);
    expect(stderr).toBe('');
    // Of a pipe, jq's.
    expect(status).toBe(isAboutAccount || needsJq ? 0 : 1);
    if (isAboutAccount) expect(stdout).toContain('good  Sign in as romeo@example.com: Signed in at ');
    else expect(missingIn(stdout, output?.text ?? '(no output)')).toEqual([]);
  });

  it('the script for cron says nothing when all is well, and the report when something is wrong', async () => {
    const script = blocks.find(({ more }) => more === 'title="check-xmpp"')?.text ?? '';
    expect(await type(script, well)).toEqual({ status: 0, stdout: '', stderr: '' });
    const wrong = await type(script, expired);
    expect(wrong).toMatchObject({ status: 1, stderr: '' });
    expect(wrong.stdout).toContain('FAULT  Time of the certificate for clients');
    // A mail is sent for this, too.
    const broken = await type(script.replace('--days 14', '--days never'), well);
    expect(broken).toMatchObject({ status: 2, stdout: expect.stringContaining('--days is "never"') });
  });
});

describe.skipIf(lacks('systemd-analyze'))(
  `its units${lacks('systemd-analyze') ? ' (systemd-analyze is missing)' : ''}`,
  () => {
    it('are read by systemd without a complaint', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'stanzabox-units-'));
      try {
        const units = blocks.filter(({ more }) => more.startsWith('title="/etc/systemd/system/'));
        expect(units).toHaveLength(2);
        const files = await Promise.all(
          units.map(async ({ more, text }) => {
            const file = join(folder, basename(more.slice('title="'.length, -1)));
            await writeFile(file, text.replace('/usr/bin/node', node));
            return file;
          }),
        );
        const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
        expect({ status, about: stderr.split('\n').filter((line) => line.includes('check-xmpp')) }).toEqual({
          status: 0,
          about: [],
        });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  },
);

/** Native ejabberd with the file that Debian's package installs, as the guides change it, and wrong in what only it can have wrong. */
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../playground/check/check-server.ts';
import { ejabberdProblem } from '../../console/own/native-ejabberd.ts';
import { check, levelsOf, startStockEjabberd } from './native.ts';

const problem = await ejabberdProblem();

async function checked(change?: (text: string) => string): Promise<CheckResult> {
  const server = await startStockEjabberd(change);
  try {
    return await check(server.url);
  } finally {
    await server.stop();
  }
}

/** As the guide does it, but in ejabberd's own database: the package for SQLite is one more. */
const asGuides = (text: string): string =>
  text
    .replace(
      /^modules:$/m,
      '$&\n  mod_mam:\n    assume_mam_usage: true\n    default: always\n  mod_register:\n    ip_access: trusted_network',
    )
    .replace(/^ {2}mod_stun_disco: \{\}\n/m, '');

const withUpload = (headers: string) => (text: string) => {
  const port = /port: (\d+)/.exec(text)?.[1];
  const address = `"http://127.0.0.1:${port}/upload"`;
  return text.replace(
    /^modules:$/m,
    `$&\n  mod_http_upload:\n    docroot: "/home/upload"\n    put_url: ${address}\n    get_url: ${address}\n${headers}`,
  );
};

const corsHeaders = `    custom_headers:
      "Access-Control-Allow-Origin": "*"
      "Access-Control-Allow-Methods": "GET,HEAD,PUT,OPTIONS"
      "Access-Control-Allow-Headers": "Content-Type"
`;

describe.skipIf(problem !== null)(`a check of ejabberd${problem ? ` (${problem})` : ''}`, () => {
  it('knows it, and finds what the package as it comes lacks', async () => {
    const result = await checked();
    expect(result.server).toMatchObject({ software: 'ejabberd', named: expect.stringMatching(/^ejabberd 2\d\./) });
    expect(levelsOf(result)).toMatchObject({
      archive: 'fault',
      'room-archive': 'fault',
      upload: 'fault',
      'password-change': 'warning',
      registration: 'good',
      rooms: 'good',
    });
    const archive = result.findings.find(({ id }) => id === 'archive');
    expect(archive?.fix?.page).toBe('guides/ejabberd/first-message/#history-and-passwords-of-their-own');
  });

  it('finds what the guides turn on', async () => {
    expect(levelsOf(await checked(asGuides))).toMatchObject({
      archive: 'good',
      'archive-default': 'good',
      'stanza-ids': 'good',
      'room-archive': 'good',
      'room-ids': 'good',
      'password-change': 'good',
    });
  });

  it('finds in order what was done as the findings say', async () => {
    const contact =
      '\n    server_info:\n      - modules: all\n        name: "abuse-addresses"\n        urls: ["mailto:abuse@montague.example"]';
    const done = (text: string): string =>
      text
        .replace('  mod_disco: {}', `  mod_disco:${contact}`)
        .replace('  mod_version: {}', '  mod_version:\n    show_os: false');
    const [before, after] = [levelsOf(await checked()), levelsOf(await checked(done))];
    for (const id of ['abuse-contact', 'version']) expect([id, before[id], after[id]]).toEqual([id, 'warning', 'good']);
  });

  it('finds open registration', async () => {
    const open = (text: string): string =>
      asGuides(text).replace('    ip_access: trusted_network', '    ip_access: all');
    expect(levelsOf(await checked(open)).registration).toBe('fault');
  });

  it('finds a contact list without versions', async () => {
    const result = await checked((text) => text.replace('    versioning: true', '    versioning: false'));
    expect(levelsOf(result)['roster-versioning']).toBe('warning');
  });

  it('finds what pages may do with uploads, which it does not allow by itself', async () => {
    expect(levelsOf(await checked(withUpload('')))).toMatchObject({
      upload: 'good',
      'upload-works': 'unknown',
      'upload-cors': 'warning',
    });
    expect(levelsOf(await checked(withUpload(corsHeaders)))).toMatchObject({
      upload: 'good',
      'upload-works': 'good',
      'upload-cors': 'good',
    });
  });
});

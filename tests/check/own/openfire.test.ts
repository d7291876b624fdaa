/** Native Openfire, from the package that its guides install. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type NativeOpenfire, openfireProblem, startNativeOpenfire } from '../../console/own/native-openfire.ts';
import { check, jid, levelsOf } from './native.ts';

// It starts once, which takes a quarter of a minute on two quiet cores.
vi.setConfig({ hookTimeout: 200_000 });

const problem = await openfireProblem();

describe.skipIf(problem !== null)(`a check of Openfire${problem ? ` (${problem})` : ''}`, () => {
  let server: NativeOpenfire;
  beforeAll(async () => {
    server = await startNativeOpenfire();
  });
  afterAll(() => server?.stop());

  it('knows it, finds that strangers may make accounts and that there is no archive, and names the pages', async () => {
    const access = { via: { kind: 'websocket', url: server.plain }, jid, password: 'orchard' } as const;
    const { server: known, findings, ...result } = await check(server.plain, { access });
    expect(known.software).toBe('openfire');
    expect(levelsOf({ server: known, findings, ...result })).toMatchObject({
      registration: 'fault',
      archive: 'fault',
      upload: 'fault',
      rooms: 'good',
      offline: 'good',
    });
    for (const [id, page] of [
      ['archive', 'guides/openfire/archive/#install-the-plugin'],
      ['upload', 'guides/openfire/uploads/#install-the-plugin'],
    ])
      expect(findings.find((finding) => finding.id === id)?.fix?.page).toBe(page);
    expect(findings.find(({ id }) => id === 'bookmarks')?.says).toContain('two old places the same (XEP-0411)');
    const registration = findings.find(({ id }) => id === 'registration');
    expect(registration?.fix?.page).toBe('guides/openfire/first-message/#who-may-make-an-account');
  });
});

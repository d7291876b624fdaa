import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
let clone: string;

/** A clone without node_modules: just what the bootstrap reads. */
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'stanzabox-bootstrap-'));
  mkdirSync(join(clone, 'src', 'commands'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json', 'src/commands/bootstrap.mjs']) {
    cpSync(join(root, file), join(clone, file));
  }
});

afterEach(() => rmSync(clone, { recursive: true }));

function bootstrap(command: string, env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [join(clone, 'src/commands/bootstrap.mjs'), command], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

describe('the bootstrap', () => {
  it('names the commands that exist when it is asked for another', () => {
    const { status, stderr } = bootstrap('strat');
    expect(status).toBe(1);
    expect(stderr).toContain('There is no command "strat"');
    expect(stderr).toContain('npm run start');
  });

  it.skipIf(process.getuid?.() !== 0)("gives what root wrote back to the clone's owner (needs root)", () => {
    const owner = 4321;
    writeFileSync(join(clone, 'page.run.json'), '{}');
    chownSync(clone, owner, owner);
    bootstrap('strat');
    expect(statSync(join(clone, 'page.run.json'))).toMatchObject({ uid: owner, gid: owner });
  });

  it.each([
    ['start', true],
    ['build', true],
    ['unit', false],
    ['tools', false],
  ])('asks npm, for %s, only for what readers need: %s', (command, isForReaders) => {
    // Not npm itself, which would fetch some hundred packages: what it is asked for is told here, and that it was not done.
    const npm = join(clone, 'npm');
    writeFileSync(npm, '#!/bin/sh\necho "asked: $*" >&2\nexit 1\n', { mode: 0o755 });
    const { stderr } = bootstrap(command, { PATH: `${clone}:${process.env.PATH}` });
    expect(stderr).toContain('asked: install --no-save');
    expect(stderr.includes('--omit=dev')).toBe(isForReaders);
  });

  it('says in plain words that the registry cannot be reached, and what to do', () => {
    const { status, stderr } = bootstrap('start', {
      // A closed port of this machine acts as a network that is down.
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_cache: join(clone, 'cache'),
      npm_config_fetch_retries: '0',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('npm could not reach its registry');
    expect(stderr).toContain('then run the same command again');
  });
});

import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCheckFile } from '../../src/check/file/make.ts';
import { ownNode, placeCheckFile } from './one-file.ts';
import { typed } from './typed.ts';

const node = ownNode();
let placed: Awaited<ReturnType<typeof placeCheckFile>>;
beforeAll(async () => {
  placed = await placeCheckFile();
});
afterAll(() => placed.remove());

const command = (...args: readonly string[]) => typed(node, [placed.file, ...args], { cwd: dirname(placed.file) });

it('says in its help how it is called, and nothing about a clone', async () => {
  const { status, stdout, stderr } = await command('--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^node check\.mjs example\.com\n/);
  expect(stdout).not.toContain('npm');
});

it.each([
  [['https://example.com/chat'], 'Type: node check.mjs example.com'],
  [['a.example', 'b.example'], 'Type: node check.mjs a.example'],
  [['--jsno'], 'All options: node check.mjs --help'],
])('%j says what to type instead', async (args, words) => {
  const { status, stdout, stderr } = await command(...args);
  expect(stderr).toContain(words);
  expect(stderr).not.toContain('npm');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

it('is the same each time, has the licences of what is in it, and no path of the computer that made it', async () => {
  const text = readFileSync(placed.file, 'utf8');
  expect(await makeCheckFile('/')).toBe(text);
  const licences = text.slice(text.lastIndexOf('This file contains:')).split('\n---\n');
  for (const name of ['@xmpp/client-core', 'koa-compose', 'ltx', 'saslmechanisms', 'ws'])
    expect(
      licences.some((one) => new RegExp(`^${name} [0-9.]+$`, 'm').test(one)),
      name,
    ).toBe(true);
  for (const one of licences) expect(one).toMatch(/Copyright[\s\S]*Permission (is hereby granted|to use)/);
  expect(text).not.toContain(process.cwd());
  expect(text).not.toContain('node_modules');
});

it('leads to the guides where they are', async () => {
  expect(await makeCheckFile('https://example.org/docs/')).toContain('https://example.org/docs/guides/any/');
});

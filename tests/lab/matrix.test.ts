import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRecipes } from '../../src/content/index.ts';
import { checkRecipes } from '../../src/lab/commands/check-recipes.ts';
import { castOf } from '../../src/lab/matrix/cast.ts';
import { emptyPageAfter } from '../../src/lab/tasks/recipes.ts';
import { pageOf } from './sample.ts';

let content: string;

beforeEach(async () => {
  content = join(await mkdtemp(join(tmpdir(), 'stanzabox-matrix-')), 'content');
  await mkdir(join(content, 'recipes'), { recursive: true });
  await write('one', '```xml send as=romeo\n<presence/>\n```\n');
  await write('two', '```xml send as=juliet\n<presence/>\n```\n');
});
afterEach(() => rm(join(content, '..'), { recursive: true, force: true }));

const write = (name: string, body: string): Promise<void> =>
  writeFile(join(content, 'recipes', `${name}.mdx`), `---\ntitle: ${name}\nkind: recipe\n---\n\n${body}`);

test('who is needed: those who sign in, those who are written to, those whose name is taken', () => {
  const step = { id: 's1', line: 1, kind: 'send' } as const;
  expect(castOf([{ ...step, as: 'romeo/phone', xml: '<presence/>' }])).toEqual(['romeo@montague.example']);
  expect(castOf([{ ...step, as: 'stranger', xml: '<username>mercutio</username>' }])).toEqual([
    'mercutio@montague.example',
  ]);
  expect(castOf([{ ...step, as: 'tybalt@capulet.example', xml: '<message to="nurse@montague.example"/>' }])).toEqual([
    'nurse@montague.example',
    'tybalt@capulet.example',
  ]);
});

test('recipes start from what the guide left, on its server and its friend', () => {
  const machines = 'machines: { server: debian-13, friend: prosody, laptop: debian-13 }';
  const { lesson } = emptyPageAfter('prosody', pageOf('guides/prosody/first-message', machines));
  expect(lesson).toMatchObject({
    slug: 'matrix/prosody',
    after: 'guides/prosody/first-message',
    machines: { server: 'debian-13', friend: 'prosody' },
    steps: [],
  });
});

test('check names the command that fixes each kind of stale result', async () => {
  const { recipes } = await readRecipes(content);
  const result = { version: '1', date: '2026-01-02T03:04:05Z', duration: 1, status: 'passed', steps: [] };
  const hash = recipes[0]?.lesson.hash;
  const file = (results: object[]) => JSON.stringify({ kind: 'recipe', format: 1, page: 'recipes/one', results });
  const told: string[] = [];
  const error = console.error;
  console.error = (line: string) => told.push(line);
  try {
    await writeFile(
      join(content, 'recipes', 'one.run.json'),
      file([
        { ...result, server: 'sandbox', hash: 'a'.repeat(64) },
        { ...result, server: 'prosody', hash },
        { ...result, server: 'openfire', hash: 'a'.repeat(64) },
      ]),
    );
    expect(await checkRecipes(content, [])).toEqual({ checked: 2, wrong: 3 });
  } finally {
    console.error = error;
  }
  expect(told).toEqual([
    'content/recipes/one.mdx: changed since it ran on sandbox. Run it: npm run recipe -- update one',
    'content/recipes/one.mdx: changed since it ran on openfire. Run it: npm run lab -- matrix one --servers openfire',
    'content/recipes/two.mdx: never ran. Run it: npm run recipe -- test two',
  ]);
});

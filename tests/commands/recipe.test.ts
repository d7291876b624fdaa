import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newRecipe, slugOf } from '../../src/commands/recipe/new.ts';
import { recordStanza } from '../../src/commands/recipe/record.ts';
import { failureText } from '../../src/commands/recipe/report.ts';
import { runInSandbox } from '../../src/commands/recipe/sandbox-run.ts';
import { summary } from '../../src/commands/recipe/summary.ts';
import { updateRecipe } from '../../src/commands/recipe/update.ts';
import { contentFolder, readRecipe } from '../../src/content/index.ts';
import { recipeSteps } from '../../src/lesson/index.ts';

const none = new Set<string>();
let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stanzabox-recipe-'));
  // As the site has it: a page's address, which its evidence names, begins below "content".
  folder = join(root, 'content', 'recipes');
  mkdirSync(folder, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(blocks: string): string {
  const path = join(folder, 'page.mdx');
  writeFileSync(path, `---\ntitle: A page\nkind: recipe\n---\n\n${blocks}\n`);
  return path;
}

const ask =
  '```xml send as=romeo\n<iq type="get" to="montague.example" id="who"><query xmlns="jabber:iq:version"/></iq>\n```\n';
const expects = (text: string) => `${ask}\n\`\`\`xml receive as=romeo\n${text}\n\`\`\``;

describe('recordStanza', () => {
  it('writes what came, with {any} for what a server makes up, and leaves values that were sent', () => {
    const text = recordStanza(
      '<iq id="q1" type="result" ver="8f14e45f-ceea-4672-9c1a-0a1b2c3d4e5f"><a xmlns="urn:x" stamp="2026-11-22T10:00:00Z"/></iq>',
      undefined,
      new Set(['q1']),
    );
    expect(text).toContain('id="q1"');
    expect(text).toContain('ver="{any}"');
    expect(text).toContain('stamp="{any}"');
  });

  it('keeps placeholders that still fit and the parts that still hold, and changes what differs', () => {
    const expected = '<iq type="result" id="{id}"><q xmlns="urn:x"><name>{name}</name><version>1</version></q></iq>';
    const came =
      '<iq type="result" id="7" to="me"><q xmlns="urn:x"><version>2</version><name>P</name><os>L</os></q></iq>';
    const text = recordStanza(came, expected, none);
    expect(text).toContain('id="{id}"');
    expect(text).toContain('{name}');
    expect(text).toContain('<version>2</version>');
    expect(text).not.toContain('<os>');
    expect(text).not.toContain('to=');
  });

  it('takes the error that came in the place of a result', () => {
    const came = '<iq type="error" id="7"><error type="cancel"><item-not-found xmlns="urn:y"/></error></iq>';
    const text = recordStanza(came, '<iq type="result" id="7"><q xmlns="urn:x"/></iq>', none);
    expect(text).toContain('type="error"');
    expect(text).toContain('item-not-found');
    expect(text).not.toContain('urn:x');
  });
});

describe('new', () => {
  const answers = {
    about: 'How long the server has been running.',
    specifications: 'xep-0012',
    stanza: '<iq type="get" to="montague.example" id="last-1"><query xmlns="jabber:iq:last"/></iq>',
  };

  it('writes a page that passes, also where the answer is another one each time', async () => {
    const path = await newRecipe('How long: "up"?', answers, folder);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('specifications: [XEP-0012]');
    expect(text).toContain('seconds="{any}"');
    const page = await readRecipe(contentFolder, path);
    if (!('lesson' in page)) throw new Error(page.map(({ plain }) => plain).join('\n'));
    const { results } = await runInSandbox(recipeSteps(page.lesson));
    expect(results.map(({ status }) => status)).toEqual(['passed', 'passed']);
  });

  it('refuses in plain words what makes no page, and overwrites nothing', async () => {
    const refuse = (more: Partial<typeof answers>, title = 'Title') =>
      newRecipe(title, { ...answers, ...more }, folder);
    await expect(refuse({ stanza: '<iq>' })).rejects.toThrow('The stanza cannot be read, line 1');
    await expect(refuse({ specifications: 'XEP-30' })).rejects.toThrow('write it like XEP-0030');
    await expect(refuse({}, '?!')).rejects.toThrow('needs a letter');
    writeFileSync(join(folder, 'title.mdx'), 'mine');
    await expect(refuse({})).rejects.toThrow('exists already');
    expect(readFileSync(join(folder, 'title.mdx'), 'utf8')).toBe('mine');
  });
});

describe('update', () => {
  it('fixes what no longer fits, keeps placeholders, and the page passes afterwards', async () => {
    const path = write(
      expects(
        '<iq type="result" id="who">\n  <query xmlns="jabber:iq:version">\n    <name>Metronome</name>\n    <version>{version}</version>\n  </query>\n</iq>',
      ),
    );
    expect(await updateRecipe(path)).toBe(0);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('<name>Prosody</name>');
    expect(text).toContain('<version>{version}</version>');
    expect(readFileSync(path.replace('.mdx', '.run.json'), 'utf8')).toContain('"status": "passed"');
  });

  it('leaves a page alone when nothing came that could be recorded', async () => {
    const path = write(expects('<message within="x"/>').replace('receive as=romeo', 'receive as=romeo within=300ms'));
    const before = readFileSync(path, 'utf8');
    expect(await updateRecipe(path)).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
});

it('a failure names file and line, marks the differing place, and shows what arrived', async () => {
  const path = write(
    expects(
      '<iq type="result" id="who">\n  <query xmlns="jabber:iq:version">\n    <name>Metronome</name>\n  </query>\n</iq>',
    ),
  );
  const page = await readRecipe(contentFolder, path);
  if (!('lesson' in page)) throw new Error('the page cannot be read');
  const { results } = await runInSandbox(recipeSteps(page.lesson));
  const failure = results.find(({ status }) => status === 'failed');
  if (failure === undefined) throw new Error('nothing failed');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the terminal's colours are taken out.
  const text = failureText(page, failure).replace(/\u001b\[\d+m/g, '');
  // The path is short where it can be: from here, when that is not far.
  expect(text).toMatch(/(^|\/)recipes\/page\.mdx:13: /m);
  expect(text).toMatch(/ 13 \| {5}<name>Metronome<\/name>\n +\| +\^ .*"Prosody".*"Metronome"/);
  expect(text).toContain('<name>Prosody</name>');
});

it('a title becomes a file name', () => {
  expect(slugOf('What’s in a name? Élégie')).toBe('what-s-in-a-name-elegie');
});

it('a summary lets no reason form markup', async () => {
  const file = join(folder, 'summary.md');
  await summary(file, [
    { path: 'content/recipes/a.mdx', status: 'failed', steps: 2, milliseconds: 12.4, reason: '<img> | @all `x`' },
  ]);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('| a | ❌ failed | 2 | 12 ms |');
  expect(text).not.toMatch(/<img>|@all|`x`/);
});

/** What a page says around its steps: faults made on purpose, what is folded, passwords, whose server it is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExpressiveCode } from '@astrojs/starlight/expressive-code';
import { toHtml } from '@astrojs/starlight/expressive-code/hast';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patchCommand } from '../../src/lesson/index.ts';
import { fenceOption } from '../../src/site/guide/mark-fences.ts';
import { machinesToCopy, toDo, wordsToRead } from '../../src/site/guide/reader-steps.ts';
import { secretWords } from '../../src/site/guide/secret-words.ts';
import { stepBlocks } from '../../src/site/guide/step-blocks.ts';
import { fence, lesson, page } from '../lesson/page.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stanzabox-words-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const machines = 'kind: guide\nmachines: { server: debian-13, laptop: debian-13, friend: prosody }';

/** The HTML of a page's only block. */
async function draw(info: string, text: string, frontmatter = machines): Promise<string> {
  const file = join(folder, 'page.mdx');
  const source = page(frontmatter, fence(info, text));
  writeFileSync(file, source);
  const blocks = new ExpressiveCode({ plugins: [stepBlocks('/')] });
  const { renderedGroupAst } = await blocks.render({
    code: text,
    language: info.split(' ')[0] ?? '',
    meta: `${info.slice(info.indexOf(' '))} ${fenceOption}="${source.indexOf('```')}"`,
    parentDocument: { sourceFilePath: file },
  });
  return toHtml(renderedGroupAst);
}

const visible = (html: string): string => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');

describe('a fault made on purpose', () => {
  it('says so, has no box to tick, and is copied only anyway', async () => {
    const html = await draw('sh run drill', 'sudo kill -9 1');
    expect(html).toContain('sb-drill');
    expect(visible(html)).toContain('Done in the lab to show you. Do not do this on a server with users.');
    expect(html).not.toContain('data-tick');
    expect(html.match(/<button[^>]*>[^<]*/g)).toEqual([expect.stringMatching(/>Copy anyway$/)]);
  });

  it('is no other step', async () => {
    const html = await draw('sh run', 'sudo true');
    expect(html).not.toContain('sb-drill');
    expect(html).toContain('data-tick');
    expect(html).toContain('title="Copy to clipboard"');
  });
});

it('what the lab does in the place of somebody else is named', async () => {
  expect(visible(await draw('sh run on=friend lab="your friend has an account"', 'true'))).toContain(
    'What the lab did here: your friend has an account',
  );
  expect(visible(await draw('sh run hidden', 'true'))).toContain('Show the check that ran here');
});

it('a step for some servers names them', async () => {
  const each = 'after: { prosody: guides/a, ejabberd: guides/b, openfire: guides/c }';
  expect(visible(await draw('sh run for=prosody,openfire', 'true', `${machines}\n${each}`))).toContain(
    'Prosody and Openfire only',
  );
});

describe('a change', () => {
  const diff = '@@ -1,3 +1,3 @@\n \tone  \n-two\n+zwei\n ';

  it('is drawn with its tabs and the spaces at the ends of its lines', async () => {
    const html = await draw('diff file=/etc/motd', diff);
    const lines = [...html.matchAll(/<div class="code">([\s\S]*?)<\/div><\/div>/g)].map(([, line = '']) =>
      line.replace(/<[^>]+>/g, '').replace(/\n$/, ''),
    );
    expect(lines.join('\n')).toBe(diff);
  });

  it('carries what comes before it in the command', async () => {
    const [, before] =
      /<code class="sb-command" hidden>([\s\S]*?)<\/code>/.exec(await draw('diff file=/etc/motd', diff)) ?? [];
    const [step] = lesson(page(machines, fence('diff file=/etc/motd', diff))).steps;
    if (step?.kind !== 'patch') throw new Error('the block is no change');
    expect(`${before?.replaceAll('&#x3C;', '<')}\n${diff}\nEND`).toBe(patchCommand(step));
  });
});

describe('a password', () => {
  it('is the reader’s own, and the one of the lab is small', async () => {
    const html = await draw(
      'sh run answers="New password: -> rosaline | Retype it: -> rosaline | Name: -> romeo"',
      'adduser',
    );
    expect(html).toContain('<em>a password of your own</em> <small>in the lab: <samp>rosaline</samp></small>');
    expect(html).toContain('<em>the same again</em>');
    expect(html).not.toContain('<kbd>rosaline');
    expect(html).toContain('<kbd>romeo</kbd>');
  });

  it('is not in an instruction for the browser', async () => {
    const html = visible(
      await draw('browser', 'Fill "Password" with "rosaline"\nFill "Confirm password" with "rosaline"'),
    );
    expect(html).toMatch(/Fill Password with a password of your own in the lab: rosaline/);
    expect(html).toMatch(/Fill Confirm password with the same again/);
  });

  it('of a step before is the same as before', () => {
    const { steps } = lesson(
      page(
        machines,
        fence('sh run answers="New password: -> rosaline"', 'a'),
        fence('sh run answers="Password: -> rosaline"', 'b'),
        fence('sh run answers="Passphrase: -> verona"', 'c'),
      ),
    );
    expect(steps.map((step) => secretWords(steps, step, 0))).toEqual([
      'a password of your own',
      'the same password as before on this page',
      'a passphrase of your own',
    ]);
  });
});

describe('a reader’s part', () => {
  const { steps } = lesson(
    page(
      machines,
      fence('sh run', 'a'),
      fence('sh run drill', 'b'),
      fence('sh run hidden', 'c'),
      fence('sh run on=laptop', 'd'),
      fence('sh skip="not now"', 'e'),
      fence('ini file=/etc/a', 'f'),
      fence('sh run on=friend lab="a friend is there"', 'g'),
    ),
  );

  it('is counted', () => {
    expect(toDo({ steps })).toBe('2 commands and 1 file to write');
    expect(machinesToCopy({ steps })).toEqual(['server', 'laptop']);
  });

  it('is words of prose, not of blocks', () => {
    const prose = 'A word and [another one](/why/). '.repeat(40);
    expect(wordsToRead(`---\ntitle: A\n---\n\n${prose}\n\n${fence('sh run', 'x '.repeat(900))}`)).toBe(200);
  });
});

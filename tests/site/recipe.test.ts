import { describe, expect, it } from 'vitest';
import type { StepResult } from '../../playground/session/index.ts';
import { canonical, parse } from '../../playground/stanza/index.ts';
import type { RunPage } from '../../src/content/index.ts';
import { type RecipeResult, read } from '../../src/lesson/index.ts';
import { GET } from '../../src/site/pages/recipes.json.ts';
import { outcomeOf, readAnswers } from '../../src/site/recipe/answers.ts';
import { listRecipes, tiers } from '../../src/site/recipe/list.ts';
import { markedText } from '../../src/site/recipe/marked.ts';
import { markOf, marks, programVersion, runsOf } from '../../src/site/recipe/matrix.ts';
import { sequenceOf } from '../../src/site/recipe/sequence.ts';
import { sectionAddress, specificationAddress } from '../../src/site/recipe/specifications.ts';

const base = { line: 1, status: 'passed', milliseconds: 0, captures: {} } as const;

describe('sequenceOf', () => {
  const results: StepResult[] = [
    {
      ...base,
      kind: 'send',
      id: 's1',
      account: 'romeo',
      sent: { text: '<message to="juliet@capulet.example"/>', at: 1 },
    },
    {
      ...base,
      kind: 'receive',
      id: 's2',
      account: 'romeo',
      received: [
        { text: '<presence/>', at: 2 },
        { text: '<message type="error"><error type="cancel"/></message>', at: 5 },
      ],
      matched: 1,
    },
    {
      ...base,
      kind: 'receive',
      id: 's3',
      account: 'juliet@capulet.example',
      received: [{ text: '<message/>', at: 3 }],
      matched: 0,
    },
  ];

  it('has a line for each account and each of their servers', () => {
    expect(sequenceOf(results).lifelines).toEqual([
      'romeo',
      'juliet@capulet.example',
      'montague.example',
      'capulet.example',
    ]);
  });

  it('draws what was sent and what matched, in the order of time, and marks errors', () => {
    const arrows = sequenceOf(results).arrows.map(({ from, to, isError }) => [from, to, isError]);
    expect(arrows).toEqual([
      ['romeo', 'montague.example', false],
      ['capulet.example', 'juliet@capulet.example', false],
      ['montague.example', 'romeo', true],
    ]);
  });

  it('takes broken XML that was sent', () => {
    const [arrow] = sequenceOf([
      { ...base, kind: 'send', id: 's1', account: 'romeo', sent: { text: '<message><body></message>', at: 1 } },
    ]).arrows;
    expect(arrow?.words).toBe('broken XML');
  });
});

describe('rowsOf and outcomeOf', () => {
  const text = `---
title: A page
kind: recipe
---

\`\`\`xml send as=romeo
<iq id="q"/>
\`\`\`

\`\`\`xml receive as=romeo
<iq type="result" id="q"/>
\`\`\`
`;
  const lesson = read('content/recipes/a.mdx', text);
  if (Array.isArray(lesson)) throw new Error('the page cannot be read');
  const result = (server: RecipeResult['server'], came: string, hash = lesson.hash): RecipeResult => ({
    server,
    version: '1',
    hash,
    date: '2026-11-22T10:00:00Z',
    duration: 1,
    status: 'passed',
    steps: [
      {
        id: 's2',
        line: 10,
        kind: 'receive',
        status: 'passed',
        milliseconds: 1,
        received: [came],
        matched: 0,
        captures: {},
      },
    ],
  });
  const page = (results: RecipeResult[]): RunPage => ({
    lesson,
    path: 'content/recipes/a.mdx',
    file: 'content/recipes/a.mdx',
    runs: [],
    evidence: undefined,
    recorded: { kind: 'recipe', format: 1, page: 'recipes/a', results },
    state: 'passed',
  });

  it('sets answers side by side, and counts neither ids nor the order of attributes as differences', async () => {
    const { rows } = await readAnswers(
      page([
        result('sandbox', '<iq type="result" id="q" from="a"><x xmlns="u" v="1"/></iq>'),
        result('prosody', '<iq id="other" from="a" type="result"><x v="1" xmlns="u"/></iq>'),
        result('ejabberd', '<iq type="result" id="q" from="a"><x xmlns="u" v="2"/></iq>'),
      ]),
    );
    const [row] = rows;
    expect(row?.answers.map(({ diff }) => diff?.same)).toEqual([undefined, true, false]);
    expect(row?.answers[2]?.differences[0]?.difference).toMatchObject({ left: '1', right: '2' });
  });

  it('marks what differs, in text that reads as either side', async () => {
    const one = '<iq type="result"><x xmlns="u" v="1"><gone/>a &amp; b</x><y xmlns="w">1</y></iq>';
    const other = '<iq type="result" from="a"><x xmlns="u" v="2"><new/>a &amp; b</x><y xmlns="w">2</y></iq>';
    const [row] = (await readAnswers(page([result('sandbox', one), result('ejabberd', other)]))).rows;
    const pieces = markedText(row?.answers[1]?.diff?.tree ?? []);
    const side = (left: string) =>
      pieces
        .filter(({ mark }) => mark !== left)
        .map(({ text }) => text)
        .join('');
    const meaning = (text: string) => {
      const parsed = parse(text);
      return parsed.ok && parsed.stanzas[0] ? canonical(parsed.stanzas[0]) : parsed;
    };
    expect(meaning(side('right'))).toBe(meaning(one));
    expect(meaning(side('left'))).toBe(meaning(other));
    expect(pieces.filter(({ mark }) => mark === 'right').map(({ text }) => text)).toContain('2');
  });

  it('shows nothing that was recorded for another version of the page', async () => {
    expect((await readAnswers(page([result('sandbox', '<iq/>', 'f'.repeat(64))]))).rows).toEqual([]);
  });

  it('comes to one cell for each server that was asked, with its verdict and the block that shows it', async () => {
    const reply = '<iq type="result" id="q"/>';
    const ejabberd = result('ejabberd', '<iq type="error" id="q"/>');
    const steps = ejabberd.steps.map((step) => ({ ...step, status: 'failed' as const, reason: 'it is an error' }));
    const deviation = {
      servers: ['ejabberd' as const],
      steps: ['s2'],
      verdict: 'deviation' as const,
      specification: 'RFC 6120 section 8.2.3',
      says: 'It answers with an error.',
    };
    const recipe = page([result('sandbox', reply), { ...ejabberd, status: 'failed', reason: 'step s2', steps }]);
    const { cells, deviations } = await outcomeOf({ ...recipe, lesson: { ...lesson, differences: [deviation] } });
    expect([...cells.keys()]).toEqual(['sandbox', 'ejabberd']);
    expect(cells.get('sandbox')).toMatchObject({ verdict: 'passed', deviations: [], step: undefined });
    expect(cells.get('ejabberd')).toEqual({
      verdict: 'deviation',
      version: '1',
      date: '2026-11-22T10:00:00Z',
      reason: 'step s2',
      deviations: ['RFC 6120 section 8.2.3'],
      step: 's2',
    });
    expect(deviations.map(({ explanation, who }) => [explanation, who])).toEqual([[deviation, ['ejabberd']]]);
    expect((await outcomeOf({ ...recipe, recorded: undefined })).cells.size).toBe(0);
  });
});

it('every recipe of the site stands on the learning path, with a description and a specification', async () => {
  const recipes = await listRecipes();
  for (const { lesson } of recipes) {
    expect(
      tiers.map((one) => one.tier),
      lesson.slug,
    ).toContain(lesson.tier);
    expect(lesson.description ?? '', lesson.slug).not.toBe('');
    expect(lesson.specifications?.length, lesson.slug).toBeGreaterThan(0);
  }
  for (const { tier } of tiers) expect(recipes.filter(({ lesson }) => lesson.tier === tier).length).toBeGreaterThan(3);
});

it('specifications lead to where they are published', () => {
  expect(specificationAddress('XEP-0030')).toBe('https://xmpp.org/extensions/xep-0030.html');
  expect(specificationAddress('RFC 6121')).toBe('https://www.rfc-editor.org/rfc/rfc6121');
  expect(sectionAddress('RFC 6121 section 8.5.1')).toBe('https://www.rfc-editor.org/rfc/rfc6121#section-8.5.1');
  expect(sectionAddress('XEP-0045 section 10.1.1')).toBe('https://xmpp.org/extensions/xep-0045.html');
});

describe('the recipes as data', () => {
  it('carry the marks of the matrix, so that the console says the same of them', async () => {
    const response = await (GET as () => Promise<Response>)();
    const data: {
      marks: typeof marks;
      recipes: { page: string; recorded: Record<string, { mark: string; version: string }> }[];
    } = await response.json();
    expect(data.marks).toEqual(marks);
    const outcomes = await Promise.all((await listRecipes()).map(outcomeOf));
    for (const { recipe, cells } of outcomes) {
      const said = data.recipes.find(({ page }) => page === recipe.lesson.slug)?.recorded;
      expect(said).toEqual(
        Object.fromEntries([...cells].map(([server, cell]) => [server, { mark: markOf(cell), version: cell.version }])),
      );
    }
    // What passed with something else in it is not said to have passed.
    const all = data.recipes.flatMap(({ recorded }) => Object.values(recorded).map(({ mark }) => mark));
    expect(all).toContain('but');
  });
});

describe('the version of a server in the table', () => {
  it('is the program’s own, whether it or its package was asked', async () => {
    expect(programVersion('13.0.1-1+deb13u1')).toBe('13.0.1');
    expect(programVersion('13.0.1')).toBe('13.0.1');
    expect(programVersion('24.12-3+deb13u2')).toBe('24.12');
    const outcomes = await Promise.all((await listRecipes()).map(outcomeOf));
    for (const server of ['sandbox', 'prosody', 'ejabberd', 'openfire'] as const)
      expect(runsOf(outcomes, server).versions).toMatch(/^[\d.]+(, [\d.]+)*$/);
  });
});

/** What servers answered, side by side, and the sentences about where they differ. */
import { describe, expect, it } from 'vitest';
import {
  answersOf,
  type Lesson,
  type RecipeEvidence,
  type RecipeResult,
  read,
  readHabits,
  requireHabits,
  unexplained,
  verdictOf,
} from '../../src/lesson/index.ts';

const body = `\`\`\`xml send as=romeo
<iq type="get" id="a"><query xmlns="jabber:iq:version"/></iq>
\`\`\`

\`\`\`xml receive as=romeo
<iq type="result" id="a"><query xmlns="jabber:iq:version"><version>{version}</version></query></iq>
\`\`\`
`;

function lessonOf(differences = ''): Lesson {
  const lesson = read('content/recipes/a.mdx', `---\ntitle: A\nkind: recipe\n${differences}---\n\n${body}`);
  if (Array.isArray(lesson)) throw new Error(lesson.map(({ line, plain }) => `${line}: ${plain}`).join('\n'));
  return lesson;
}

const answer = (inner: string, more = '') =>
  `<iq xmlns="jabber:client" type="result" id="a"${more}><query xmlns="jabber:iq:version">${inner}</query></iq>`;

function resultOf(lesson: Lesson, server: RecipeResult['server'], text: string, matched = true): RecipeResult {
  const step = { line: 1, milliseconds: 1, captures: {} };
  const reason = 'another answer came';
  return {
    server,
    version: '1',
    hash: lesson.hash,
    date: '2026-11-22T14:03:00Z',
    duration: 2,
    status: matched ? 'passed' : 'failed',
    ...(matched ? {} : { reason }),
    steps: [
      { ...step, id: 's1', kind: 'send', status: 'passed', received: [] },
      {
        ...step,
        id: 's2',
        kind: 'receive',
        status: matched ? 'passed' : 'failed',
        received: [text],
        ...(matched ? { matched: 0 } : { reason }),
      },
    ],
  };
}

const evidenceOf = (...results: RecipeResult[]): RecipeEvidence => ({
  kind: 'recipe',
  format: 1,
  page: 'recipes/a',
  results,
});

const sandbox = (lesson: Lesson) => resultOf(lesson, 'sandbox', answer('<version>13</version>'));
const plains = (lesson: Lesson, ...results: RecipeResult[]) =>
  unexplained(lesson, evidenceOf(sandbox(lesson), ...results), []).map(({ plain }) => plain);

describe('differences between servers', () => {
  it('does not count what the page leaves open, nor ids', () => {
    const lesson = lessonOf();
    const other = answer('<version>24.12</version>').replace('id="a"', "id='b'");
    expect(plains(lesson, resultOf(lesson, 'ejabberd', other))).toEqual([]);
  });

  it('names one that no sentence explains, with block, server and place', () => {
    const lesson = lessonOf();
    const other = answer('<version>24.12</version><os>Linux</os>', ' from="romeo@montague.example"');
    expect(plains(lesson, resultOf(lesson, 'ejabberd', other))).toEqual([
      'ejabberd answers s2 differently, and no sentence says why: Only right: iq/@from romeo@montague.example',
      'ejabberd answers s2 differently, and no sentence says why: Only right: iq/query/os <os xmlns="jabber:iq:version">Linux</os>',
    ]);
  });

  const sentence = (where: string, servers = 'ejabberd') =>
    `differences:\n  - servers: [${servers}]\n    ${where}\n    verdict: allowed\n    specification: XEP-0092 section 2\n    says: The system is optional.\n`;

  it('takes the sentence of that server and place, and no other', () => {
    const other = answer('<version>24.12</version><os>Linux</os>');
    const explained = lessonOf(sentence("where: ['iq/query/*']"));
    expect(plains(explained, resultOf(explained, 'ejabberd', other))).toEqual([]);
    for (const wrong of [
      sentence("where: ['iq/query/*']\n    steps: [s4]"),
      sentence('steps: [s2]'),
      sentence("where: ['iq/query']"),
      sentence("where: ['iq/*']", 'openfire'),
    ]) {
      const lesson = lessonOf(wrong);
      expect(plains(lesson, resultOf(lesson, 'ejabberd', other))[0]).toContain('no sentence says why');
    }
  });

  it('names a sentence about which nothing differs any more', () => {
    const lesson = lessonOf(sentence('steps: [s2]'));
    const same = resultOf(lesson, 'ejabberd', answer('<version>24.12</version>'));
    expect(plains(lesson, same)).toEqual([
      'Nothing differs any more where it says: "The system is optional." Take it out.',
    ]);
    expect(plains(lesson), 'no run of that server, so nobody knows').toEqual([]);
    const sometimes = lessonOf(sentence('steps: [s2]\n    sometimes: true'));
    expect(plains(sometimes, resultOf(sometimes, 'ejabberd', answer('<version>24.12</version>')))).toEqual([]);
  });

  it('leaves out results about another version of the page', () => {
    const lesson = lessonOf();
    const old = { ...resultOf(lesson, 'ejabberd', answer('<os>Linux</os>'), false), hash: 'a'.repeat(64) };
    expect(answersOf(lesson, evidenceOf(sandbox(lesson), old), [])[0]?.answers).toHaveLength(1);
    expect(verdictOf(lesson, old, [])).toBe('changed');
  });

  it('tells an answer that did not come by what the sentence says of it', () => {
    const wrong = (lesson: Lesson) => resultOf(lesson, 'ejabberd', '<iq type="error" id="a"/>', false);
    const verdict = (lesson: Lesson) => {
      const evidence = evidenceOf(sandbox(lesson), wrong(lesson));
      return verdictOf(lesson, wrong(lesson), answersOf(lesson, evidence, []));
    };
    expect(verdict(lessonOf())).toBe('failed');
    expect(verdict(lessonOf(sentence("where: ['iq/*']")))).toBe('failed');
    expect(verdict(lessonOf(sentence('steps: [s2]')))).toBe('allowed');
    expect(verdict(lessonOf(sentence('steps: [s2]').replace('allowed', 'deviation')))).toBe('deviation');
  });

  it('asks for the section of what is allowed or a deviation, not of a setting', () => {
    const text =
      '---\ntitle: A\nkind: recipe\ndifferences:\n  - servers: [ejabberd]\n    verdict: allowed\n    says: So be it.\n---\n';
    expect(read('content/recipes/a.mdx', text)).toMatchObject([{ line: 5, plain: expect.stringContaining('section') }]);
    expect(read('content/recipes/a.mdx', text.replace('allowed', 'setting'))).toMatchObject({ kind: 'recipe' });
  });

  it('says where the sentences for all recipes are wrong', () => {
    const file = 'content/recipes/differences.yaml';
    expect(readHabits(file, '')).toEqual([]);
    expect(readHabits(file, '- servers: [ejabberd]\n  verdict: setting\n  says: a\n- servers: []\n')).toMatchObject([
      { path: file, line: 4 },
      { path: file, line: 4 },
      { path: file, line: 4 },
    ]);
    expect(readHabits(file, '- servers: [')).toMatchObject([{ path: file, line: 1 }]);
    const good = '- servers: [ejabberd]\n  verdict: setting\n  says: a\n';
    expect(requireHabits(file, good)).toEqual([{ servers: ['ejabberd'], verdict: 'setting', says: 'a' }]);
    const bad = `${good}- servers: []\n  verdict: setting\n  says: a\n${good}- servers: [ejabberd]\n  verdict: setting\n  says: ""\n`;
    expect(() => requireHabits(file, bad)).toThrow(
      `${file}:4: "servers" names no server.\n${file}:10: "says" is a sentence for the reader.`,
    );
  });
});

/** What the format refuses, in plain words, and what it makes of a drill. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPage, runsOfPage } from '../../src/content/index.ts';
import { editedConfig, editedDns, read, runsOnMachines, stepsOfSends } from '../../src/lesson/index.ts';

const whole = `title: A drill
kind: drill
says: It is broken.
hints: [one, two, three]
report: { url: https://example.org/1, title: The same }
tab:
  world: {}
  checks:
    - says: It works
      steps:
        - send: romeo
          xml: <presence/>
        - receive: romeo
          xml: <presence/>
  solution: { says: Repair it. }
  wrong:
    - says: Wait.
    - says: Wait longer.`;

const read_ = (frontmatter: string) => read('content/drills/a.mdx', `---\n${frontmatter}\n---\n\n## The cause\n`);
const errors = (frontmatter: string): string[] => {
  const found = read_(frontmatter);
  return Array.isArray(found) ? found.map(({ line, plain }) => `${line}: ${plain}`) : [];
};

describe('a drill in the tab', () => {
  test('is a lesson without machines and steps, which no machine runs', () => {
    const found = read_(whole);
    if (Array.isArray(found)) throw new Error(found.map(({ plain }) => plain).join('\n'));
    expect(found).toMatchObject({ kind: 'drill', machines: {}, steps: [], drill: { says: 'It is broken.' } });
    expect(runsOnMachines(found)).toBe(false);
  });

  test('without "tab" is one on machines', () => {
    expect(errors(whole.replace(/tab:[\s\S]*/, ''))[0]).toContain('No step breaks anything');
  });

  test.each([
    ['says: It is broken.\n', '', '1: "says" is missing: write what the user said, in their words.'],
    ['hints: [one, two, three]\n', '', '1: "hints" is missing: a drill in the tab has three.'],
    [
      'report: { url: https://example.org/1, title: The same }\n',
      '',
      '1: "report" is missing: link a public thread in which somebody reported the same.',
    ],
    [
      '    - says: Wait longer.',
      '',
      '18: "tab.wrong" has at least two: what people try first, and what does not help.',
    ],
    [
      '- send: romeo\n',
      '- send: romeo\n          receive: romeo\n',
      '12: "tab.checks.0.steps.0" is one thing: write exactly one of send, receive, never and advance.',
    ],
    [
      '- receive: romeo\n          xml: <presence/>',
      '- receive: romeo',
      '14: "tab.checks.0.steps.1" needs xml beside send, receive or never, and none beside advance.',
    ],
    [
      '- receive: romeo\n          xml: <presence/>',
      '- receive: romeo\n          xml: <presence/><presence/>',
      '1: The check "It works" expects 2 stanzas in one step: make a step of each.',
    ],
    [
      'kind: drill\n',
      'kind: drill\nmachines: { server: debian-13 }\n',
      '1: "machines" is for drills on machines, and this one has "tab": take one of them out.',
    ],
    [
      'world: {}',
      'world: { clock: 5 }',
      '8: "tab.world.clock" means nothing in the frontmatter of this kind of page. Look for a spelling mistake, for a wrong "kind" (guide, recipe, lesson, drill or page), or leave it out.',
    ],
  ])('instead of %j: %j', (gone, come, plain) => {
    expect(whole).toContain(gone);
    expect(errors(whole.replace(gone, come))).toEqual([plain]);
  });
});

describe('a change of a configuration', () => {
  const edit = (replace: string) => ({ host: 'montague.example', replace, with: 'c = 3\n' }) as const;

  test('takes the place of lines that are there once', () => {
    expect(editedConfig('a = 1\nb = 2\n', [edit('b = 2\n')])).toBe('a = 1\nc = 3\n');
  });

  test('is refused where they are not there, or more than once', () => {
    expect(() => editedConfig('a = 1\n', [edit('b = 2')])).toThrow(
      'The configuration of montague.example has no such lines: b = 2',
    );
    expect(() => editedConfig('a = 1\na = 1\n', [edit('a = 1')])).toThrow(
      'The configuration of montague.example has these lines 2 times, add one beside them: a = 1',
    );
  });
});

test('a change of the DNS adds records, takes the place of others, and takes some away', () => {
  const table = { 'a.example A': ['192.0.2.1'], 'b.example A': ['192.0.2.2'] };
  expect(editedDns(table, { 'a.example A': ['192.0.2.3'], 'b.example A': [], 'c.example A': ['192.0.2.4'] })).toEqual({
    'a.example A': ['192.0.2.3'],
    'c.example A': ['192.0.2.4'],
  });
});

test('stanzas that are sent before wait for each other, but for those of a stranger, who may ask nothing', () => {
  const kinds = (as: string) => stepsOfSends([{ as, xml: '<presence/>' }]).map(({ kind }) => kind);
  expect(kinds('romeo')).toEqual(['send', 'send', 'receive']);
  expect(kinds('stranger')).toEqual(['send']);
});

describe.each(globSync('content/drills/*.mdx'))('%s', (file) => {
  test('has the three sections of its end, a row for each server, and no run on machines', async () => {
    const text = readFileSync(file, 'utf8');
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      'The cause',
      'How to see it next time',
      'Read on',
    ]);
    for (const server of ['Prosody', 'ejabberd', 'Openfire']) expect(text).toContain(`\n| ${server} | `);
    const page = await readPage('content', file);
    expect(Array.isArray(page) ? page : runsOfPage(page)).toHaveLength(1);
  });
});

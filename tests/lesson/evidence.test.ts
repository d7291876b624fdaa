import { describe, expect, it } from 'vitest';
import {
  ageNote,
  type Evidence,
  evidenceFile,
  evidenceState,
  formatEvidence,
  type GuideEvidence,
  isStale,
  type Lesson,
  oldAfterDays,
  parseEvidence,
  type RecipeEvidence,
  type Step,
  summarise,
  summariseReadersPath,
  summariseWrongFix,
} from '../../src/lesson/index.ts';
import { fence, guide, lesson, recipe } from './page.ts';

const page = lesson(guide(fence('sh run', 'a'), fence('sh run', 'b'), fence('sh run', 'c')));

const evidence = (change: Partial<GuideEvidence> = {}): GuideEvidence => ({
  kind: 'guide',
  format: 1,
  page: 'guides/a',
  hash: page.hash,
  date: '2026-11-22T23:30:00Z',
  duration: 41_200,
  status: 'passed',
  cold: true,
  chain: [{ page: 'guides/machine', hash: 'b'.repeat(64) }],
  server: { name: 'Prosody', version: '13.0.1' },
  machines: [
    {
      name: 'server',
      image: 'debian-13',
      system: 'Debian',
      version: '13.2',
      packages: [{ name: 'prosody', version: '13.0.1-1' }],
      memory: 30_000_000,
      disk: 256_000_000,
    },
  ],
  downloads: [],
  steps: ['s1', 's2', 's3'].map((id, index) => ({
    id,
    line: 7 + 4 * index,
    kind: 'shell',
    status: 'passed',
    milliseconds: 1000,
    exit: 0,
    output: 'ok',
    screenshots: [],
  })),
  ...change,
});

const withStep = (index: number, status: 'failed' | 'skipped', reason: string): GuideEvidence['steps'] =>
  evidence().steps.map((step, at) => (at === index ? { ...step, status, reason } : step));

describe('evidence that names what is outside of its page', () => {
  const picture = { file: 's1-1.webp', width: 1, height: 1, alt: 'a', instruction: 0 };
  const written = (change: Partial<GuideEvidence>): string => JSON.stringify(evidence(change));
  const [step] = evidence().steps;
  const withPicture = (file: string): string =>
    written({ steps: step ? [{ ...step, screenshots: [{ ...picture, file }] }] : [] });

  it('is read with a picture of its own', () => {
    expect(parseEvidence(withPicture('s1-1.webp'))).toMatchObject({ steps: [{ screenshots: [picture] }] });
  });

  it.each(['../secret.webp', '/etc/passwd', 's1-1.webp/../../x', 's1-1.svg', '..\\x.webp'])(
    'is refused: %s',
    (file) => {
      expect(() => parseEvidence(withPicture(file))).toThrow("a picture in the page's own folder");
    },
  );

  it('is refused with a page or a machine that is a path', () => {
    expect(() => parseEvidence(written({ page: '../../x' }))).toThrow('the address of a page');
    expect(() => parseEvidence(written({ chain: [{ page: '/x', hash: 'b'.repeat(64) }] }))).toThrow('of a page');
    const [machine] = evidence().machines;
    expect(() => parseEvidence(written({ machines: machine ? [{ ...machine, name: '../x' }] : [] }))).toThrow(
      'a machine name',
    );
  });

  it('has no orders to a terminal, and nothing that turns text around, in what a program said', () => {
    const output = 'a\u001b]52;c;ZXZpbA==\u0007b\u202ec\u2066d\u009b31me<script>';
    const reason = 'it said \u001b[2J\u202e';
    const read = parseEvidence(written({ steps: step ? [{ ...step, status: 'failed', reason, output }] : [] }));
    expect(read).toMatchObject({ steps: [{ output: 'abcd31me<script>', reason: 'it said \\u001b[2J\\u202e' }] });
  });
});

const recipePage = lesson(recipe(fence('xml send as=romeo', '<presence/>')));
const recipeEvidence = (change: Partial<RecipeEvidence['results'][number]> = {}): RecipeEvidence => ({
  kind: 'recipe',
  format: 1,
  page: 'recipes/a',
  results: [
    {
      server: 'sandbox',
      version: '13.0.1',
      hash: recipePage.hash,
      date: '2026-11-22T10:00:00Z',
      duration: 20,
      status: 'passed',
      steps: [
        {
          id: 's1',
          line: 6,
          kind: 'send',
          status: 'passed',
          milliseconds: 3,
          received: ['<a/>'],
          captures: { id: '1' },
        },
      ],
      ...change,
    },
  ],
});

describe('evidence', () => {
  it.each([
    ['content/guides/prosody/install.mdx', 'content/guides/prosody/install.run.json'],
    ['a.mdx/why.md', 'a.mdx/why.run.json'],
  ])('of %s lies beside it', (path, file) => {
    expect(evidenceFile(path)).toBe(file);
  });

  it('is written and read back', () => {
    for (const each of [evidence(), recipeEvidence()] satisfies Evidence[]) {
      expect(parseEvidence(formatEvidence(each))).toEqual(each);
    }
  });

  it('is written the same way whatever the order of its keys', () => {
    const turned = Object.fromEntries(Object.entries(evidence()).reverse()) as unknown as GuideEvidence;
    expect(formatEvidence(turned)).toBe(formatEvidence(evidence()));
    expect(formatEvidence(turned).endsWith('}\n')).toBe(true);
  });

  it('keeps what a terminal shows of the output', () => {
    const steps = evidence().steps.map((step) => ({ ...step, output: '\u001b[32mok\u001b[0m \r\n' }));
    expect(parseEvidence(formatEvidence(evidence({ steps })))).toEqual(evidence());
  });

  it('that says nothing of why is not written', () => {
    expect(() => formatEvidence(evidence({ status: 'failed' }))).toThrow('the run failed, but no reason is given');
    const steps = evidence().steps.map((step) => ({ ...step, status: 'skipped' as const }));
    expect(() => formatEvidence(evidence({ steps }))).toThrow('step s1 skipped, but no reason is given');
  });

  it.each([
    ['{', 'The evidence is not valid JSON'],
    [JSON.stringify({ ...evidence(), format: 2 }), 'The evidence is not of format 1: format:'],
    [JSON.stringify({ ...evidence(), hash: 'x' }), 'hash: must be 64 hexadecimal digits in small letters'],
    [
      JSON.stringify({ ...evidence(), date: 'yesterday' }),
      'date: must be a date and time such as 2026-11-22T14:03:00Z',
    ],
    [JSON.stringify({ ...evidence(), more: 1 }), 'Unrecognized key: "more"'],
    ['{}', 'kind:'],
  ])('that is wrong is refused with what to do: %.30s', (text, plain) => {
    expect(() => parseEvidence(text)).toThrow(plain);
    expect(() => parseEvidence(text)).toThrow('Run the page again to replace it.');
  });

  it('is stale when the page changed', () => {
    const changed = lesson(guide(fence('sh run', 'a'), fence('sh run', 'b'), fence('sh run', 'd')));
    expect(isStale(page, evidence())).toBe(false);
    expect(isStale(changed, evidence())).toBe(true);
    expect(evidenceState(changed, evidence())).toBe('changed');
  });

  it('is stale by the pages before it only when they are given', () => {
    const before = { ...page, slug: 'guides/machine' };
    expect(isStale(page, evidence(), [before])).toBe(true);
    expect(isStale(page, evidence(), [{ ...before, hash: 'b'.repeat(64) }])).toBe(false);
  });

  it('of a recipe is stale when that of one server is', () => {
    expect(isStale(recipePage, recipeEvidence())).toBe(false);
    expect(isStale(recipePage, recipeEvidence({ hash: 'c'.repeat(64) }))).toBe(true);
    expect(isStale(recipePage, { ...recipeEvidence(), results: [] })).toBe(true);
  });
});

describe('the line at the top', () => {
  const cases: [string, Evidence | undefined, string][] = [
    [
      'passed',
      evidence(),
      'Ran from start to finish on Debian 13 with Prosody 13.0.1 on 22 November 2026: 3 of 3 steps, 41 s.',
    ],
    ['never', undefined, 'This page was never run.'],
    [
      'in-part',
      evidence({ steps: withStep(1, 'skipped', 'no network'), duration: 125_000 }),
      'Executed on Debian 13 with Prosody 13.0.1 on 22 November 2026: 2 of 3 steps, 2 min 5 s. One step left out: no network.',
    ],
    [
      'failed',
      evidence({
        status: 'failed',
        reason: 'exit status 1 instead of 0',
        steps: withStep(2, 'failed', 'exit status 1'),
      }),
      'Failed on Debian 13 with Prosody 13.0.1 on 22 November 2026 at line 15, after 2 of 3 steps: exit status 1 instead of 0.',
    ],
    [
      'skipped',
      evidence({ status: 'skipped', reason: 'openfire_5.1.1_all.deb is not to be had', steps: [] }),
      'Not run on 22 November 2026: openfire_5.1.1_all.deb is not to be had.',
    ],
    [
      'passed',
      evidence({
        server: undefined,
        duration: 300,
        steps: evidence().steps.slice(0, 1),
        downloads: [
          {
            url: 'https://example.org/x/openfire_5.1.1_all.deb',
            sha256: 'd'.repeat(64),
            standIn: "a package built from the source of tag v5.1.1, not the vendor's file",
          },
        ],
      }),
      "Ran from start to finish on Debian 13 on 22 November 2026: 1 of 1 step, 0.3 s. For openfire_5.1.1_all.deb stood in: a package built from the source of tag v5.1.1, not the vendor's file.",
    ],
    [
      'changed',
      evidence({ hash: 'a'.repeat(64) }),
      'This page changed since it ran. Before that: Ran from start to finish on Debian 13 with Prosody 13.0.1 on 22 November 2026: 3 of 3 steps, 41 s.',
    ],
  ];
  it('says under which heading a step was left out, and why', () => {
    const undo = lesson(
      guide(fence('sh run', 'a'), '## How to undo it\n', fence('sh skip="the next pages need it"', 'b')),
    );
    const [first, second] = withStep(1, 'skipped', 'the next pages need it');
    if (!first || !second) throw new Error('two steps are needed');
    const found = evidence({ hash: undo.hash, steps: [first, second] });
    expect(summarise(found, undo)).toMatch(/ One step left out, under “How to undo it”: the next pages need it\.$/);
    const twice = evidence({
      hash: undo.hash,
      steps: [first, second].map((step) => ({ ...step, ...second, id: step.id })),
    });
    expect(summarise(twice, undo)).toMatch(
      / 2 steps left out: the next pages need it; under “How to undo it”: the next/,
    );
  });

  it.each<[Partial<GuideEvidence> | undefined, string]>([
    [undefined, 'has not run by itself yet.'],
    [{}, 'ran too: 3 of 3 steps on 22 November 2026.'],
    [{ hash: 'a'.repeat(64) }, 'changed since it ran on 22 November 2026.'],
    [
      { status: 'failed', reason: 'exit status 1', steps: withStep(2, 'failed', 'exit status 1') },
      'failed on 22 November 2026, after 2 of 3 steps: exit status 1.',
    ],
    [{ status: 'skipped', reason: 'no file', steps: [] }, 'was not run on 22 November 2026: no file.'],
  ])("of the reader's path: %#", (change, words) => {
    const found = change === undefined ? undefined : evidence(change);
    expect(summariseReadersPath(found, page)).toBe(`The reader's path, without the faults made on purpose, ${words}`);
  });

  it.each<[Partial<GuideEvidence> | undefined, string]>([
    [undefined, 'not tried by a run yet.'],
    [{}, 'done on 22 November 2026, and the check still failed.'],
    [{ hash: 'a'.repeat(64) }, 'changed since it was tried on 22 November 2026.'],
    [{ status: 'failed', reason: 'the check held' }, 'its run failed on 22 November 2026: the check held.'],
    [{ status: 'skipped', reason: 'no file', steps: [] }, 'not tried on 22 November 2026: no file.'],
  ])('of a wrong fix: %#', (change, words) => {
    const check = { ...page.steps[0], part: 'check' } as Step;
    const run: Lesson = { ...page, tried: 'Restart it', steps: [check] };
    const found = change === undefined ? undefined : evidence(change);
    expect(summariseWrongFix(found, run)).toBe(`“Restart it”: ${words}`);
  });

  it.each(cases)('%s', (state, each, line) => {
    expect(evidenceState(page, each)).toBe(state);
    expect(summarise(each, page)).toBe(line);
  });

  it('of a recipe names each server', () => {
    const both: RecipeEvidence = {
      ...recipeEvidence(),
      results: [
        ...recipeEvidence().results,
        ...recipeEvidence({ server: 'openfire', status: 'skipped', reason: 'no package', steps: [] }).results,
      ],
    };
    expect(evidenceState(recipePage, recipeEvidence())).toBe('passed');
    expect(evidenceState(recipePage, both)).toBe('in-part');
    expect(summarise(both, recipePage)).toBe(
      'Passed on Prosody in the tab 13.0.1 on 22 November 2026 (1 of 1 steps); not run on Openfire: no package.',
    );
  });
});

describe('the age of evidence', () => {
  const ran = Date.parse('2026-11-22T10:00:00Z');
  const after = (days: number): Date => new Date(ran + days * 86_400_000);
  const page = evidence({ date: new Date(ran).toISOString() });

  it('says nothing while it is young, or where there is none', () => {
    expect(ageNote(page, after(oldAfterDays))).toBeUndefined();
    expect(ageNote(page, after(-1))).toBeUndefined();
    expect(ageNote(undefined, after(1000))).toBeUndefined();
  });

  it.each([
    [oldAfterDays + 1, '3 months ago'],
    [122, '4 months ago'],
    [500, '16 months ago'],
    [740, '2 years ago'],
    [1060, '2 years ago'],
  ])('says so after %i days', (days, ago) => {
    expect(ageNote(page, after(days))).toBe(`Last run ${ago}: newer packages may behave differently.`);
  });

  it('names the servers of a recipe whose results are old, unless all of them are', () => {
    const [first] = recipeEvidence().results;
    if (first === undefined) throw new Error('the evidence has no result');
    const young = { ...first, server: 'openfire' as const, date: after(100).toISOString() };
    const mixed = { ...recipeEvidence(), results: [first, young] };
    expect(ageNote(mixed, after(122))).toBe(
      'Last run on Prosody in the tab 4 months ago: newer versions may answer differently.',
    );
    expect(ageNote({ ...mixed, results: [young] }, after(122))).toBeUndefined();
    expect(ageNote(mixed, after(250))).toBe('Last run 5 months ago: newer versions may answer differently.');
  });
});

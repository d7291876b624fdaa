/** Drills on machines: what a page must have, and the runs that come of it. */
import { describe, expect, test } from 'vitest';
import {
  brokenMachines,
  evidenceFile,
  runLabel,
  runName,
  runsOf,
  type ShellStep,
  wrongFixes,
} from '../../src/lesson/index.ts';
import { errors, fence, lesson, page } from './page.ts';

const path = 'content/drills/a.mdx';
const top = 'kind: drill\nsays: It is broken.\nhints: [one, two, three]\nafter: guides/z';
const check = fence('sh run check within=30s', 'works');
const broken = fence('sh run broken', 'break');
const fix = fence('sh run fix', 'repair');
const restart = fence('sh run wrong="Restart it"', 'restart');
const blocks = [
  check,
  broken,
  fence('sh run', 'search'),
  restart,
  fence('sh run wrong="Wait"', 'wait'),
  fence('text file=/etc/a wrong="Wait"', 'longer'),
  fix,
  fence('sh run', 'watch'),
];
const drill = () => lesson(page(top, ...blocks), path);

const ran = (run: ReturnType<typeof drill>): string[] =>
  run.steps.map(
    (step) => `${step.id} ${step.kind === 'shell' ? step.command : step.kind}${isFailing(step) ? '!' : ''}`,
  );
const isFailing = (step: { readonly kind: string }): boolean =>
  step.kind === 'shell' && (step as ShellStep).fails === true;

describe('the runs of a drill on machines', () => {
  test('are the solution, where checks fail before it and hold after it, and one for each wrong fix', () => {
    const runs = runsOf(drill());
    expect(runs.map(({ slug, after }) => [slug, after])).toEqual([
      ['drills/a', 'guides/z'],
      ['drills/a@wrong1', 'guides/z'],
      ['drills/a@wrong2', 'guides/z'],
    ]);
    expect(runs.map(ran)).toEqual([
      ['s2 break', 's1-before works!', 's3 search', 's7 repair', 's8 watch', 's1 works'],
      ['s2 break', 's4 restart', 's1 works!'],
      ['s2 break', 's5 wait', 's6 file', 's1 works!'],
    ]);
  });

  test('have names for people, and files of their own', () => {
    const [solution, first, second] = runsOf(drill());
    expect([solution, first, second].map((run) => runName(run ?? drill()))).toEqual([
      '',
      'what does not help: Restart it',
      'what does not help: Wait',
    ]);
    expect(runLabel('drills/a@wrong2')).toBe('drills/a@wrong2 (wrong fix 2)');
    expect(evidenceFile(path, 'drills/a@wrong2')).toBe('content/drills/a.wrong2.run.json');
    expect(wrongFixes(drill())).toEqual(['Restart it', 'Wait']);
  });

  test('each depend on what they do alone: new words for a wrong fix change nothing', () => {
    const hashes = (...own: string[]) => runsOf(lesson(page(top, ...own), path)).map(({ hash }) => hash);
    const [solution, first, second] = hashes(...blocks);
    const renamed = blocks.map((block) => block.replaceAll('wrong="Wait"', 'wrong="Be patient"'));
    expect(hashes(...renamed)).toEqual([solution, first, second]);
    const changed = hashes(...blocks.map((block) => block.replace('\nrestart\n', '\nrestart twice\n')));
    expect(changed).toEqual([solution, expect.not.stringMatching(`^${first}$`), second]);
  });

  test('begin for the reader where the fault is, and nothing more was done', () => {
    const machines = brokenMachines(drill());
    expect(machines).toMatchObject({ slug: 'drills/a@broken', after: 'guides/z' });
    expect(ran(machines)).toEqual(['s2 break']);
  });

  test('mark the fault and what does not help, so that nobody does it to a server with users', () => {
    expect(drill().steps.flatMap(({ id, drill: isFault }) => (isFault ? [id] : []))).toEqual(['s2', 's4', 's5', 's6']);
  });
});

describe('a drill on machines', () => {
  test.each([
    ['no fault', [broken], '1: No step breaks anything: mark the steps that bring the fault about with "broken".'],
    ['no check', [check], '1: No step tells whether it is fixed: mark an sh run block with "check".'],
    ['no fix', [fix], '1: No step fixes anything: mark the steps that do with "fix".'],
    [
      'one wrong fix',
      [restart],
      '1: It needs two wrong fixes: mark the steps of what people try first, and what does not help, with wrong="Restart Openfire".',
    ],
  ])('with %s is refused', (_, gone, plain) => {
    expect(errors(page(top, ...blocks.filter((block) => !gone.includes(block))), path)).toEqual([plain]);
  });

  const added = (block: string): string[] =>
    errors(page(top, ...blocks, block), path).map((told) => told.replace(/^\d+: /, ''));

  test.each([
    ['sh run broken fix', 'A step is for one thing: keep one of broken, fix.'],
    ['sh run check wrong="Wait" within=1s', 'A step is for one thing: keep one of check, wrong.'],
    ['sh run wrong', '"wrong" needs a value: write wrong="Restart Openfire".'],
    ['sh run wrong=" "', 'wrong needs words: write wrong="Restart Openfire".'],
    [
      'sh run check',
      'A check says how long the server may take until it works: write within=30s. Before the fix it has to fail for all that time.',
    ],
    ['sh run check within=1s skip="why"', 'A check is always run: take skip="..." out, or take "check" out.'],
    ['sh run fix skip="why"', 'A fix is always run: take skip="..." out, or take "fix" out.'],
    [
      'text file=/etc/b check',
      'A check is an sh run block: the lab tries it again and again, and before the fix it must fail.',
    ],
  ])('with %j is refused', (info, plain) => {
    expect(added(fence(info, 'a'))).toEqual([plain]);
  });

  test('says what the user said, and has hints', () => {
    expect(errors(page('kind: drill', ...blocks), path)).toEqual([
      '1: "says" is missing: write what the user said, in their words.',
      '1: "hints" is missing: a drill has three.',
    ]);
  });

  test('has words that mean nothing on other pages', () => {
    expect(errors(page('kind: guide', fence('sh run broken', 'a')))[0]).toContain(
      '"broken" is not an option of an "sh run" block.',
    );
  });
});

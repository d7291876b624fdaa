import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GuideEvidence, parseEvidence } from '../../src/lesson/index.ts';
import { copyPages, forget, type LabRun, runLab, type StepSummary, stepsOf, whyNot } from './lab.ts';

const reason = await whyNot();

/** What went wrong, and no word more: it is to be seen where only the end of a long log is kept. */
const failed = (steps: readonly StepSummary[]): string[] =>
  steps.flatMap(({ step, status, failure, output }) =>
    status === 'failed' ? [`line ${step.line}: ${failure?.what}\n${output ?? failure?.output ?? ''}`] : [],
  );

async function evidenceOf(content: string, slug: string): Promise<GuideEvidence> {
  const evidence = parseEvidence(await readFile(join(content, `${slug}.run.json`), 'utf8'));
  if (evidence.kind !== 'guide') throw new Error('not the evidence of a guide');
  return evidence;
}

describe.skipIf(reason)('each kind of step on real machines', () => {
  let content: string;
  let lab: LabRun;
  beforeAll(async () => {
    content = await copyPages();
    lab = await runLab(content, ['verbs/steps', 'chain']);
  }, 900_000);
  afterAll(() => forget(content));

  test('all steps of the page do what they say', () => {
    expect(failed(stepsOf(lab, 'verbs/steps'))).toEqual([]);
    expect(lab.pages.get('verbs/steps')?.status).toBe('passed');
  });

  test('a skipped step is counted as skipped, with its reason', () => {
    const skipped = lab.pages.get('verbs/steps')?.steps.filter(({ status }) => status === 'skipped');
    expect(skipped?.map((step) => step.reason)).toEqual(['it needs the real internet']);
  });

  test('pages start from what the page before left, branches from the same state', () => {
    for (const slug of ['chain/first', 'chain/left', 'chain/right', 'chain/last'])
      expect(failed(stepsOf(lab, slug))).toEqual([]);
    expect(lab.status, lab.text).toBe(0);
  });

  test('each page of a chain is run once', () => {
    expect(lab.text.match(/^---- chain\/first$/gm)).toHaveLength(1);
  });

  test('the evidence says what ran, on what, and what it left', async () => {
    const evidence = await evidenceOf(content, 'chain/last');
    expect(evidence).toMatchObject({ status: 'passed', cold: false, page: 'chain/last' });
    expect(evidence.chain.map(({ page }) => page)).toEqual(['chain/first', 'chain/left']);
    expect(evidence.machines[0]).toMatchObject({ name: 'server', image: 'debian-13', system: 'Debian' });
    expect(evidence.machines[0]?.version).toMatch(/^13\.\d+$/);
    expect(evidence.machines[0]?.memory).toBeGreaterThan(1_000_000);
    expect(evidence.machines[0]?.disk).toBeGreaterThan(1000);
    expect(evidence.steps[0]?.output).toContain('left');
  });

  test('a later page starts from the cached end of the one before, and its cold evidence is not replaced', async () => {
    const cold = await runLab(content, ['chain/last', '--cold']);
    expect(cold.text).toContain('---- chain/first');
    const before = await evidenceOf(content, 'chain/last');
    expect(before.cold).toBe(true);
    const again = await runLab(content, ['chain/last']);
    expect(again.text).toContain('Starting from the cached end of chain/first, chain/left');
    expect(again.status, again.text).toBe(0);
    expect(await evidenceOf(content, 'chain/last')).toEqual(before);
  }, 600_000);
});

describe.skipIf(reason)('stanzas in a guide', () => {
  let content: string;
  let lab: LabRun;
  beforeAll(async () => {
    content = await copyPages();
    lab = await runLab(content, ['verbs/after-stanzas', 'verbs/stranger', '--cold']);
  }, 600_000);
  afterAll(() => forget(content));

  test("go through the server's own WebSocket, as the accounts that the guide made", () => {
    const steps = stepsOf(lab, 'verbs/stanzas');
    expect(failed(steps)).toEqual([]);
    expect(steps.at(-1)?.output).toContain('<name>Prosody</name>');
  });

  test('the page after it starts from its machines', () => {
    expect(failed(stepsOf(lab, 'verbs/after-stanzas'))).toEqual([]);
    expect(lab.pages.get('verbs/after-stanzas')?.status).toBe('passed');
  });

  test('an account that the lab cannot sign in to is told', () => {
    expect(lab.pages.get('verbs/stranger')?.steps[0]?.failure?.what).toBe(
      'the lab does not know the password of tybalt. Use one of these accounts: romeo, juliet, mercutio',
    );
  });
});

describe.skipIf(reason)('certificates and the browser', () => {
  let content: string;
  let lab: LabRun;
  beforeAll(async () => {
    content = await copyPages();
    lab = await runLab(content, ['verbs/web']);
  }, 600_000);
  afterAll(() => forget(content));

  test('certbot gets a certificate as from the real one, and the browser does every instruction', () => {
    const steps = stepsOf(lab, 'verbs/web');
    expect(failed(steps.slice(0, -1))).toEqual([]);
    expect(steps.at(-2)).toMatchObject({ status: 'passed', step: { kind: 'browser' } });
  });

  test('a page that changed fails, with what was there in words and as a picture', async () => {
    const last = lab.pages.get('verbs/web')?.steps.at(-1);
    expect(last?.status).toBe('failed');
    // Limits stretch on a busy machine.
    expect(last?.failure?.what).toMatch(
      /^Click the button "Next": No button that is called "Next" is on the page: not within \d+ s$/,
    );
    expect(last?.failure?.output).toContain('button "Continue"');
    const picture = await sharp(last?.failure?.picture).metadata();
    expect([picture.width, picture.height]).toEqual([1024, 700]);
  });

  test('the form is one light picture, what was seen after it another; the evidence names both', async () => {
    const evidence = await evidenceOf(content, 'verbs/web');
    const shots =
      evidence.steps.find(({ kind, status }) => kind === 'browser' && status === 'passed')?.screenshots ?? [];
    expect(shots.map(({ file, instruction }) => [file, instruction])).toEqual([
      ['s9-11.webp', 10],
      ['s9-12.webp', 11],
    ]);
    expect(shots[0]?.alt).toMatch(
      /^Fill "XMPP Domain Name" with "example.com"\. Fill "Encryption key" with a password of your own\. .*Click the button "Continue"$/,
    );
    expect(shots[1]?.alt).toMatch(/^See /);
    const folder = join(content, 'verbs/web');
    expect((await readdir(folder)).sort()).toEqual(shots.map(({ file }) => file).sort());
    for (const { file, width, height } of shots) {
      const data = await readFile(join(folder, file));
      expect(data.length).toBeLessThan(30_000);
      const info = await sharp(data).metadata();
      expect([info.format, info.width, info.height]).toEqual(['webp', width, height]);
    }
  });
});

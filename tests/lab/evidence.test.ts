import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Page, readPage, runsOfPage } from '../../src/content/index.ts';
import { showSame } from '../../src/lab/browser/picture.ts';
import type { PageResult } from '../../src/lab/result.ts';
import {
  guideEvidence,
  keepsOld,
  sharePages,
  updatePage,
  updaters,
  upstreamVersion,
  writeEvidence,
  writePictures,
} from '../../src/lab/run/evidence.ts';
import { formatEvidence, parseEvidence } from '../../src/lesson/index.ts';
import { failed, page, passed } from './results.ts';
import { pageOf } from './sample.ts';

const context = { runner: '0123456789ab', cold: false, before: [], downloads: [] };

test('the evidence of a run is what the schema says, whatever came of it', () => {
  for (const result of [passed, failed]) {
    const evidence = guideEvidence(result, page.lesson, context);
    const text = formatEvidence(evidence);
    expect(formatEvidence(parseEvidence(text))).toBe(text);
  }
});

test('it says what ran, how it ended, and on what', () => {
  const evidence = guideEvidence(passed, page.lesson, { ...context, cold: true });
  expect(evidence).toMatchObject({
    page: 'guides/prosody/install',
    hash: page.lesson.hash,
    status: 'passed',
    cold: true,
    runner: '0123456789ab',
    duration: 4568,
    server: { name: 'Prosody', version: '13.0.1' },
  });
  expect(evidence.steps.map(({ id, status, exit, reason }) => [id, status, exit, reason])).toEqual([
    ['s1', 'passed', 0, undefined],
    ['s2', 'passed', 0, undefined],
    ['s3', 'skipped', undefined, 'it needs the real internet'],
  ]);
  expect(guideEvidence(failed, page.lesson, context).steps[1]?.reason).toBe('The output is not what the page says.');
});

test("a download's stand-in is named, a page's other downloads are not", () => {
  const url = 'https://downloads.example.org/a.deb';
  const sha256 = 'a'.repeat(64);
  const lesson = { ...page.lesson, downloads: [{ url }] };
  const downloads = [
    { status: 'ready', url, sha256, file: '/nowhere', from: 'artifact', standIn: 'built from source' },
    { status: 'ready', url: 'https://elsewhere.example.org/', sha256, file: '/nowhere', from: 'internet' },
  ] as const;
  expect(guideEvidence(passed, lesson, { ...context, downloads }).downloads).toEqual([
    { url, sha256, standIn: 'built from source' },
  ]);
});

test('long output is cut in its middle', () => {
  const [first, ...rest] = passed.steps;
  if (first?.status !== 'passed') throw new Error('the sample changed');
  const long: PageResult = { ...passed, steps: [{ ...first, output: `begin${'x'.repeat(100_000)}end` }, ...rest] };
  const output = guideEvidence(long, page.lesson, context).steps[0]?.output ?? '';
  expect(output.length).toBeLessThan(17_000);
  expect(output).toMatch(/^beginx+\n\[\d+ characters left out\]\nx+end$/);
});

test("the makers' version is taken out of Debian's", () => {
  expect(['13.0.1-1', '1:24.12-3', '5.1.1', '13.0.1-1+deb131u'].map(upstreamVersion)).toEqual([
    '13.0.1',
    '24.12',
    '5.1.1',
    '13.0.1',
  ]);
});

test('a failed run, or one from a cached state, does not take the place of better evidence for the same page', () => {
  const cold = guideEvidence(passed, page.lesson, { ...context, cold: true });
  expect(keepsOld(cold, failed, page.lesson, context)).toBe('the same page passed before');
  expect(keepsOld(cold, passed, page.lesson, context)).toContain('it is of a cold run');
  expect(keepsOld(cold, passed, page.lesson, { ...context, cold: true })).toBeUndefined();
  const changed = { ...page.lesson, hash: 'b'.repeat(64) };
  expect(keepsOld(cold, failed, changed, context)).toBeUndefined();
  expect(keepsOld(undefined, failed, page.lesson, context)).toBeUndefined();
});

test('with --update each output is rewritten by one run: the whole one, of the first of the servers; the rest is compared', () => {
  const page = pageOf(
    'guides/any/a',
    'after: { prosody: p, ejabberd: e }',
    '```sh run\ntrue\n```\n\n```sh run for=ejabberd\ntrue\n```\n',
  );
  const pages = new Map(runsOfPage(page).map((run) => [run.lesson.slug, run]));
  const rewritten = (wanted: readonly string[]): Record<string, string[]> => {
    const updates = updaters(pages, wanted);
    const steps = (run: Page): string[] =>
      run.lesson.steps.flatMap((step) => (updates(run, step) ? [`${run.lesson.slug.split('@')[1]} ${step.id}`] : []));
    return Object.fromEntries(wanted.map((slug) => [slug, steps(pages.get(slug) ?? page)]));
  };
  expect(Object.values(rewritten([...pages.keys()])).flat()).toEqual(['prosody s1', 'ejabberd s2']);
  expect(Object.values(rewritten(['guides/any/a@ejabberd'])).flat()).toEqual(['ejabberd s1', 'ejabberd s2']);
  expect(Object.values(rewritten(['guides/any/a@prosody.reader'])).flat()).toEqual([]);
  expect(sharePages(pages, [...pages.keys()])).toBe(true);
  expect(sharePages(pages, ['guides/any/a@prosody', 'guides/any/a@prosody.reader'])).toBe(false);
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const picture = (colour: string, dot = 0): Promise<Buffer> =>
  sharp({ create: { width: 200, height: 100, channels: 3, background: colour } })
    .composite([
      { input: { create: { width: 1 + dot, height: 1 + dot, channels: 3, background: 'black' } }, top: 5, left: 5 },
    ])
    .webp()
    .toBuffer();

test('pictures that show the same are told from those that do not', async () => {
  expect(await showSame(await picture('white'), await picture('white', 1))).toBe(true);
  expect(await showSame(await picture('white'), await picture('white', 40))).toBe(false);
  // Another letter of 11 pixels in a large picture is another picture.
  expect(await showSame(await picture('white'), await picture('white', 6))).toBe(false);
  expect(await showSame(await picture('white'), await picture('silver'))).toBe(false);
});

test('pictures are in the folder of the page; those of steps that are gone are removed, others stay', async () => {
  const content = join(folder, 'content');
  const file = join(content, 'web.mdx');
  const pictures = join(folder, 'pictures');
  await mkdir(join(content, 'web'), { recursive: true });
  await mkdir(pictures);
  await writeFile(
    file,
    '---\ntitle: Web\nkind: guide\nmachines: { laptop: debian-13 }\n---\n\n```browser\nOpen "https://xmpp.example.com/"\n```\n',
  );
  await writeFile(join(content, 'web/s9-1.webp'), 'of a step that is gone');
  await writeFile(join(content, 'web/drawing.webp'), 'by hand');
  await writeFile(join(pictures, 's1-1.webp'), await picture('white'));
  const web = await readPage(content, file);
  if (Array.isArray(web)) throw new Error(web[0]?.plain);
  const [step] = web.lesson.steps;
  if (!step) throw new Error('no step');
  const screenshots = [{ file: 's1-1.webp', width: 200, height: 100, alt: 'Open', instruction: 0 }];
  const result: PageResult = {
    ...passed,
    page: web,
    pictures,
    steps: [{ step, status: 'passed', milliseconds: 1, screenshots }],
  };
  expect(await writeEvidence(result, content, context)).toBeUndefined();
  expect((await readdir(join(content, 'web'))).sort()).toEqual(['drawing.webp', 's1-1.webp']);
  const evidence = parseEvidence(await readFile(join(content, 'web.run.json'), 'utf8'));
  expect(evidence.kind === 'guide' && evidence.steps[0]?.screenshots).toEqual(screenshots);
});

test('runs of a drill leave the pictures of each other; those of a wrong fix that the drill no longer has go', async () => {
  const drill = { ...page, file: join(folder, 'drill.mdx'), lesson: { ...page.lesson, slug: 'drill@wrong1' } };
  const there = join(folder, 'drill');
  const from = join(folder, 'pictures');
  await Promise.all([mkdir(there), mkdir(from)]);
  for (const name of ['s1-1.webp', 's1-1.wrong1.webp', 's2-1.wrong1.webp', 's1-1.wrong2.webp', 's1-1.wrong3.webp'])
    await writeFile(join(there, name), await picture('white'));
  const now = await picture('silver');
  await writeFile(join(from, 's1-1.wrong1.webp'), now);
  await writePictures(drill, { files: ['s1-1.wrong1.webp'], from, runs: ['drill', 'drill@wrong1', 'drill@wrong2'] });
  expect((await readdir(there)).sort()).toEqual(['s1-1.webp', 's1-1.wrong1.webp', 's1-1.wrong2.webp']);
  expect(await readFile(join(there, 's1-1.wrong1.webp'))).toEqual(now);
});

test('a page that somebody changed while it ran is not touched, and gets no evidence of what is no longer there', async () => {
  const content = join(folder, 'content');
  const file = join(content, 'seq.mdx');
  await mkdir(content);
  const text = '---\ntitle: Seq\nkind: guide\n---\n\n```sh run\nseq 2\n```\n\n```text output\none\n```\n';
  await writeFile(file, text);
  const seq = await readPage(content, file);
  if (Array.isArray(seq)) throw new Error(seq[0]?.plain);
  const [step] = seq.lesson.steps;
  if (!step) throw new Error('no step');
  const result: PageResult = {
    ...passed,
    page: seq,
    steps: [{ step, status: 'passed', milliseconds: 1, updated: '1\n2' }],
  };
  const edited = text.replace('seq 2', 'seq 3');
  await writeFile(file, edited);
  expect((await updatePage(result, content)).outputs).toBe(0);
  expect(await writeEvidence(result, content, context)).toBe('the page was changed while it ran');
  expect(await readFile(file, 'utf8')).toBe(edited);
  expect(await readdir(content)).toEqual(['seq.mdx']);

  await writeFile(file, text);
  const updated = await updatePage(result, content);
  expect(updated.outputs).toBe(1);
  expect(await readFile(file, 'utf8')).toBe(text.replace('one', '1\n2'));
  expect(await writeEvidence({ ...result, page: updated.page }, content, context)).toBeUndefined();
  const evidence = parseEvidence(await readFile(join(content, 'seq.run.json'), 'utf8'));
  expect(evidence.kind === 'guide' && evidence.hash).toBe(updated.page.lesson.hash);
});

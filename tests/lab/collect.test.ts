import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readPages } from '../../src/content/index.ts';
import { collectCommand } from '../../src/lab/commands/collect.ts';
import {
  evidenceFile,
  formatEvidence,
  type GuideEvidence,
  pageSlug,
  parseEvidence,
  type StepEvidence,
} from '../../src/lesson/index.ts';
import { guideEvidenceOf } from './sample.ts';

let folder: string;
let content: string;
let told: string;

const text = (command: string, front = ''): string =>
  `---\ntitle: A page\nkind: guide\n${front}---\n\n\`\`\`sh run\n${command}\n\`\`\`\n`;

async function put(path: string, data: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, data);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'collect-test-'));
  content = join(folder, 'content');
  await put(join(content, 'a.mdx'), text('echo a'));
  await put(join(content, 'sub/b.mdx'), text('echo b'));
  told = '';
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    told += `${line}\n`;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

async function evidenceOf(slug: string, changes: Partial<GuideEvidence> = {}): Promise<GuideEvidence> {
  const page = (await readPages(content)).pages.get(slug);
  if (!page) throw new Error(`no page ${slug}`);
  return guideEvidenceOf(page, changes);
}

/** A step with one picture. */
const pictureStep = (file: string): StepEvidence => ({
  id: 's1',
  line: 7,
  kind: 'browser',
  status: 'passed',
  milliseconds: 1,
  screenshots: [{ file, width: 20, height: 10, alt: 'Open', instruction: 0 }],
});

const report = (page: string, status = 'passed', more: object = {}) => ({
  page,
  status,
  date: '2026-11-22T14:03:00.000Z',
  milliseconds: 1000,
  steps: [],
  ...more,
});

/** What a shard left: the evidence of its runs, and its reports. Each page's run on the reader's path passed beside its whole one. */
async function shard(
  name: string,
  evidence: readonly GuideEvidence[],
  reports: readonly ReturnType<typeof report>[],
): Promise<string> {
  const place = join(folder, name);
  for (const one of evidence)
    await put(join(place, 'content', evidenceFile(`${pageSlug(one.page)}.mdx`, one.page)), formatEvidence(one));
  const both = reports.flatMap((one) => [one, report(`${one.page}@reader`)]);
  await put(join(place, 'run.json'), JSON.stringify(both));
  const suites = evidence.map(({ page }) => `  <testsuite name="${page}">\n  </testsuite>\n`).join('');
  await put(join(place, 'run.xml'), `<?xml version="1.0"?>\n<testsuites>\n${suites}</testsuites>\n`);
  return place;
}

const collect = (...folders: string[]): Promise<number> =>
  collectCommand(folders, { into: content, report: join(folder, 'report.md'), junit: join(folder, 'all.xml') });

const written = async (): Promise<string[]> =>
  (await readdir(content, { recursive: true })).filter((name) => name.endsWith('.run.json')).sort();

test('the evidence of all shards is put beside the pages, and their reports are one', async () => {
  const one = await shard('1', [await evidenceOf('a'), await evidenceOf('a@reader')], [report('a')]);
  const two = await shard('2', [await evidenceOf('sub/b')], [report('sub/b')]);
  expect(await collect(one, two), told).toBe(0);
  expect(await written()).toEqual(['a.reader.run.json', 'a.run.json', 'sub/b.run.json']);
  expect(await readFile(join(folder, 'report.md'), 'utf8')).toContain('4 passed, 0 failed, 0 skipped (runs of pages).');
  const junit = await readFile(join(folder, 'all.xml'), 'utf8');
  expect(junit.match(/<testsuite name="[^"]+"/g)).toEqual([
    '<testsuite name="a"',
    '<testsuite name="a@reader"',
    '<testsuite name="sub/b"',
  ]);
  expect(junit.match(/<testsuites>/g)).toHaveLength(1);
});

test('of a page whose evidence several shards hold, the newest stays: the others are the copy they started from', async () => {
  const old = await evidenceOf('a', { date: '2026-11-01T00:00:00.000Z' });
  const fresh = await evidenceOf('a', { date: '2026-11-22T00:00:00.000Z' });
  await put(join(content, 'a.run.json'), formatEvidence(old));
  const one = await shard('1', [fresh], [report('a')]);
  const two = await shard('2', [old, await evidenceOf('sub/b')], [report('sub/b')]);
  expect(await collect(one, two), told).toBe(0);
  const found = parseEvidence(await readFile(join(content, 'a.run.json'), 'utf8'));
  expect(found.kind === 'guide' && found.date).toBe(fresh.date);
});

test('pictures come along; those of the run before go', async () => {
  const webp = await sharp({ create: { width: 20, height: 10, channels: 3, background: 'white' } })
    .webp()
    .toBuffer();
  const step = pictureStep('s1-1.webp');
  const one = await shard(
    '1',
    [await evidenceOf('a', { steps: [step] }), await evidenceOf('sub/b')],
    [report('a'), report('sub/b')],
  );
  await put(join(one, 'content/a/s1-1.webp'), webp);
  await put(join(content, 'a/s9-1.webp'), 'of an earlier run');
  expect(await collect(one), told).toBe(0);
  expect(await readdir(join(content, 'a'))).toEqual(['s1-1.webp']);
});

const severalServers = `---
title: For two
kind: guide
after: { prosody: a, ejabberd: sub/b }
---

\`\`\`sh run
true
\`\`\`
`;

test('the pictures of the run on one server come without those of the others going; reader runs have none', async () => {
  const webp = await sharp({ create: { width: 20, height: 10, channels: 3, background: 'white' } })
    .webp()
    .toBuffer();
  await put(join(content, 'two.mdx'), severalServers);
  const evidence = await Promise.all([
    evidenceOf('two@prosody', {
      steps: [pictureStep('s1-1.prosody.webp')],
      chain: [{ page: 'a', hash: (await evidenceOf('a')).hash }],
    }),
    evidenceOf('two@prosody.reader', { chain: [{ page: 'a@reader', hash: (await evidenceOf('a@reader')).hash }] }),
  ]);
  const one = await shard('1', evidence, []);
  await put(join(one, 'content/two/s1-1.prosody.webp'), webp);
  await put(join(content, 'two/s9-1.prosody.webp'), 'of an earlier run');
  await put(join(content, 'two/s1-1.ejabberd.webp'), 'of another server');
  await put(join(content, 'two/s1-1.webp'), 'of when the page was about one server');
  await collect(one);
  expect(told).not.toContain('## Refused');
  expect(await written()).toEqual(['two.prosody.reader.run.json', 'two.prosody.run.json']);
  expect((await readdir(join(content, 'two'))).sort()).toEqual(['s1-1.ejabberd.webp', 's1-1.prosody.webp']);
});

test('the report names each page that failed, its step, and what was expected; no text of a page can leave its block', async () => {
  const failed = report('a', 'failed', {
    reason: 'Step s1 failed',
    steps: [
      {
        step: { id: 's1', line: 7, kind: 'shell', command: 'echo a' },
        status: 'failed',
        milliseconds: 1,
        failure: {
          what: 'The output is not what the page says.',
          diff: [{ kind: 'missing', text: '```\n# injected' }],
        },
      },
    ],
  });
  const one = await shard('1', [await evidenceOf('sub/b')], [failed, report('sub/b')]);
  expect(await collect(one)).toBe(1);
  expect(told).toContain('3 passed, 1 failed, 0 skipped (runs of pages).');
  expect(told).toContain('### ``a``\n\nLine 7, step s1 (shell):\n\n```text\necho a\n```');
  expect(told).toContain('````text\n- ```\n# injected\n````');
});

test('a page that several shards ran is reported once, as the worst of them says', async () => {
  const one = await shard('1', [await evidenceOf('a')], [report('a')]);
  const two = await shard(
    '2',
    [await evidenceOf('sub/b')],
    [report('a', 'failed', { reason: 'no memory' }), report('sub/b')],
  );
  expect(await collect(one, two)).toBe(1);
  expect(told).toContain('3 passed, 1 failed, 0 skipped (runs of pages).');
  expect(told).toContain('### ``a``\n\n```text\nno memory\n```');
});

test('a page that no shard reported fails the run, each of its runs by name', async () => {
  const one = await shard('1', [await evidenceOf('a')], [report('a')]);
  expect(await collect(one)).toBe(1);
  expect(told).toContain(
    "## Not reported\n\nA shard did not end, or its results did not arrive:\n\n- ``sub/b``\n- ``sub/b@reader (the reader's path)``",
  );
});

test('evidence of a page that has changed since is refused', async () => {
  const one = await shard('1', [await evidenceOf('a'), await evidenceOf('sub/b')], [report('a'), report('sub/b')]);
  await writeFile(join(content, 'a.mdx'), text('echo changed'));
  expect(await collect(one)).toBe(1);
  expect(told).toContain('the page, or one before it, is not the one that ran');
  expect(await written()).toEqual(['sub/b.run.json']);
});

const hostile: Readonly<Record<string, (place: string) => Promise<string>>> = {
  'a page that climbs out': async (place) => {
    await put(join(place, 'content/x.run.json'), JSON.stringify(await evidenceOf('a', { page: '../../evil' })));
    return 'page: must be the address of a page';
  },
  'an absolute page': async (place) => {
    await put(join(place, 'content/x.run.json'), JSON.stringify(await evidenceOf('a', { page: `${folder}/evil` })));
    return 'page: must be the address of a page';
  },
  'the evidence of one page in the place of another': async (place) => {
    await put(join(place, 'content/x.run.json'), formatEvidence(await evidenceOf('a')));
    return 'it says that it is about a, but it is not in the place of that page';
  },
  'a picture that climbs out': async (place) => {
    const step = pictureStep('../../evil.webp');
    await put(join(place, 'content/a.run.json'), JSON.stringify(await evidenceOf('a', { steps: [step] })));
    return "must be the name of a picture in the page's own folder";
  },
  'a picture that is something else': async (place) => {
    const step = pictureStep('s1-1.webp');
    await put(join(place, 'content/a.run.json'), formatEvidence(await evidenceOf('a', { steps: [step] })));
    await put(join(place, 'content/a/s1-1.webp'), '<script>');
    return 's1-1.webp is missing or is not WebP';
  },
  "a picture in the name of another server's run": async (place) => {
    const step = pictureStep('s1-1.prosody.webp');
    await put(join(place, 'content/a.run.json'), formatEvidence(await evidenceOf('a', { steps: [step] })));
    return "s1-1.prosody.webp has the name of another run's";
  },
  'the evidence of one run in the place of another': async (place) => {
    await put(join(place, 'content/a.run.json'), formatEvidence(await evidenceOf('a@reader')));
    return 'it says that it is about a@reader, but it is not in the place of that page';
  },
  'a link in the place of evidence': async (place) => {
    await put(join(folder, 'secret'), formatEvidence(await evidenceOf('a')));
    await mkdir(join(place, 'content'), { recursive: true });
    await symlink(join(folder, 'secret'), join(place, 'content/a.run.json'));
    return 'it is a symbolic link';
  },
  'a link out of the content folder': async (place) => {
    await mkdir(join(folder, 'elsewhere'));
    await symlink(join(folder, 'elsewhere/evil.run.json'), join(content, 'a.run.json'));
    await put(join(place, 'content/a.run.json'), formatEvidence(await evidenceOf('a')));
    return 'a symbolic link in its place leads out of the content folder';
  },
  'evidence that is not evidence': async (place) => {
    await put(join(place, 'content/a.run.json'), '{"kind":"guide"');
    return 'The evidence is not valid JSON';
  },
};

for (const [what, make] of Object.entries(hostile)) {
  test(`${what} is refused with its reason, and nothing is written anywhere for it`, async () => {
    const place = await shard('1', [await evidenceOf('sub/b')], [report('a'), report('sub/b')]);
    const reason = await make(place);
    const before = (await readdir(folder, { recursive: true })).sort();
    expect(await collect(place)).toBe(1);
    expect(told).toContain('## Refused');
    expect(told).toContain(reason);
    const after = (await readdir(folder, { recursive: true })).sort();
    const fresh = after.filter((name) => !before.includes(name));
    expect(fresh).toEqual(['all.xml', 'content/sub/b.run.json', 'report.md']);
  });
}

test('a folder that is not there is named', async () => {
  await expect(collect(join(folder, 'nowhere'))).rejects.toThrow(`${join(folder, 'nowhere')} does not exist.`);
});

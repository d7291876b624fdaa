/** A package that came wrong from the mirror: what machines see of it, and how it goes away. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cacheFolder } from '../../src/lab/paths.ts';
import { copyPages, forget, type LabRun, runLab, stepsOf, whyNot } from './lab.ts';

const reason = await whyNot();
/** One run alone: a second one would find the package as the first one left it. */
const slug = 'packages/refused@reader';
/** Bytes of a cached file before its content (host/package-cache.ts). */
const headSize = 2048;

/** Changes the content of a cached package as a mirror would have sent it: with the sum that belongs to it. */
async function poison(url: string): Promise<void> {
  const path = new URL(url).pathname;
  const file = join(cacheFolder(), 'packages', createHash('sha256').update(path).digest('hex'));
  const data = await readFile(file);
  const head = JSON.parse(data.toString('utf8', 0, headSize));
  const content = data.subarray(headSize);
  content.writeUInt8(content.readUInt8(content.length - 1) ^ 1, content.length - 1);
  const sha256 = createHash('sha256').update(content).digest('hex');
  await writeFile(file, Buffer.concat([Buffer.from(JSON.stringify({ ...head, sha256 }).padEnd(headSize)), content]));
}

describe.skipIf(reason)('a package that is not what the archive signed', () => {
  let content: string;
  let first: LabRun;
  beforeAll(async () => {
    content = await copyPages();
    first = await runLab(content, [slug]);
  }, 900_000);
  afterAll(() => forget(content));

  test('is refused by apt in the machine, loudly, and comes from the mirror again in the next run', async () => {
    expect(first.status, first.text).toBe(0);
    await poison(stepsOf(first, slug)[0]?.output?.trim() ?? '');
    const refused = await runLab(content, [slug]);
    const failure = stepsOf(refused, slug)[1]?.failure;
    expect(failure?.output).toContain('Hash Sum mismatch');
    expect(failure?.what).toBe(
      'Exit status 100, expected 0. apt refused a package that is not what the archive signed. The lab removed its copy: run the page again.',
    );
    const again = await runLab(content, [slug]);
    expect(again.status, again.text).toBe(0);
  }, 900_000);
});

/**
 * As `lab up PAGE --foreground`, but beside a lab that somebody has up already: what a test needs is its own. Argument: the page.
 */
import { resolve } from 'node:path';
import { prepareDownloads } from '../../src/lab/host/downloads.ts';
import { readPages, runInWorld } from '../../src/lab/index.ts';
import { every, plan } from '../../src/lab/run/plan.ts';

const content = resolve(import.meta.dirname, '../../content');
const [slug = ''] = process.argv.slice(2);
const { pages } = await readPages(content);
const downloads = every(plan(pages, [slug])).flatMap(({ page }) => page.lesson.downloads);
process.exitCode = await runInWorld({
  content,
  frozen: false,
  remakeImages: false,
  downloads: await prepareDownloads(downloads),
  task: { kind: 'up', slug },
});

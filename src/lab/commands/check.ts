import { readFile } from 'node:fs/promises';
import { isStale, parseEvidence } from '../../lesson/index.ts';
import { evidenceFile } from '../run/evidence.ts';
import { before, type Page, readPages, select } from '../run/pages.ts';
import { complain } from './run.ts';

/** What is wrong with a page's evidence, or undefined. */
async function stale(pages: ReadonlyMap<string, Page>, page: Page): Promise<string | undefined> {
  const text = await readFile(evidenceFile(page.file), 'utf8').catch(() => undefined);
  if (text === undefined) return 'never ran';
  try {
    const evidence = parseEvidence(text);
    if (isStale(page.lesson, evidence, before(pages, page.lesson)))
      return 'changed since it ran, or a page before it did';
    if (evidence.kind === 'guide' && evidence.status !== 'passed')
      return `its last run ${evidence.status}: ${evidence.reason ?? ''}`;
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** `check`: needs neither Linux nor root. Exit status 0 when the evidence of all pages fits them. */
export async function checkCommand(content: string, words: readonly string[]): Promise<number> {
  const { pages, errors } = await readPages(content);
  complain(errors);
  let wrong = errors.length;
  for (const slug of select(pages, words, errors)) {
    const page = pages.get(slug);
    const reason = page && (await stale(pages, page));
    if (!reason) continue;
    wrong += 1;
    console.error(`${page.path}: ${reason}. Run it: npm run lab -- run ${slug}`);
  }
  console.log(wrong === 0 ? `The evidence of ${pages.size} pages fits them.` : `${wrong} to look at.`);
  return wrong === 0 ? 0 : 1;
}

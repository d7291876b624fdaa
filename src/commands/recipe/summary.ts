/** The results of a run as Markdown, for a comment under a pull request. */
import { writeFile } from 'node:fs/promises';
import { nameOf } from '../../content/index.ts';
import type { Outcome } from './test.ts';

const signs: Readonly<Record<Outcome['status'], string>> = {
  passed: '✅ passed',
  failed: '❌ failed',
  skipped: '⏭️ skipped',
  unreadable: '❌ cannot be read',
};

/** A table with a line for each recipe. What failed says why; the text of a reason can form no markup. */
export async function summary(file: string, outcomes: readonly Outcome[]): Promise<void> {
  const rows = outcomes.map(({ path, status, steps, milliseconds, reason = '' }) =>
    [nameOf({ path }), signs[status], steps, `${Math.round(milliseconds)} ms`, literal(reason)].join(' | '),
  );
  const table = [
    '| recipe | result | steps | time | |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ];
  await writeFile(file, `${table.join('\n')}\n`);
}

function literal(text: string): string {
  if (text === '') return '';
  return `<code>${text.replace(/[&<>|`*_[\]\\@]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\s+/g, ' ')}</code>`;
}

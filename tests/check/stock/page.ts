/** What was measured of the packages, beside the page, and the page's table, which is made of it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Level } from '../../../src/check/index.ts';
import { contentFolder } from '../../../src/content/index.ts';

/** Openfire is no package of Debian's: it is the one that its guide downloads. */
export const stockServers = ['prosody', 'ejabberd', 'openfire'] as const;
export type StockServer = (typeof stockServers)[number];

export interface Measured {
  readonly server: StockServer;
  /** Of the package. */
  readonly version: string;
  readonly findings: readonly {
    readonly id: string;
    readonly level: Level;
    readonly title: string;
    /** Empty where all is well. */
    readonly says: string;
    readonly page?: string;
  }[];
}

export interface Stock {
  readonly date: string;
  readonly servers: readonly Measured[];
}

export const page = join(contentFolder, 'guides/any/check-from-a-terminal.mdx');
export const stockFile = page.replace('.mdx', '.stock.json');
const table = /(\| what is asked \|.*\n\| --- .*\n)((?:\| .*\n)*)/;

export async function readStock(): Promise<Stock> {
  return JSON.parse(await readFile(stockFile, 'utf8'));
}

export async function writeStock(stock: Stock): Promise<void> {
  await writeFile(stockFile, `${JSON.stringify(stock, null, 2)}\n`);
  const text = await readFile(page, 'utf8');
  if (!table.test(text)) throw new Error(`${page} has no table that begins with "| what is asked |".`);
  await writeFile(page, text.replace(table, tableOf(stock)));
}

/** The table as it stands on the page. */
export async function tableOnPage(): Promise<string> {
  return table.exec(await readFile(page, 'utf8'))?.[0] ?? '';
}

const names: Readonly<Record<StockServer, string>> = { prosody: 'Prosody', ejabberd: 'ejabberd', openfire: 'Openfire' };

/** A row for each finding that is not good on one of them. */
export function tableOf({ servers }: Stock): string {
  const ids = [...new Set(servers.flatMap(({ findings }) => findings.map(({ id }) => id)))];
  const rows = ids.flatMap((id) => {
    const found = servers.map(({ findings }) => findings.find((finding) => finding.id === id));
    if (found.every((finding) => finding === undefined || finding.level === 'good')) return [];
    const title = found.find(Boolean)?.title ?? id;
    return [`| ${title} | ${found.map((finding) => cell(finding)).join(' | ')} |`];
  });
  const heads = servers.map(({ server, version }) => `${names[server]} ${version}`);
  return [`| what is asked | ${heads.join(' | ')} |`, `| --- |${' --- |'.repeat(heads.length)}`, ...rows, ''].join(
    '\n',
  );
}

function cell(finding: Measured['findings'][number] | undefined): string {
  if (finding === undefined) return 'not reached';
  if (finding.level === 'good') return 'good';
  const words = finding.level === 'unknown' ? 'not checked' : finding.level;
  // Where it was measured is of no use to a reader.
  const says = finding.says.replace(/(?:127\.0\.0\.1|\[::1\]):(\d+) \(\S+\):/g, 'port $1:').replaceAll('|', '\\|');
  return `**${words}**: ${says}`;
}

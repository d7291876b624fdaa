/** How long the lab's machines take to come up. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Boots, diagnose, prescription } from '../../src/lab/index.ts';
import { type Figure, median, milliseconds } from './figures.ts';

const cli = resolve(import.meta.dirname, '../../src/lab/cli.ts');
const times = 5;
/** Milliseconds. */
const budgets = { clean: 1000, branch: 1500 } as const;

const figure = (what: string, found: readonly number[], budget: number): Figure => ({
  what: `${what}, median of ${found.length}`,
  figure: milliseconds(median(found)),
  budget: milliseconds(budget),
  kept: median(found) <= budget,
});

/** Says on the console why there is nothing where the lab cannot run. */
export async function measureBoots(): Promise<Figure[]> {
  const wrong = prescription(await diagnose(false));
  if (wrong) {
    console.log(`\nThe lab's machines are not measured. ${wrong}`);
    return [];
  }
  const folder = await mkdtemp(join(tmpdir(), 'stanzabox-boots-'));
  try {
    const json = join(folder, 'boots.json');
    const { status } = spawnSync(process.execPath, [cli, 'boots', '--times', String(times), '--json', json], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error('The machines did not come up.');
    const { clean, branch } = JSON.parse(await readFile(json, 'utf8')) as Boots;
    return [
      figure('clean machine from its image, until systemd has started everything', clean, budgets.clean),
      figure('machine that goes on from another', branch, budgets.branch),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

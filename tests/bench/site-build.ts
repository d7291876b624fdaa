/** What a build costs when the site grows: the time and memory of builds of a copy with more and more pages. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../src/commands/index.ts';
import type { Figure } from './figures.ts';

/** How many pages each build has more than the site itself: copies of its recipes, with their evidence. */
const additions = [0, 100, 200] as const;
/** A page of the last hundred may take so much longer than one of the hundred before. */
const budget = 1.5;
const inputs = ['src', 'content', 'playground', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json', 'tests'];

interface Build {
  readonly pages: number;
  readonly seconds: number;
  /** The largest that the build's process was, in MiB; 0 where the system does not tell. */
  readonly memory: number;
}

/** Below the project, so that its packages can be hard links: Astro loses track of a folder of them that is a symbolic one. */
function scratchCopy(): string {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache', 'pages-'));
  for (const input of inputs)
    if (existsSync(join(root, input))) cpSync(join(root, input), join(folder, input), { recursive: true });
  execFileSync('cp', ['-al', join(root, 'node_modules'), folder]);
  return folder;
}

/** Adds copies of recipes, each as its own page. */
function addPages(folder: string, from: number, to: number): void {
  const recipes = join(folder, 'content', 'recipes');
  const known = readdirSync(recipes).filter((file) => file.endsWith('.mdx') && !file.startsWith('copy-'));
  for (let at = from; at < to; at += 1) {
    const model = (known[at % known.length] ?? '').replace(/\.mdx$/, '');
    for (const end of ['.mdx', '.run.json'])
      cpSync(join(recipes, `${model}${end}`), join(recipes, `copy-${at}-${model}${end}`));
  }
}

function build(folder: string, added: number): Promise<Build> {
  const began = performance.now();
  const astro = join('node_modules', 'astro', 'bin', 'astro.mjs');
  const child = spawn(process.execPath, [astro, 'build'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  let memory = 0;
  const look = (): void => {
    try {
      const [, kibibytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      memory = Math.max(memory, Number(kibibytes) / 1024);
    } catch {
      // No Linux, or the build has just ended.
    }
  };
  const looking = setInterval(look, 200);
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      clearInterval(looking);
      if (code === 0) resolve({ pages: pagesOf(folder), seconds: (performance.now() - began) / 1000, memory });
      else reject(new Error(`The build with ${added} more pages ended with exit status ${code}.`));
    });
  });
}

const pagesOf = (folder: string): number =>
  readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('index.html'))
    .length;

export async function measureSiteBuilds(): Promise<Figure[]> {
  const folder = scratchCopy();
  try {
    const builds: Build[] = [];
    for (const [at, added] of additions.entries()) {
      addPages(folder, additions[at - 1] ?? 0, added);
      builds.push(await build(folder, added));
    }
    const [first, second, third] = builds;
    if (!first || !second || !third) throw new Error('Not every build was made.');
    const share = (third.seconds - second.seconds) / (second.seconds - first.seconds);
    return [
      ...builds.map(({ pages, seconds, memory }) => ({
        what: `build of ${pages} pages`,
        figure: `${seconds.toFixed(1)} s, ${memory.toFixed(0)} MiB`,
      })),
      {
        what: 'the last hundred pages, against the hundred before them',
        figure: `${share.toFixed(2)} times the time`,
        budget: `${budget}`,
        kept: share <= budget,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

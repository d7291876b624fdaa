/** The pages of this project, as they are. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  emptyOutputs,
  hiddenChanges,
  type Lesson,
  missingOnReadersPath,
  read,
  runsOf,
  runsOnMachines,
  type ShellStep,
  shownSecrets,
} from '../../src/lesson/index.ts';

const pages = globSync('content/**/*.{md,mdx}').map((path) => {
  const text = readFileSync(path, 'utf8');
  return { path, text, found: read(path, text) };
});

/** Each way in which a page runs, with its page. */
const runs = pages.flatMap(({ path, text, found }) =>
  Array.isArray(found) ? [] : runsOf(found).map((lesson) => ({ path, text, lesson })),
);
const lessons = new Map(runs.map(({ lesson }) => [lesson.slug, lesson]));

/** The run and those before it, the first one first. */
function chainOf(lesson: Lesson, after: readonly string[] = []): readonly Lesson[] {
  if (after.includes(lesson.slug)) throw new Error(`${lesson.slug} comes back to itself by "after"`);
  if (lesson.after === undefined) return [lesson];
  const before = lessons.get(lesson.after);
  if (before === undefined) throw new Error(`${lesson.slug} starts after ${lesson.after}, which is no page`);
  return [...chainOf(before, [...after, lesson.slug]), lesson];
}

describe('content', () => {
  it('has pages', () => {
    expect(pages.length).toBeGreaterThan(3);
  });

  it.each(pages)('$path has no mistake', ({ found }) => {
    expect(Array.isArray(found) ? found.map(({ path, line, plain }) => `${path}:${line}: ${plain}`) : []).toEqual([]);
  });

  it('names pages that exist in "after", in no circle', () => {
    for (const { lesson } of runs) expect(chainOf(lesson).at(-1)).toBe(lesson);
  });
});

type Rule = (lesson: Lesson, text: string) => readonly { readonly line: number; readonly plain: string }[];

/** Rules that a page alone cannot be refused by when it is read: they need the pages before it, or are younger than some pages. */
const rules: Readonly<Record<string, Rule>> = {
  'shows what commands print': emptyOutputs,
  'changes nothing in a folded step': hiddenChanges,
  // A drill has no such path: its steps stand on its fault, which is a drill step.
  "has all on the reader's path that the path uses": (lesson) =>
    lesson.kind === 'drill' ? [] : missingOnReadersPath(chainOf(lesson)),
  'shows no password that it or a page before it asks for': (lesson, text) => shownSecrets(chainOf(lesson), text),
};

describe.each(Object.entries(rules))('each guide %s', (_, rule) => {
  const guides = runs.filter(({ lesson }) => !lesson.reader && runsOnMachines(lesson));

  it.each(guides)('$lesson.slug', ({ path, text, lesson }) => {
    expect(rule(lesson, text).map(({ line, plain }) => `${path}:${line}: ${plain}`)).toEqual([]);
  });
});

interface Remark {
  readonly file: string;
  readonly line: number;
  readonly code: number;
  readonly message: string;
}

describe('shellcheck', () => {
  const missing = spawnSync('shellcheck', ['--version']).error !== undefined;

  it.skipIf(missing)(
    `has no remark on the commands of all pages${missing ? ' (not run: shellcheck is not installed)' : ''}`,
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'stanzabox-shellcheck-'));
      const places = new Map<string, { path: string; step: ShellStep }>();
      for (const { path, found } of pages) {
        for (const step of Array.isArray(found) ? [] : found.steps) {
          if (step.kind !== 'shell') continue;
          const file = join(folder, `${places.size}.sh`);
          writeFileSync(file, `${step.command}\n`);
          places.set(file, { path, step });
        }
      }
      try {
        const remarks = places.size === 0 ? [] : shellcheck([...places.keys()]);
        const told = remarks.map(({ file, line, code, message }) => {
          const place = places.get(file);
          return `${place?.path}:${(place?.step.line ?? 0) + line}: SC${code}: ${message}`;
        });
        expect(told).toEqual([]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

const shellcheck = (files: readonly string[]): Remark[] => {
  const options = ['--shell=bash', '--format=json', '--severity=info'];
  const found = spawnSync('shellcheck', [...options, ...files], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(found.stdout) as Remark[];
};

/** The pages of this project, as they are. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read, type ShellStep } from '../../src/lesson/index.ts';

const pages = globSync('content/**/*.{md,mdx}').map((path) => ({
  path,
  found: read(path, readFileSync(path, 'utf8')),
}));

describe('content', () => {
  it('has pages', () => {
    expect(pages.length).toBeGreaterThan(3);
  });

  it.each(pages)('$path has no mistake', ({ found }) => {
    expect(Array.isArray(found) ? found.map(({ path, line, plain }) => `${path}:${line}: ${plain}`) : []).toEqual([]);
  });

  it('names pages that exist in "after", in no circle', () => {
    const lessons = new Map(pages.flatMap(({ found }) => (Array.isArray(found) ? [] : [[found.slug, found]])));
    for (const start of lessons.values()) {
      const seen = new Set<string>();
      for (let at = start; at.after !== undefined; ) {
        expect(seen.has(at.slug), `${start.slug} comes back to itself by "after"`).toBe(false);
        seen.add(at.slug);
        const before = lessons.get(at.after);
        if (before === undefined) throw new Error(`${at.slug} starts after ${at.after}, which is no page`);
        at = before;
      }
    }
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

/** Each drill: its checks fail before, hold after the solution and again, and still fail after each wrong solution. */
import { describe, expect, test } from 'vitest';
import { contentFolder, type DrillPage, readDrills } from '../../src/content/index.ts';
import { type DrillChange, errorLine } from '../../src/lesson/index.ts';
import { DrillWorld } from './play-drill.ts';

const { drills, errors } = await readDrills(contentFolder);

test('all drills can be read, and there are at least twenty', () => {
  expect(errors.map(errorLine)).toEqual([]);
  expect(drills.length).toBeGreaterThanOrEqual(20);
});

/** The sentences of the checks that do not hold, with the reason, in a world of its own after these changes. */
async function failing({ drill }: DrillPage, changes: readonly DrillChange[], rounds = 1): Promise<string[]> {
  const world = await DrillWorld.of(drill);
  try {
    for (const change of changes) await world.change(change);
    const failed: string[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      for (const check of drill.checks) {
        const verdict = await world.check(check);
        if (!verdict.held) failed.push(`${check.says} (round ${round}): ${verdict.plain}`);
      }
    }
    return failed;
  } finally {
    await world.stop();
  }
}

describe.concurrent.each(drills.map((page) => ({ slug: page.lesson.slug, page })))('$slug', ({ page }) => {
  test('fails before, and holds after the solution, however often it is checked', async () => {
    const world = await DrillWorld.of(page.drill);
    try {
      const before = [];
      for (const check of page.drill.checks) before.push(await world.check(check));
      expect(before.filter(({ held }) => !held)).not.toEqual([]);
      // As a reader has it: checked too early, then solved.
      await world.change(page.drill.solution);
      for (const check of [...page.drill.checks, ...page.drill.checks])
        expect({ check: check.says, ...(await world.check(check)) }).toEqual({ check: check.says, held: true });
    } finally {
      await world.stop();
    }
  });

  test('holds after the solution alone', async () => {
    expect(await failing(page, [page.drill.solution], 2)).toEqual([]);
  });

  test.each(page.drill.wrong.map((wrong) => ({ says: wrong.says, wrong })))('still fails: $says', async ({ wrong }) => {
    expect(await failing(page, [wrong])).not.toEqual([]);
  });
});

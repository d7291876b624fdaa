/** The broken world of a drill breaks native Prosody in the same way, and what fixes it here fixes it there. */
import { describe, expect, test } from 'vitest';
import { contentFolder, readDrills } from '../../src/content/index.ts';
import type { Drill, DrillChange } from '../../src/lesson/index.ts';
import { movableClockProblem } from '../sandbox/movable-clock.ts';
import { nativeProblem } from '../sandbox/native-packages.ts';
import { startNatives } from './native-servers.ts';
import { DrillWorld, movesClock, type StartServers, type Verdict } from './play-drill.ts';

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: the drills against native Prosody. ${problem}`);

const { drills } = await readDrills(contentFolder);

const noClock = await movableClockProblem();
if (noClock) console.warn(`SKIPPED: the drills that move the clock, against native Prosody. ${noClock}`);

/** Why this one is not tried on this computer; null when it is. */
const reasonToSkip = (drill: Drill): string | null => problem ?? (movesClock(drill) ? noClock : null);

for (const { lesson, drill } of drills) {
  const reason = reasonToSkip(drill);
  describe.skipIf(reason !== null).concurrent(`${lesson.slug}${reason ? ` (${reason})` : ''}`, () => {
    // A check waits two seconds, as on the page; on a machine that has other work, what comes may come later.
    test('fails natively as here before, and holds after the solution', { retry: 2 }, async () => {
      const [here, native] = await Promise.all([
        play(drill, [drill.solution]),
        play(drill, [drill.solution], startNatives),
      ]);
      expect(native).toEqual(here);
      expect(native.at(-1)?.filter(({ held }) => !held)).toEqual([]);
    });

    test.each(drill.wrong.map((wrong) => ({ says: wrong.says, wrong })))(
      'still fails natively: $says',
      async ({ wrong }) => {
        const [, after = []] = await play(drill, [wrong], startNatives);
        expect(after.filter(({ held }) => !held)).not.toEqual([]);
      },
    );
  });
}

/** What each check said before, and after each change. */
async function play(drill: Drill, changes: readonly DrillChange[], start?: StartServers): Promise<Verdict[][]> {
  const world = await DrillWorld.of(drill, start);
  const checkAll = async (): Promise<Verdict[]> => {
    const verdicts: Verdict[] = [];
    for (const check of drill.checks) verdicts.push(await world.check(check));
    return verdicts;
  };
  try {
    const said = [await checkAll()];
    for (const change of changes) {
      await world.change(change);
      said.push(await checkAll());
    }
    return said;
  } finally {
    await world.stop();
  }
}

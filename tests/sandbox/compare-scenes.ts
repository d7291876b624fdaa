/** Scenes of the grammar played in the sandbox and on native Prosody: what was answered differently. */
import { differences } from '../../playground/sandbox/node.ts';
import { type Difference, describeDifference, difference, shorten } from './differ.ts';
import type { Pair } from './differential.ts';
import { type Scene, scenes, type Turn } from './grammar/index.ts';
import { Stage } from './play.ts';

/** After the first difference the servers may hold different data. More than these tell nothing new. */
const mostToTell = 12;

/** In words for a person; empty when both answered the same. */
export async function compareSeed(pair: Pair, seed: number, stanzas: number): Promise<string> {
  const found = await compareScenes(pair, seed, scenes(seed, stanzas));
  return found.map(describeDifference).join('\n\n');
}

async function compareScenes(pair: Pair, seed: number, script: readonly Scene[]): Promise<Difference[]> {
  const found: Difference[] = [];
  const [here, there] = await Promise.all([Stage.open(pair.sandbox), Stage.open(pair.native)]);
  for (const scene of script) {
    const [sandbox, native] = await Promise.all([here.play(scene), there.play(scene)]);
    const all = scene.turns.map(({ number, xml }) => `    ${number} ${scene.as}: ${shorten(xml, 300)}`).join('\n');
    for (const [at, { by, turn, lines }] of sandbox.entries()) {
      const sent = turn
        ? `stanza ${turn.number}: ${shorten(turn.xml)}`
        : `while ${scene.as} sent these stanzas:\n${all}`;
      const one = difference({ where: `Seed ${seed}`, who: by, sent }, lines, native[at]?.lines ?? []);
      if (one && !isListed(turn ? [turn] : scene.turns)) found.push(one);
    }
    if (found.length >= mostToTell) break;
  }
  here.close();
  there.close();
  return found;
}

/** Whether the list says that the answers to one of these may differ. */
function isListed(turns: readonly Turn[]): boolean {
  return turns.some(({ xml }) => differences.some(({ touches }) => touches.test(xml)));
}

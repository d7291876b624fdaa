/**
 * `npm test`: makes ready what the stages need, runs every stage, then prints one line that counts them all.
 *
 *     npm test -- unit                 only the stages whose name contains "unit"
 *     npm test -- site/guides/prosody  all that concerns this page, or the pages of this folder
 *     npm test -- --all                all guides, whatever the time
 *     npm test -- --needs              only makes ready what is needed, and says which stages would be skipped
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeReady, missingOf, type Readiness } from './needs.ts';
import { orExplain } from './report.ts';
import { root } from './site.ts';
import { add, closingLine, nothing } from './test/count.ts';
import { type Chosen, pagesOf, stagesOf } from './test/page-stages.ts';
import { runStage, type Stage } from './test/stage.ts';
import { stages } from './test/stages.ts';

/** The stages that the words mean: pages where all of them are pages, or else stages by name. */
async function chooseStages(words: readonly string[], everyGuide: boolean): Promise<readonly Stage[]> {
  const all = stages({ everyGuide });
  if (words.length === 0) return all;
  const pages = await Promise.all(words.map((word) => pagesOf(join(root, 'content'), word)));
  const found = pages.filter((one): one is Chosen => one !== undefined);
  if (found.length === words.length)
    return stagesOf({
      guides: [...new Set(found.flatMap(({ guides }) => guides))],
      recipes: [...new Set(found.flatMap(({ recipes }) => recipes))],
    });
  const unknown = words.filter((word, index) => !pages[index] && !all.some(({ name }) => name.includes(word)));
  if (unknown.length > 0)
    throw new Error(
      `"${unknown.join('", "')}" is neither a stage nor a page.\nStages: ${all.map(({ name }) => name).join(', ')}.\nPages: an address or a folder of addresses, such as site/guides/prosody or site/recipes/block.`,
    );
  return all.filter(({ name }) => words.some((word) => name.includes(word)));
}

/** Whether a stage would run, in a line. */
function forecast({ name, needs = [], wants = [] }: Stage, readiness: Readiness): string {
  const [missing, missed] = [missingOf(needs, readiness), missingOf(wants, readiness)];
  if (missing.length > 0) return `SKIPPED: ${name} (missing: ${missing.join(', ')})`;
  return missed.length > 0 ? `runs in part: ${name} (missing: ${missed.join(', ')})` : `runs: ${name}`;
}

await orExplain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { all: { type: 'boolean', default: false }, needs: { type: 'boolean', default: false } },
  });
  const chosen = await chooseStages(positionals, values.all);
  console.log('\n=== what the stages need');
  const readiness = await makeReady(chosen.flatMap(({ needs = [], wants = [] }) => [...needs, ...wants]));
  if (values.needs) {
    for (const stage of chosen) console.log(forecast(stage, readiness));
    return;
  }
  let total = nothing;
  for (const stage of chosen) {
    console.log(`\n=== ${stage.name}`);
    const started = performance.now();
    const count = await runStage(stage, readiness);
    total = add(total, count);
    console.log(`--- ${stage.name}: ${closingLine(count)} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
  if (total.reasons.length > 0)
    console.log(`\nSKIPPED, and why:\n${total.reasons.map((reason) => `  - ${reason}`).join('\n')}`);
  if (total.failures.length > 0)
    console.log(`\nFAILED:\n${total.failures.map((failure) => `  - ${failure}`).join('\n')}`);
  console.log(`\n${closingLine(total)}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
});

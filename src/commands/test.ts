/** `npm test`: every stage, then one line that counts them all. A name after `--` runs the stages that contain it. */
import { add, closingLine, nothing, oneFailed } from './count.ts';
import { stages } from './stages.ts';

const wanted = process.argv.slice(2);
const chosen = stages.filter((stage) => wanted.length === 0 || wanted.some((word) => stage.name.includes(word)));
if (chosen.length === 0) {
  console.error(
    `No stage is called ${wanted.join(' or ')}. These exist: ${stages.map((stage) => stage.name).join(', ')}.`,
  );
  process.exit(1);
}

let total = nothing;
for (const stage of chosen) {
  console.log(`\n=== ${stage.name}`);
  const started = performance.now();
  let count = nothing;
  try {
    count = await stage.run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(message);
    count = oneFailed(stage.name, message);
  }
  total = add(total, count);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`--- ${stage.name}: ${closingLine(count)} (${seconds} s)`);
}

if (total.reasons.length > 0) {
  console.log(`\nSKIPPED, and why:\n${total.reasons.map((reason) => `  - ${reason}`).join('\n')}`);
}
if (total.failures.length > 0) {
  console.log(`\nFAILED:\n${total.failures.map((failure) => `  - ${failure}`).join('\n')}`);
}
console.log(`\n${closingLine(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/**
 * `npm run check` alone: the quick loop while one works. Lint, arrows, types and the pure tests, side by side on two cores; each tool's
 * output is shown when it fails, and once it is done.
 */
import { orExplain } from './report.ts';
import { capture, run } from './run.ts';
import { type Tool, tools } from './tools.ts';

const pureTests: Tool = {
  name: 'pure tests',
  command: ['vitest', 'run', '--project', 'pure', '--maxWorkers=1', '--reporter=dot'],
};

/** Two lanes, of about the same length: the tools of a lane run one after the other. */
const lanes: readonly (readonly Tool[])[] = [
  [tools.lint, tools.typescript, pureTests],
  [tools.astro, tools.svelte, tools.arrows],
];

async function runTool({ name, command: [program, ...args] }: Tool): Promise<boolean> {
  const started = performance.now();
  const { status, output } = await capture(program, args);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (status !== 0) console.log(output.trimEnd());
  return status === 0;
}

async function runLane(lane: readonly Tool[]): Promise<readonly boolean[]> {
  const results: boolean[] = [];
  for (const tool of lane) results.push(await runTool(tool));
  return results;
}

await orExplain(async () => {
  const started = performance.now();
  // The types of the content collections, which the type checks read.
  if ((await run('astro', ['sync', '--silent'])) !== 0) throw new Error('astro sync failed: its output says why.');
  const results = (await Promise.all(lanes.map(runLane))).flat();
  const failed = results.filter((passed) => !passed).length;
  console.log(
    `\n${results.length - failed} passed, ${failed} failed (${((performance.now() - started) / 1000).toFixed(0)} s)`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
});

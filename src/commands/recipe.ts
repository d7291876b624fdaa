/** `npm run recipe`: makes, tests and updates recipes in the sandbox; lessons run in the same way. */
import { watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { contentFolder, findStanzaPages } from '../content/index.ts';
import { askAnswers, newRecipe } from './recipe/new.ts';
import { summary } from './recipe/summary.ts';
import { type Outcome, testRecipe } from './recipe/test.ts';
import { updateRecipe } from './recipe/update.ts';
import { orExplain } from './report.ts';

const program = new Command('npm run recipe --').description(
  'Recipes: pages of stanzas that are run as they are read.',
);

program
  .command('new')
  .argument('<title>', 'of the page, in a few words')
  .description('asks three questions and writes a page that passes')
  .option('--about <sentence>', 'what the reader will see')
  .option('--specifications <list>', 'what defines it, such as XEP-0199, RFC 6121')
  .option('--stanza <xml>', 'what romeo sends')
  .action(async (title: string, given: { about?: string; specifications?: string; stanza?: string }) => {
    const path = await newRecipe(title, await askAnswers(given));
    const { status } = await testRecipe(path);
    console.log(`\n${path} is written. Fill in its prose, then: npm run recipe -- test ${path}`);
    process.exitCode = status === 'passed' ? 0 : 1;
  });

program
  .command('test')
  .argument('[names...]', 'of recipes or lessons, or a part of their path; all of them without any')
  .description('runs recipes in the sandbox and writes their evidence')
  .option('--watch', 'runs a recipe again whenever it is saved')
  .option('--summary <file>', 'also writes the results there, as Markdown')
  .action(async (names: string[], options: { watch?: boolean; summary?: string }) => {
    const paths = await chosen(names);
    const outcomes: Outcome[] = [];
    for (const path of paths) outcomes.push(await testRecipe(path, { quiet: paths.length > 1 }));
    if (options.summary !== undefined) await summary(options.summary, outcomes);
    const failed = outcomes.filter(({ status }) => status !== 'passed');
    console.log(`\n${outcomes.length - failed.length} of ${outcomes.length} pages passed.`);
    process.exitCode = failed.length > 0 ? 1 : 0;
    if (options.watch) await watchRecipes(paths);
  });

program
  .command('update')
  .argument('<names...>', 'of recipes or lessons, or a part of their path')
  .description('writes what came into blocks that do not fit, and keeps placeholders')
  .action(async (names: string[]) => {
    for (const path of await chosen(names)) {
      if ((await updateRecipe(path)) !== 0) process.exitCode = 1;
    }
  });

async function chosen(names: readonly string[]): Promise<readonly string[]> {
  const paths = await findStanzaPages(contentFolder, names);
  if (paths.length > 0) return paths;
  throw new Error(`There are no recipes in ${contentFolder}/recipes. Make one: npm run recipe -- new "Title"`);
}

/** Never returns: it ends with Ctrl+C. */
async function watchRecipes(paths: readonly string[]): Promise<never> {
  console.log('Waiting for a recipe to be saved. Ctrl+C ends it.');
  let queue: Promise<unknown> = Promise.resolve();
  const due = new Set<string>();
  const rerun = (path: string): void => {
    if (due.has(path)) return;
    due.add(path);
    // An editor may write a file in several strokes.
    setTimeout(() => {
      due.delete(path);
      queue = queue.then(() => testRecipe(path)).catch((error: Error) => console.error(error.message));
    }, 50);
  };
  // Folders, because many editors put a new file in the place of the old one, which ends the watch on a file.
  for (const place of new Set(paths.map((path) => dirname(path)))) {
    watch(place, (_event, name) => {
      const path = name === null ? undefined : join(place, name);
      if (path !== undefined && paths.includes(path)) rerun(path);
    });
  }
  return new Promise(() => {});
}

await orExplain(async () => {
  await program.parseAsync();
});
// xmpp.js leaves timers of up to ten seconds behind, which would keep the process.
process.exit();

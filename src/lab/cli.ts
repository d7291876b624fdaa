/** The lab's command line: `npm run lab -- COMMAND`. */
import { resolve } from 'node:path';
import { Command } from 'commander';
import { servers } from '../lesson/index.ts';
import { bootsCommand } from './commands/boots.ts';
import { checkCommand } from './commands/check.ts';
import { collectCommand } from './commands/collect.ts';
import { doctorCommand } from './commands/doctor.ts';
import { downCommand, shellCommand } from './commands/machines.ts';
import { matrixCommand } from './commands/matrix.ts';
import { duration, serverList, shard, wholeNumber } from './commands/options.ts';
import { runCommand } from './commands/run.ts';
import { upCommand } from './commands/up.ts';
import { printPlainly } from './host/plain-console.ts';
import { withoutVariable } from './host/user-namespace.ts';
import { projectFolder } from './paths.ts';

printPlainly();

const program = new Command('lab')
  .description('Runs guides on clean Debian 13 machines that have an internet of their own.')
  .option('--content <folder>', 'folder with the pages', resolve(projectFolder(), 'content'))
  .option(
    '--no-user-namespace',
    "run machines with this computer's own users, where its kernel cannot give them others",
  )
  .on('option:no-user-namespace', () => {
    // Commands that start the lab again pass it on.
    process.env[withoutVariable] = '1';
  })
  .showHelpAfterError();

const content = (): string => resolve(program.opts<{ content: string }>().content);
const act = async (work: Promise<number>): Promise<void> => {
  // Listeners of `up` would keep the process alive.
  process.exit(await work);
};

program
  .command('run')
  .description('run pages, all by default, and write their evidence')
  .argument('[pages...]', 'pages or folders of pages: guides/prosody, content/guides/prosody/install.mdx')
  .option('--update', 'write the real output into the pages where it differs')
  .option('--keep', 'at a failure, keep the machines and open a shell')
  .option('--repeat <times>', 'run this many times, up to the first failure', wholeNumber, 1)
  .option('--cold', 'start from nothing but images and packages, and say so in the evidence')
  .option('--frozen', 'only packages that the cache holds: the same versions again')
  .option('--fresh-images', 'make the images again')
  .option('--memory <GiB>', 'what all machines together may use (default: three quarters of what is free)', wholeNumber)
  .option(
    '--budget <time>',
    'run what changed, and as many others as fit into a time such as 20m, oldest evidence first',
    duration,
  )
  .option('--all', 'run all pages, whatever the budget')
  .option('--shard <part>', 'run one part of the pages, such as 1/4; all parts together are all pages', shard)
  .option('--json <file>', 'write the results as JSON')
  .option('--junit <file>', 'write the results as JUnit XML')
  .action((pages: string[], options) => act(runCommand(content(), pages, options)));

program
  .command('matrix')
  .description('run recipes against servers as their guides leave them, and record what they answer')
  .argument('[recipes...]', 'names or paths of recipes, all by default: block, content/recipes/block.mdx')
  .option('--servers <names>', `some of: ${servers.join(', ')} (default: those whose guide is published)`, serverList)
  .action((recipes: string[], options) => act(matrixCommand(content(), recipes, options)));

program
  .command('up')
  .description('leave the machines of a page running, as they are at its end')
  .argument('<page>')
  .option('--foreground', 'stay in this terminal')
  .action((page: string, options) => act(upCommand(content(), page, options)));

program
  .command('shell')
  .description('a shell on a machine of a lab that is up or kept')
  .argument('[machine]', 'its name', 'server')
  .option('--root', 'as root instead of admin')
  .action((machine: string, options) => act(shellCommand(machine, options)));

program
  .command('down')
  .description('end all labs that are up or kept')
  .option('--all', 'end runs too')
  .action((options) => act(downCommand(options)));

program
  .command('collect')
  .description('merge what the shards of a run left into the pages, and report what failed')
  .argument('<folders...>', 'one for each shard: its pages with their evidence, and its JSON and JUnit files')
  .requiredOption('--into <content>', 'folder with the pages')
  .option('--report <file>', 'write the report as Markdown')
  .option('--json <file>', 'write the results of all shards as JSON')
  .option('--junit <file>', 'write the results of all shards as JUnit XML')
  .action((folders: string[], options) => act(collectCommand(folders, { ...options, into: resolve(options.into) })));

program
  .command('doctor')
  .description('list what this computer lacks')
  .option('--fix', 'install it with apt')
  .action((options) => act(doctorCommand(options)));

program
  .command('boots')
  .description('measure how long clean machines, and those that go on from another, take to come up')
  .requiredOption('--json <file>', 'write the times as JSON')
  .option('--times <times>', 'boot each this many times', wholeNumber, 5)
  .action((options) => act(bootsCommand(content(), options)));

program
  .command('check')
  .description('find pages whose evidence is missing, stale or not of a passed run')
  .argument('[pages...]')
  .action((pages: string[]) => act(checkCommand(content(), pages)));

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** Runs the project on a virtual machine with Debian 13, as a contributor would. Needs Linux and root. See README.md. */
import { access } from 'node:fs/promises';
import { styleText } from 'node:util';
import { program } from 'commander';
import { ensureBase, freshDisk } from './disk.ts';
import { npmScript } from './host-settings.ts';
import { makeProjectDisk } from './project-disk.ts';
import { hasKvm, startQemu } from './qemu.ts';
import { clone, file } from './settings.ts';
import { asRoot, booted, type Started, shown } from './ssh.ts';
import { traits } from './traits.ts';
import { startUml } from './uml.ts';

/** What a contributor does, in order. A command after "!" is to fail. */
const contributor = [
  '! sudo npm run lab -- doctor',
  'sudo npm run lab -- doctor --fix',
  'sudo npm run lab -- run contribute/page-format',
  'sudo npm run lab -- run guides/prosody',
  'npm run recipe -- test block',
  'sudo npm run lab -- matrix block --servers prosody',
  // Whatever the lab wrote into the clone belongs to the user.
  'test -z "$(find . -path ./lost+found -prune -o -user root -print | tee /dev/stderr)"',
  'df -h / && sudo du -sh /root/.cache/stanzabox/lab',
];

interface Options {
  readonly traits: string;
  readonly kernel?: 'uml' | 'qemu';
  readonly memory: string;
  readonly continue?: boolean;
  readonly shell?: boolean;
}

const say = (text: string): void => console.log(styleText('bold', `== ${text}`));
const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(0)} s`;

async function prepare(machine: Started, names: readonly string[]): Promise<void> {
  const npm = await asRoot(machine, 'sh', await npmScript());
  if (npm.status !== 0) throw new Error(`npm could not be set up inside: ${npm.stderr}`);
  await asRoot(machine, `chown -R --from=root contributor: ${clone}`);
  for (const name of names) {
    const trait = traits[name];
    if (!trait) throw new Error(`There is no trait "${name}". These exist: ${Object.keys(traits).join(', ')}.`);
    say(`Trait ${name}: ${trait.what}`);
    const { status, stdout, stderr } = await asRoot(machine, 'bash -e', trait.script);
    console.log(`${stdout}${stderr}`.trim());
    if (status !== 0) throw new Error(`The trait ${name} ended with status ${status}.`);
  }
}

/** Runs the commands one after the other. Returns how many did not end as they should. */
async function runAll(machine: Started, commands: readonly string[]): Promise<number> {
  const results: string[] = [];
  let wrong = 0;
  for (const command of commands) {
    say(command);
    const started = Date.now();
    const status = await shown(machine, `cd ${clone} && ${command}`);
    if (status !== 0) wrong += 1;
    results.push(`${status === 0 ? 'ok    ' : `status ${status}`}  ${seconds(started).padStart(7)}  ${command}`);
    say(results.at(-1) ?? '');
  }
  say(`All commands:\n${results.join('\n')}`);
  return wrong;
}

async function main(commands: readonly string[], options: Options): Promise<number> {
  const names = options.traits.split(',').filter(Boolean);
  await ensureBase(say);
  const goesOn =
    options.continue &&
    (await access(file.disk).then(
      () => true,
      () => false,
    ));
  if (!goesOn) await freshDisk();
  say('Copying the project');
  await makeProjectDisk();
  const kernel = options.kernel ?? ((await hasKvm()) ? 'qemu' : 'uml');
  const started = Date.now();
  say(`Booting with ${kernel}; its console: ${file.console}`);
  const machine = await (kernel === 'qemu' ? startQemu : startUml)(Number(options.memory));
  process.on('SIGINT', () => machine.kill()).on('SIGTERM', () => machine.kill());
  try {
    await booted(machine);
    const about = await asRoot(
      machine,
      '. /etc/os-release; echo "$PRETTY_NAME, Linux $(uname -r)"; stat -fc %T /sys/fs/cgroup',
    );
    say(`Up after ${seconds(started)}: ${about.stdout.trim().replace('\n', ', ')}`);
    await prepare(machine, names);
    const wrong = await runAll(machine, commands.length > 0 ? commands : contributor);
    if (options.shell) await shown(machine, `cd ${clone}; exec bash -l`, true);
    await asRoot(machine, 'poweroff');
    await Promise.race([machine.off, new Promise((resolve) => setTimeout(resolve, 60_000).unref())]);
    return wrong === 0 ? 0 : 1;
  } finally {
    machine.kill();
    await machine.off;
  }
}

program
  .name('vm')
  .description('run the project on a virtual machine with Debian 13')
  .argument(
    '[commands...]',
    'what the contributor types, each in quotes (default: doctor, guides, a recipe, the matrix)',
  )
  .option('--traits <names>', `what the computer has besides, of: ${Object.keys(traits).join(', ')}`, '')
  .option('--kernel <kind>', 'qemu or uml (default: qemu where the processor has KVM, else User Mode Linux)')
  .option('--memory <GiB>', 'memory of the machine', '6')
  .option('--continue', 'go on with the disk that the last run left, and so with its packages and images')
  .option('--shell', 'a shell inside at the end')
  .action(async (commands: string[], options: Options) => {
    process.exitCode = await main(commands, options);
  });

await program.parseAsync();

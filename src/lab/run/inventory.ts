/** What a page left on its machines: systems, packages, memory and disk, as the evidence names them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MachineEvidence } from '../../lesson/index.ts';
import type { Machine } from '../machine/machine.ts';
import { processesOf } from '../machine/prompt.ts';
import { run } from '../process.ts';

export type Packages = ReadonlyMap<string, string>;

/** Installed packages with their versions. */
export async function packagesOf(machine: Machine): Promise<Packages> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own way to name fields
  const format = '${db:Status-Status} ${Package} ${Version}\n';
  const { stdout } = await machine.look(['dpkg-query', '--show', `--showformat=${format}`]);
  const lines = stdout.split('\n').map((line) => line.split(' '));
  return new Map(
    lines.flatMap(([status, name, version]) => (status === 'installed' && name && version ? [[name, version]] : [])),
  );
}

/** Bytes of memory that the machine's processes use, shared pages shared out (PSS of proc_pid_smaps(5)). */
async function memoryOf(machine: Machine): Promise<number> {
  const sizes = await Promise.all(
    (await processesOf(join(machine.cgroup, 'payload'))).map(async (pid) => {
      const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
      return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function diskOf(layers: readonly string[]): Promise<number> {
  const { stdout } = await run('du', ['--summarize', '--block-size=1', '--total', ...layers]);
  return Number(/^(\d+)\s+total$/m.exec(stdout)?.[1] ?? 0);
}

/**
 * Describes a machine at the end of a page.
 * @param packagesBefore those at the page's start
 * @param layers all its layers above the image
 */
export async function describeMachine(
  machine: Machine,
  image: string,
  packagesBefore: Packages,
  layers: readonly string[],
): Promise<MachineEvidence> {
  const [packages, memory, disk, system] = await Promise.all([
    packagesOf(machine),
    memoryOf(machine),
    diskOf(layers),
    machine.look(['sh', '-c', '. /etc/os-release; echo "$ID"; cat /etc/debian_version']),
  ]);
  const [id = '', version = ''] = system.stdout.trim().split('\n');
  return {
    name: machine.name,
    image,
    system: id === 'debian' ? 'Debian' : id || 'unknown',
    version: version || 'unknown',
    packages: [...packages]
      .filter(([name, installed]) => packagesBefore.get(name) !== installed)
      .map(([name, installed]) => ({ name, version: installed }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en')),
    memory,
    disk,
  };
}

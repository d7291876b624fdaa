/** A clock that a test moves ahead, for programs of this machine: Debian's libfaketime, in a folder of our own. */
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianFolder } from './debian-folder.ts';

export interface MovableClock {
  /** The library that a program is loaded with. */
  readonly library: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What looks at the clock from now on finds it that much further. A program that sleeps has to be woken. */
  advance(seconds: number): Promise<void>;
  remove(): Promise<void>;
}

const libraryFolder = (): Promise<string> => debianFolder({ name: 'native-faketime-1', packages: ['libfaketime'] });

/** Why there is none on this computer, in words; null when there is. */
export async function movableClockProblem(): Promise<string | null> {
  try {
    await libraryFolder();
    return null;
  } catch (error) {
    return `libfaketime could not be installed: ${error instanceof Error ? error.message : String(error)}`;
  }
}

export async function movableClock(): Promise<MovableClock> {
  const library = await findLibrary(await libraryFolder());
  const folder = await mkdtemp(join(tmpdir(), 'stanzabox-clock-'));
  const file = join(folder, 'ahead');
  let ahead = 0;
  // In one go: a program that reads half of it ends.
  const write = async (): Promise<void> => {
    await writeFile(`${file}.new`, `+${ahead}s\n`);
    await rename(`${file}.new`, file);
  };
  await write();
  return {
    library,
    environment: { FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1' },
    advance: (seconds) => {
      ahead += seconds;
      return write();
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function findLibrary(root: string): Promise<string> {
  const names = await readdir(join(root, 'usr/lib'));
  const folder = names.find((name) => /-linux-gnu/.test(name));
  return join(root, 'usr/lib', folder ?? '', 'faketime/libfaketime.so.1');
}

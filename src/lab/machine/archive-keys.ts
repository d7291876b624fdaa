/** The keys that sign Debian 13's archive. The project brings them: this computer's keyring may be older than trixie. */
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

const keyFolder = join(import.meta.dirname, '..', 'keys');

export const archiveKeys: readonly string[] = [
  'debian-archive-trixie-automatic.asc',
  'debian-archive-trixie-security-automatic.asc',
  'debian-archive-trixie-stable.asc',
].map((name) => join(keyFolder, name));

/**
 * Copies the keys to `folder`, whose parents everybody must be able to enter: apt checks signatures as the user `_apt`,
 * who cannot read a clone in somebody's home.
 * @returns the option of a line of sources.list(5) that trusts these keys alone
 */
export async function placeArchiveKeys(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const placed = await Promise.all(
    archiveKeys.map(async (key, index) => {
      const path = join(folder, `${index}.asc`);
      await copyFile(key, path);
      await chmod(path, 0o644);
      return path;
    }),
  );
  return `signed-by=${placed.join(',')}`;
}

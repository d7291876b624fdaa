/** Can machines have users of their own here, and what is said where they cannot. */
import { mkdir } from 'node:fs/promises';
import { cacheFolder } from '../paths.ts';
import { makeUserRange, tryShifted } from './user-range.ts';

/** Environment variable that does what the switch does, for commands that start the lab themselves (`npm test`). */
export const withoutVariable = 'STANZABOX_NO_USER_NAMESPACE';

const danger = 'root in a page is root of this computer as soon as it finds a way out of its machine';

/** Said at each run without. */
export const withoutUsers = `WARNING: machines run without a user namespace of their own: ${danger}. Run only pages that you have read.`;

/** @param reason what the kernel said */
export const noUsers = (reason: string): string =>
  [
    `The machines cannot have users of their own here (${reason.trim()}).`,
    'That takes Linux 6.3 or newer, and a cache folder (XDG_CACHE_HOME) on ext4, btrfs or xfs.',
    `Without, ${danger}. For pages that you have read: npm run lab -- --no-user-namespace COMMAND (or ${withoutVariable}=1).`,
  ].join('\n');

/** A file system in memory, as disks of machines are. */
const inMemory = '/dev/shm';

/** Why the lab refuses to run here, with the way out; undefined where machines get users of their own, or are to do without. */
export async function whyNoUsers(): Promise<string | undefined> {
  if (process.env[withoutVariable] === '1') return undefined;
  try {
    const users = await makeUserRange();
    try {
      await mkdir(cacheFolder(), { recursive: true });
      await tryShifted(users, [inMemory, cacheFolder()]);
      return undefined;
    } finally {
      users.close();
    }
  } catch (error) {
    return noUsers((error as Error).message);
  }
}

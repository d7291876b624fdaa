/** What the lab says about machines whose users are this computer's own. */

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

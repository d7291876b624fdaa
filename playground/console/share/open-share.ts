import ShareLink from '../view/ShareLink.svelte';
import { openDialog } from './open-dialog.ts';
import type { ToShare } from './to-share.ts';

/** Shows a link before it is copied. */
export function openShare(given: ToShare): void {
  openDialog(ShareLink, { ...given });
}

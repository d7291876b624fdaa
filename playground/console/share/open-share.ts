/** Opens the dialog in which a link is looked at before it is copied. Loaded when somebody asks for it. */
import { mount, unmount } from 'svelte';
import type { Runtime } from '../runtime/runtime.ts';
import ShareLink from '../view/ShareLink.svelte';
import type { SharedReply, SharedStanza } from './types.ts';

export interface ToShare {
  readonly runtime: Runtime;
  readonly stanzas: readonly SharedStanza[];
  /** What came back, when the stanzas are from the transcript. */
  readonly replies?: readonly SharedReply[];
}

export function openShare(given: ToShare): void {
  const target = document.querySelector('.console') ?? document.body;
  const dialog = mount(ShareLink, { target, props: { ...given, onClose: () => void unmount(dialog) } });
}

/** Opens a dialog over the console. What it shows is loaded when somebody asks for it. */
import { type Component, mount, unmount } from 'svelte';

/** @param dialog a component that opens itself and calls `onClose` when it is closed */
export function openDialog<Props extends Record<string, unknown>>(
  dialog: Component<Props & { onClose: () => void }>,
  props: Props,
): void {
  const target = document.querySelector('.console') ?? document.body;
  const shown = mount(dialog, { target, props: { ...props, onClose: () => void unmount(shown) } });
}

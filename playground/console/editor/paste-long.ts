/**
 * A long text that is pasted into Monaco. To take it in and to find where its lines wrap takes longer together than a reader waits without
 * noticing, so it comes into the model unwrapped, and wraps in a later task, once it can be seen.
 */
import type { editor } from 'monaco-editor/editor';
import { limits } from '../limits.ts';

/** What the new text has the browser draw is over. */
const drawn = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** @returns gives back what it listens with */
export function pastesLong(instance: editor.IStandaloneCodeEditor, host: HTMLElement): { dispose(): void } {
  let latest = 0;
  const onPaste = async (event: ClipboardEvent): Promise<void> => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.length <= limits.pastedAtOnce || !instance.hasTextFocus()) return;
    // Monaco would read it from the clipboard once more.
    event.preventDefault();
    event.stopImmediatePropagation();
    latest += 1;
    const own = latest;
    instance.updateOptions({ wordWrap: 'off' });
    // As Monaco pastes: over all that is selected, as one step to undo.
    instance.trigger('keyboard', 'paste', { text, pasteOnNewLine: false, multicursorText: null, mode: null });
    await drawn();
    if (own === latest) instance.updateOptions({ wordWrap: 'on' });
  };
  host.addEventListener('paste', onPaste, { capture: true });
  return { dispose: () => host.removeEventListener('paste', onPaste, { capture: true }) };
}

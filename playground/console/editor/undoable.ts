/**
 * Replaces all text of a textarea as an edit, so that the browser's own undo brings back what was there. It needs the focus for a moment.
 * `execCommand` is old, and the only way to do this; where it is refused the text is set without a history.
 */
export function replaceUndoably(area: HTMLTextAreaElement, text: string): void {
  const before = document.activeElement;
  area.focus({ preventScroll: true });
  area.select();
  if (!document.execCommand('insertText', false, text)) area.value = text;
  area.setSelectionRange(text.length, text.length);
  if (before instanceof HTMLElement && before !== area) before.focus({ preventScroll: true });
}

import type { Hand } from './types.ts';

/** What decides where a letter of a textarea is. */
const shared = [
  'borderBlockWidth',
  'borderInlineWidth',
  'boxSizing',
  'fontFamily',
  'fontSize',
  'fontWeight',
  'letterSpacing',
  'lineHeight',
  'overflowWrap',
  'paddingBlock',
  'paddingInline',
  'tabSize',
  'whiteSpace',
] as const;

/** A textarea as suggestions need it. */
export function handOf(area: HTMLTextAreaElement): Hand {
  return {
    field: () => area,
    read: () => {
      const { selectionStart, selectionEnd, value } = area;
      return { text: value, caret: selectionStart === selectionEnd ? selectionStart : null };
    },
    place: (offset) => placeOf(area, offset),
    put: (edits, [start, end]) => {
      area.focus({ preventScroll: true });
      // From the end, so that the offsets before stay right.
      for (const { offset, length, text } of [...edits].sort((one, other) => other.offset - one.offset)) {
        area.setSelectionRange(offset, offset + length);
        // Only so the browser's own undo knows of it (undoable.ts).
        if (!document.execCommand(text === '' ? 'delete' : 'insertText', false, text)) {
          area.setRangeText(text, offset, offset + length, 'end');
          area.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }
      }
      area.setSelectionRange(start, end);
    },
  };
}

/** A textarea does not tell where its letters are: a copy of it in the page does. */
function placeOf(area: HTMLTextAreaElement, offset: number): ReturnType<Hand['place']> {
  const copy = document.createElement('div');
  const style = getComputedStyle(area);
  for (const name of shared) copy.style[name] = style[name];
  const box = area.getBoundingClientRect();
  Object.assign(copy.style, {
    position: 'fixed',
    visibility: 'hidden',
    left: '0',
    top: '0',
    width: `${area.clientWidth}px`,
  });
  copy.textContent = area.value.slice(0, offset);
  const mark = document.createElement('span');
  // Of no width, and with a line's height.
  mark.textContent = '\u200b';
  copy.append(mark);
  document.body.append(copy);
  const at = mark.getBoundingClientRect();
  copy.remove();
  const left = box.left + at.left - area.scrollLeft;
  const top = box.top + at.top - area.scrollTop;
  return { left, top, bottom: top + at.height };
}

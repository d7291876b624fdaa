/**
 * A long text that is pasted into Monaco. To take it in, and to find where its lines wrap, takes longer together than a reader waits without
 * noticing. So it comes into the model unwrapped, a slice in each task, and wraps in a later one. Whatever is done to the editor meanwhile finds
 * the whole text: what is left of it comes in at once, before that.
 */
import type { editor, IRange } from 'monaco-editor/editor';
import { limits } from '../limits.ts';

/** What the new text has the browser draw is over. */
const drawn = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** What a reader can do next, wherever in the page. */
const deeds = [
  'keydown',
  'beforeinput',
  'compositionstart',
  'cut',
  'drop',
  'pointerdown',
  'click',
  'pagehide',
] as const;

export interface LongPaste {
  /** Whether the model has only a part of the text. */
  readonly isUnderWay: () => boolean;
  /** Takes in what is left, at once. */
  readonly finish: () => void;
  readonly dispose: () => void;
}

interface Left {
  readonly text: string;
  /** How much of it is in the model. */
  taken: number;
  /** All of it is, as one step to undo. */
  isOneStep: boolean;
  /** What the next slice takes the place of. */
  at: IRange;
}

/** @param onTaken all of a text is in the model */
export function pastesLong(instance: editor.IStandaloneCodeEditor, host: HTMLElement, onTaken: () => void): LongPaste {
  let left: Left | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  const take = (one: Left, end: number): void => {
    const slice = one.text.slice(one.taken, end);
    const lines = slice.split('\n');
    const line = one.at.startLineNumber + lines.length - 1;
    const column = (lines.length === 1 ? one.at.startColumn : 1) + (lines.at(-1)?.length ?? 0);
    instance.executeEdits('paste', [{ range: one.at, text: slice, forceMoveMarkers: true }]);
    one.taken = end;
    one.at = { startLineNumber: line, startColumn: column, endLineNumber: line, endColumn: column };
    instance.setPosition({ lineNumber: line, column });
  };
  /** Monaco writes down what undo has to know, which takes as long as a slice. */
  const makeOneStep = (one: Left): void => {
    if (!one.isOneStep) instance.pushUndoStop();
    one.isOneStep = true;
  };
  const wrap = async (own: number): Promise<void> => {
    await drawn();
    if (own !== latest) return;
    instance.updateOptions({ wordWrap: 'on' });
    await drawn();
    const position = instance.getPosition();
    if (own === latest && position !== null) instance.revealPosition(position);
  };
  const end = (): void => {
    left = undefined;
    clearTimeout(timer);
    onTaken();
    void wrap(latest);
  };
  const finish = (): void => {
    if (left === undefined) return;
    if (left.taken < left.text.length) take(left, left.text.length);
    makeOneStep(left);
    end();
  };
  const goOn = (): void => {
    if (left === undefined) return;
    if (left.taken < left.text.length) take(left, endOfSlice(left));
    else if (!left.isOneStep) makeOneStep(left);
    else end();
    if (left !== undefined) timer = setTimeout(goOn);
  };

  const onPaste = (event: ClipboardEvent): void => {
    finish();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const [range, ...others] = instance.getSelections() ?? [];
    if (text.length <= limits.pastedAtOnce || !instance.hasTextFocus()) return;
    if (range === undefined || others.length > 0) return;
    // Monaco would read it from the clipboard once more.
    event.preventDefault();
    event.stopImmediatePropagation();
    latest += 1;
    instance.updateOptions({ wordWrap: 'off' });
    instance.pushUndoStop();
    // Lines end in the model as the model has it, also where a slice ends between two characters that end a line.
    left = { text: text.replaceAll('\r\n', '\n').replaceAll('\r', '\n'), taken: 0, isOneStep: false, at: range };
    timer = setTimeout(goOn);
  };
  host.addEventListener('paste', onPaste, { capture: true });
  for (const deed of deeds) window.addEventListener(deed, finish, { capture: true });
  return {
    isUnderWay: () => left !== undefined,
    finish,
    dispose: () => {
      latest += 1;
      clearTimeout(timer);
      left = undefined;
      host.removeEventListener('paste', onPaste, { capture: true });
      for (const deed of deeds) window.removeEventListener(deed, finish, { capture: true });
    },
  };
}

/** Not between the two halves of a character. */
function endOfSlice({ text, taken }: Left): number {
  const end = taken + limits.pastedAtOnce;
  const isHalf = /[\ud800-\udbff]/.test(text[end - 1] ?? '');
  return Math.min(text.length, isHalf ? end + 1 : end);
}

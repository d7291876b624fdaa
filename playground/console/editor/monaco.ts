/**
 * The one place that knows Monaco. It is imported only when a reader shows intent to write (see load.ts).
 *
 * Features are few, because each weighs. Hover is left out (88 KiB compressed): what is wrong is shown below the editor,
 * where screen readers find it too. So are suggestions, peeking and symbols: nobody offers any for stanzas.
 */
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/lua/register';
import 'monaco-editor/languages/definitions/xml/register';
import { editor, KeyCode, KeyMod, MarkerSeverity } from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { type Shortcut, shortcutOf } from '../shortcuts.ts';
import { adoptMonacoStyle } from './monaco-style.ts';
import { editorOptions } from './options.ts';
import { followPageTheme } from './theme.ts';
import type { CreateEditor, Problem } from './types.ts';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };
adoptMonacoStyle();

/** Makes an editor in `host`. Everything that it holds is given back by `dispose`. */
export const createEditor: CreateEditor = ({ host, text, selection, label, language, onChange, onSubmit }) => {
  const model = editor.createModel(text, language);
  const stopTheme = followPageTheme();
  const instance = editor.create(host, {
    ...editorOptions,
    model,
    ariaLabel: label,
    fontFamily: getComputedStyle(host).fontFamily,
  });
  if (selection !== undefined) {
    const [from, to] = selection.map((offset) => model.getPositionAt(offset));
    if (from && to) instance.setSelection({ ...toRange(from, to) });
  }
  const subscription = model.onDidChangeContent(() => onChange(model.getValue()));
  if (onSubmit !== undefined) instance.addCommand(keyOf(shortcutOf('send')), onSubmit);
  return {
    focus: () => instance.focus(),
    setText: (next) => {
      if (next !== model.getValue()) {
        // As an edit and not as a new value, so that undo brings the reader's own text back.
        instance.pushUndoStop();
        instance.executeEdits('console', [{ range: model.getFullModelRange(), text: next }]);
        instance.pushUndoStop();
      }
    },
    setProblem: (problem) => editor.setModelMarkers(model, 'stanzabox', problem === null ? [] : [marker(problem)]),
    goTo: (line, column) => {
      instance.setPosition({ lineNumber: line, column });
      instance.revealLineInCenterIfOutsideViewport(line);
      instance.focus();
    },
    dispose: () => {
      subscription.dispose();
      stopTheme();
      instance.dispose();
      model.dispose();
    },
  };
};

/** A key of ours as Monaco numbers it. Throws for a key that its table does not know. */
function keyOf({ key, mod, shift }: Shortcut): number {
  const code = KeyCode[key as keyof typeof KeyCode];
  if (code === undefined) throw new Error(`Monaco has no key named ${key}.`);
  return (mod ? KeyMod.CtrlCmd : 0) | (shift ? KeyMod.Shift : 0) | code;
}

function marker({ line, column, length, text }: Problem): editor.IMarkerData {
  return {
    severity: MarkerSeverity.Error,
    message: text,
    startLineNumber: line,
    startColumn: column,
    endLineNumber: line,
    endColumn: column + Math.max(1, length),
  };
}

function toRange(from: { lineNumber: number; column: number }, to: { lineNumber: number; column: number }) {
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}

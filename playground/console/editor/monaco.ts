/**
 * The one place that knows Monaco. It is imported only when a reader shows intent to write (see load.ts).
 *
 * Features are few, because each weighs. Hover is left out (88 KiB compressed): what is wrong is shown below the editor,
 * where screen readers find it too. So are Monaco's suggestions: the textarea needs a list of its own, which serves here as well (Suggestions.svelte).
 * Nobody offers peeking or symbols for stanzas.
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
import 'monaco-editor/features/unicodeHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/lua/register';
import 'monaco-editor/languages/definitions/xml/register';
import { editor, KeyCode, KeyMod, MarkerSeverity } from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { type Shortcut, shortcuts } from '../shortcuts.ts';
import { adoptMonacoStyle } from './monaco-style.ts';
import { editorOptions } from './options.ts';
import { pastesLong } from './paste-long.ts';
import { followPageTheme } from './theme.ts';
import type { CreateEditor, Problem } from './types.ts';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };
adoptMonacoStyle();

/**
 * The editor's option does not reach its models, which would look for all brackets of a long text to give them colours; and each new editor
 * gives the options of models back their defaults.
 */
function leaveBrackets(model: editor.ITextModel): void {
  const leave = (): void => {
    model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
  };
  leave();
  model.onDidChangeOptions(leave);
}

/** Makes an editor in `host`. Everything that it holds is given back by `dispose`. */
export const createEditor: CreateEditor = (options) => {
  const { host, label, language, onChange, onCaret, commands } = options;
  /** What is left to undo, and the caret, belong to the text. */
  const models = new Map<string, editor.ITextModel>();
  const views = new Map<string, editor.ICodeEditorViewState | null>();
  const modelOf = (document: string, text: string): editor.ITextModel => {
    const known = models.get(document);
    if (known !== undefined) return known;
    const fresh = editor.createModel(text, language);
    leaveBrackets(fresh);
    models.set(document, fresh);
    return fresh;
  };
  let present = options.document;
  let problems: readonly Problem[] = [];
  const [oldest, ...later] = [...options.past, options.text];
  const stopTheme = followPageTheme();
  const instance = editor.create(host, {
    ...editorOptions,
    model: modelOf(present, oldest ?? ''),
    ariaLabel: label,
    fontFamily: getComputedStyle(host).fontFamily,
  });
  /** The text that was told last, as long as the model has it: to put a long one together again only to compare it takes long. */
  let told: string | undefined;
  const tell = (): void => {
    told = instance.getValue();
    onChange(told);
  };
  const tellCaret = (): void => {
    const position = instance.getPosition();
    const offset = position && instance.getModel()?.getOffsetAt(position);
    if (typeof offset === 'number') onCaret?.(offset);
  };
  const pasting = pastesLong(instance, host, () => {
    tell();
    tellCaret();
  });
  const mark = (): void => {
    const model = instance.getModel();
    if (model) editor.setModelMarkers(model, 'stanzabox', problems.map(marker));
  };
  /** As an edit and not as a new value, so that undo brings back what was there. */
  const replace = (text: string): void => {
    pasting.finish();
    const model = instance.getModel();
    if (model === null || text === told || model.getValue() === text) return;
    instance.pushUndoStop();
    instance.executeEdits('console', [{ range: model.getFullModelRange(), text }]);
    instance.pushUndoStop();
  };
  for (const text of later) replace(text);
  if (options.selection !== undefined) {
    const [from, to] = options.selection.map((offset) => instance.getModel()?.getPositionAt(offset));
    if (from && to) instance.setSelection({ ...toRange(from, to) });
  }
  const subscriptions = [
    instance.onDidChangeModelContent(() => {
      if (!pasting.isUnderWay()) tell();
    }),
    pasting,
    // Who hears of it reads the text, all of it.
    instance.onDidChangeCursorPosition(() => {
      if (!pasting.isUnderWay()) tellCaret();
    }),
  ];
  for (const shortcut of shortcuts) {
    const { command } = shortcut;
    const run = commands[command];
    // Not `addCommand`: its keys are those of all editors on the page, and of two the later one would get them.
    if (run !== undefined)
      subscriptions.push(
        instance.addAction({ id: `console.${command}`, label: command, keybindings: [keyOf(shortcut)], run }),
      );
  }
  const focus = (): void => {
    // Monaco tells the browser where the caret is with the next frame only: what is written before that would go to the beginning of the text.
    instance.render(true);
    instance.focus();
  };
  const rangeOf = (model: editor.ITextModel, start: number, end: number) =>
    toRange(model.getPositionAt(start), model.getPositionAt(end));
  return {
    focus,
    field: () => host.querySelector<HTMLElement>('[role="textbox"], textarea'),
    read: () => {
      pasting.finish();
      const selection = instance.getSelection();
      const model = instance.getModel();
      const caret = selection?.isEmpty() && model ? model.getOffsetAt(selection.getPosition()) : null;
      return { text: instance.getValue(), caret };
    },
    place: (offset) => {
      const position = instance.getModel()?.getPositionAt(offset);
      const at = position && instance.getScrolledVisiblePosition(position);
      const { left, top } = host.getBoundingClientRect();
      if (!at) return { left, top, bottom: top };
      return { left: left + at.left, top: top + at.top, bottom: top + at.top + at.height };
    },
    put: (edits, [start, end]) => {
      const model = instance.getModel();
      if (model === null) return;
      instance.pushUndoStop();
      instance.executeEdits(
        'suggestion',
        edits.map(({ offset, length, text }) => ({ range: rangeOf(model, offset, offset + length), text })),
      );
      instance.pushUndoStop();
      instance.setSelection(rangeOf(model, start, end));
      instance.revealPositionInCenterIfOutsideViewport(model.getPositionAt(end));
    },
    show: (document, text) => {
      pasting.finish();
      if (document !== present) {
        views.set(present, instance.saveViewState());
        present = document;
        told = undefined;
        instance.setModel(modelOf(document, text));
        instance.restoreViewState(views.get(document) ?? null);
        mark();
      }
      replace(text);
    },
    setProblems: (next) => {
      problems = next;
      mark();
    },
    goTo: (line, column, length = 0) => {
      instance.setSelection({
        startLineNumber: line,
        startColumn: column,
        endLineNumber: line,
        endColumn: column + length,
      });
      instance.revealLineInCenterIfOutsideViewport(line);
      focus();
    },
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      stopTheme();
      instance.dispose();
      for (const model of models.values()) model.dispose();
    },
  };
};

/** Where Monaco's names are not the browser's. */
const names: Readonly<Record<string, string>> = {
  '.': 'Period',
  ' ': 'Space',
  ArrowUp: 'UpArrow',
  ArrowDown: 'DownArrow',
};

const mac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** A key of ours as Monaco numbers it. Throws for a key that its table does not know. */
function keyOf({ key, mod, shift, isControl }: Shortcut): number {
  const code = KeyCode[(names[key] ?? key) as keyof typeof KeyCode];
  if (code === undefined) throw new Error(`Monaco has no key named ${key}.`);
  const modifier = mac && isControl ? KeyMod.WinCtrl : KeyMod.CtrlCmd;
  return (mod ? modifier : 0) | (shift ? KeyMod.Shift : 0) | code;
}

const severities = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, hint: MarkerSeverity.Info } as const;

function marker({ line, column, length, text, severity = 'error' }: Problem): editor.IMarkerData {
  return {
    severity: severities[severity],
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

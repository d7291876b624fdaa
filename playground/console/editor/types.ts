/** An editor as the console knows it, whatever makes it. Offsets count UTF-16 code units from 0, lines and columns from 1. */
import type { Completion, Edit } from '../../stanza/assist.ts';
import type { Command } from '../shortcuts.ts';

export interface Problem {
  readonly line: number;
  readonly column: number;
  /** Code units to mark, on that line. */
  readonly length: number;
  readonly text: string;
  /** An error unless it says otherwise. */
  readonly severity?: 'error' | 'warning' | 'hint';
}

export type Commands = Readonly<Partial<Record<Command, () => void>>>;

export interface EditorOptions {
  readonly host: HTMLElement;
  /** Which text it is: each has its own history for undo. */
  readonly document: string;
  readonly text: string;
  /** Texts that were there before this one, the oldest first: undo leads back to them. */
  readonly past: readonly string[];
  /** Start and end offset. */
  readonly selection?: readonly [number, number];
  readonly label: string;
  readonly language: 'xml' | 'lua';
  readonly onChange: (text: string) => void;
  /** Where the caret is now, as an offset. */
  readonly onCaret?: (offset: number) => void;
  /** What the keys of shortcuts.ts do in the editor. */
  readonly commands: Commands;
}

/** What can be written at an offset of a text; undefined where nothing is known. */
export type Complete = (text: string, offset: number) => Completion | undefined;

/** An editor's text as suggestions need it, whatever the editor. */
export interface Hand {
  /** What has the focus while somebody writes, and is told of by screen readers. */
  field(): HTMLElement | null;
  /** The caret is null while something is selected. */
  read(): { readonly text: string; readonly caret: number | null };
  /** Where an offset is in the window, in CSS pixels. */
  place(offset: number): { readonly left: number; readonly top: number; readonly bottom: number };
  /** Makes the edits as one that can be undone, and selects what is between the two offsets then. */
  put(edits: readonly Edit[], select: readonly [start: number, end: number]): void;
}

export interface Editor extends Hand {
  focus(): void;
  /** Shows this text. In the same document it is an edit that can be undone. */
  show(document: string, text: string): void;
  setProblems(problems: readonly Problem[]): void;
  goTo(line: number, column: number, length?: number): void;
  dispose(): void;
}

export type CreateEditor = (options: EditorOptions) => Editor;

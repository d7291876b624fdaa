/** An editor as the console knows it, whatever makes it. Offsets count UTF-16 code units from 0, lines and columns from 1. */
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

export interface Editor {
  focus(): void;
  /** Shows this text. In the same document it is an edit that can be undone. */
  show(document: string, text: string): void;
  setProblems(problems: readonly Problem[]): void;
  goTo(line: number, column: number, length?: number): void;
  dispose(): void;
}

export type CreateEditor = (options: EditorOptions) => Editor;

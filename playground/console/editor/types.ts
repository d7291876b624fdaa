/** An editor as the console knows it, whatever makes it. Offsets count UTF-16 code units from 0, lines and columns from 1. */

export interface Problem {
  readonly line: number;
  readonly column: number;
  /** Code units to mark, on that line. */
  readonly length: number;
  readonly text: string;
}

export interface EditorOptions {
  readonly host: HTMLElement;
  readonly text: string;
  /** Start and end offset. */
  readonly selection?: readonly [number, number];
  readonly label: string;
  readonly language: 'xml' | 'lua';
  readonly onChange: (text: string) => void;
  /** On the key of the command `send` (shortcuts.ts). */
  readonly onSubmit?: () => void;
}

export interface Editor {
  focus(): void;
  setText(text: string): void;
  setProblem(problem: Problem | null): void;
  goTo(line: number, column: number): void;
  dispose(): void;
}

export type CreateEditor = (options: EditorOptions) => Editor;

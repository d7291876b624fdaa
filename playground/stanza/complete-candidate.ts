import type { About } from './complete-about.ts';
import type { Snippet } from './complete-snippet.ts';
import type { Suggestion, SuggestionKind } from './complete-types.ts';
import type { Edit } from './finding.ts';

/** What could be suggested, before it is known whether it fits. */
export interface Candidate {
  readonly kind: SuggestionKind;
  readonly label: string;
  readonly detail: string;
  readonly about: () => About;
  /** Ways to write it: the first that fits is taken. */
  readonly ways: readonly Way[];
}

export interface Way {
  readonly edits: readonly Edit[];
  readonly select: readonly [start: number, end: number];
  readonly goesOn: boolean;
}

/** Puts a snippet in the place of what is between two offsets; other edits are behind it. */
export function putting(from: number, to: number, snippet: Snippet, behind: readonly Edit[] = []): Way {
  const [start, end] = snippet.select;
  return {
    edits: [{ offset: from, length: to - from, text: snippet.text }, ...behind],
    select: [from + start, from + end],
    goesOn: snippet.goesOn,
  };
}

export function suggestionOf({ kind, label, detail, about }: Candidate, way: Way): Suggestion {
  return { kind, label, detail, ...way, ...about() };
}

/** The space that a line begins with, for the lines that a snippet adds below it. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, Math.min(offset, start + 200)))?.[0] ?? '';
}

export function indented(text: string, indent: string): string {
  return text.replaceAll('\n', `\n${indent}`);
}

/**
 * A text in pieces, line by line, for those who show it: a line that does not fit goes on below its own beginning, which takes an element
 * for each line that knows how far in it begins.
 */
export interface PiecesOfLine<Piece> {
  /** Spaces at its beginning; they are in no piece. */
  readonly indent: number;
  readonly pieces: readonly Piece[];
}

interface Piece {
  readonly text: string;
}

/** The same text in more pieces: the end of a line and the spaces after it are one by themselves. */
export function cutAtLines<Each extends Piece>(pieces: readonly Each[]): readonly Each[] {
  return pieces.flatMap((piece) =>
    piece.text
      .split(/(\n *)/)
      .filter((text) => text !== '')
      .map((text) => ({ ...piece, text })),
  );
}

/** The lines of what `cutAtLines` has made. */
export function inLines<Each extends Piece>(cut: readonly Each[]): readonly PiecesOfLine<Each>[] {
  let pieces: Each[] = [];
  const lines: PiecesOfLine<Each>[] = [{ indent: 0, pieces }];
  for (const piece of cut) {
    if (/^\n *$/.test(piece.text)) {
      pieces = [];
      lines.push({ indent: piece.text.length - 1, pieces });
    } else pieces.push(piece);
  }
  return lines;
}

/** Keeps code within a line of text from breaking inside a word such as `-f`: a browser breaks after a hyphen. */
import type { HastPluginEntry } from 'satteri';

/** Fits on a line of a phone beside a few words. */
const longest = 20;

const text = (value: string) => ({ type: 'text' as const, value });
const unbroken = (value: string) => ({
  type: 'element' as const,
  tagName: 'span',
  properties: { class: 'sb-unbroken' },
  children: [text(value)],
});

export const unbrokenCode: HastPluginEntry = {
  name: 'stanzabox-unbroken-code',
  element: {
    filter: ['code'],
    visit(node, context) {
      const written = context.textContent(node);
      // A block ends with a line feed; options of a long command are kept whole, its other words may break.
      if (written.includes('\n') || !written.includes('-')) return undefined;
      const pieces = written.length <= longest ? [written] : written.split(/((?<=^|\s)-\S+)/);
      if (pieces.length === 1 && written.length > longest) return undefined;
      const isWhole = (piece: string): boolean =>
        piece.length <= longest && (written.length <= longest || piece.startsWith('-'));
      const children = pieces
        .filter((piece) => piece !== '')
        .map((piece) => (isWhole(piece) ? unbroken(piece) : text(piece)));
      return { type: 'element' as const, tagName: 'code', properties: { ...node.properties }, children };
    },
  },
};

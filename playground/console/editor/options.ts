/** Monaco's options, each with the reason for it. What is not here stays as Monaco has it. */
import type { editor } from 'monaco-editor/editor';

export const editorOptions: editor.IStandaloneEditorConstructionOptions = Object.freeze({
  // The editor's box follows the page's layout; without this it keeps the size that it was born with.
  automaticLayout: true,
  // Tab goes on to the next control, as in the textarea that it replaces: nobody gets trapped. Ctrl+] indents.
  tabFocusMode: true,
  // A stanza is a few lines: a map of it shows nothing.
  minimap: { enabled: false },
  // Long attributes wrap, since sideways scrolling hides the end of a stanza.
  wordWrap: 'on',
  // The last line need not scroll to the top in a box of ten lines.
  scrollBeyondLastLine: false,
  // What is sent is what was typed: nothing adds brackets, quotes or indentation of its own.
  autoClosingBrackets: 'never',
  autoClosingQuotes: 'never',
  autoSurround: 'never',
  autoIndent: 'keep',
  // Words from elsewhere in the text do not help in XML.
  wordBasedSuggestions: 'off',
  quickSuggestions: false,
  // The same text size and line height as the textarea, so that nothing jumps when the editor takes over.
  fontSize: 13,
  lineHeight: 21,
  fontLigatures: false,
  lineNumbersMinChars: 3,
  padding: { top: 8, bottom: 8 },
  // The frame around the box shows the focus already.
  renderLineHighlight: 'none',
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  glyphMargin: false,
  // Folding a ten-line stanza costs a column and gives nothing.
  folding: false,
  // Widgets such as the explanation of an error may reach over the box's edge.
  fixedOverflowWidgets: true,
  // Rainbow brackets say nothing in a file that is three levels deep, and their colours are not the site's.
  bracketPairColorization: { enabled: false },
  guides: { indentation: false },
  // Two spaces, as the transcript lays stanzas out.
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  // The page scrolls on when the editor has nothing to scroll.
  scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  // What cannot be seen is marked; a letter that looks like another one is text like any other.
  unicodeHighlight: { invisibleCharacters: true, ambiguousCharacters: false, nonBasicASCII: false },
  // Links are for reading in the transcript; a click in an editor sets the caret.
  links: false,
});

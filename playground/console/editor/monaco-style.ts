/**
 * Monaco's stylesheets, for the parts that monaco.ts registers. Monaco imports them itself, but Astro's build deletes CSS
 * that only a dynamic import in an island reaches (its "orphaned" stylesheets), so they come as text and are adopted by
 * the page. Monaco's package does not export its CSS; hence the paths.
 */
const sheets: Record<string, string> = import.meta.glob(
  [
    '/node_modules/monaco-editor/esm/vs/base/**/*.css',
    '/node_modules/monaco-editor/esm/vs/platform/**/*.css',
    '/node_modules/monaco-editor/esm/vs/editor/browser/**/*.css',
    '/node_modules/monaco-editor/esm/vs/editor/standalone/**/*.css',
    '/node_modules/monaco-editor/esm/vs/editor/contrib/{find,bracketMatching,message,contextmenu}/**/*.css',
    '!**/{diffEditor,multiDiffEditor,minimap,gpu}/**',
  ],
  { query: '?inline', import: 'default', eager: true },
);

/** Makes Monaco's look the page's, once. */
export function adoptMonacoStyle(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(Object.values(sheets).join('\n'));
  document.adoptedStyleSheets.push(sheet);
}

/** The files that a page names and cannot do without: scripts, styles, fonts, and what a server in the tab is made of. Not its pictures. */
const kinds = 'js|css|woff2?|ttf|wasm|bin';
const file = new RegExp(String.raw`^_astro/[\w.@~/-]+\.(?:${kinds})$`);
const named = new RegExp(String.raw`/(_astro/[\w.@~/-]+\.(?:${kinds}))(?![\w.-])`, 'g');

/** Whether a path below the site's folder is such a file. */
export function namesAFile(path: string): boolean {
  return file.test(path);
}

/** All of them in a page's HTML. */
export function filesIn(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(named)].map(([, path = '']) => path));
}

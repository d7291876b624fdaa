/** The page that stands in for one that was never visited, when there is no network. */

export interface KeptPage {
  readonly address: string;
  readonly title: string;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

const styles = `:root { color-scheme: light dark; }
body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.3; }
code { overflow-wrap: anywhere; }
li { margin-block: 0.4rem; }
a { color: LinkText; padding-block: 0.15rem; }`;

/**
 * @param address of the page that was asked for
 * @param pages that are kept
 */
export function notKeptPage(address: string, pages: readonly KeptPage[]): string {
  const items = pages
    .map((page) => `<li><a href="${escaped(page.address)}">${escaped(page.title)}</a></li>`)
    .join('\n');
  const list = pages.length === 0 ? '<p>No page is kept.</p>' : `<ul>\n${items}\n</ul>`;
  // No script, and no style but this one: whatever an address holds stays text.
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This page is not kept offline | Stanzabox</title>
<style>${styles}</style>
</head>
<body>
<main>
<h1>This page is not kept in your browser</h1>
<p>The site does not answer, and <code>${escaped(address)}</code> was not visited before. Check your connection, then <a href="${escaped(address)}">try again</a>.</p>
<h2>What you can read now</h2>
${list}
</main>
</body>
</html>
`;
}

/** The search interface, loaded when the reader opens it. */
import '@pagefind/default-ui/css/ui.css';
import './styles/search.css';
// @ts-expect-error The package ships no types.
import { PagefindUI } from '@pagefind/default-ui';

/** Puts Pagefind's interface into an element. Rejects when the index cannot be fetched. */
export async function showSearch(element: HTMLElement, base: string): Promise<void> {
  const folder = `${base.replace(/\/+$/, '')}/pagefind/`;
  const index = await fetch(`${folder}pagefind-entry.json`);
  if (!index.ok) throw new Error(`The search index answered with status ${index.status}.`);
  element.id ||= 'search-interface';
  new PagefindUI({
    element: `#${element.id}`,
    baseUrl: base,
    bundlePath: folder,
    showImages: false,
    showSubResults: true,
    resetStyles: false,
    translations: { placeholder: 'Search guides, recipes and stanzas' },
  });
}

/** Links to the playground that carry what the reader has changed. Loaded with the first change. */
import { linkOf, readLink, startingAt } from '../../../playground/console/share/index.ts';

/**
 * Gives links of a page the reader's texts.
 * @param recorded the page's own link
 * @param changed texts by the number of the stanza in the link, from 0
 * @param links each with the number of the stanza that it begins with
 */
export async function relink(
  recorded: string,
  changed: ReadonlyMap<number, string>,
  links: readonly (readonly [number, HTMLAnchorElement])[],
): Promise<void> {
  const at = recorded.indexOf('#');
  const [page, hash] = [recorded.slice(0, at), recorded.slice(at)];
  const texts = new Map(changed);
  const shared = await readLink(hash);
  if (shared === null || 'plain' in shared) return;
  const stanzas = shared.stanzas.map((stanza, index) => ({ ...stanza, xml: changed.get(index) ?? stanza.xml }));
  const made = changed.size === 0 ? hash : await linkOf({ ...shared, stanzas, first: 0 });
  // The reader went on writing: the later call makes the links.
  if (texts.size !== changed.size || [...texts].some(([index, xml]) => changed.get(index) !== xml)) return;
  for (const [index, anchor] of links) {
    // A text that does not fit into a link: the page's own is better than none, and its title says so.
    const link = typeof made === 'string' ? made : hash;
    anchor.href = page + startingAt(link, index);
    // The one for the whole page has words of its own.
    if (anchor.title === '') continue;
    const isChanged = changed.has(index) && typeof made === 'string';
    anchor.title = `Open this stanza${isChanged ? ', as you changed it,' : ''} in the playground`;
  }
}

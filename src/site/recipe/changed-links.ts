/** Links to the playground that carry what the reader has changed. Loaded with the first change. */
import { linkOf, readLink, startingAt } from '../../../playground/console/share/index.ts';
import type { RecipeStep } from '../../../playground/session/index.ts';

interface Steps {
  readonly recorded: readonly RecipeStep[];
  /** The same, with others in the place of those that the reader has changed, now or later. */
  readonly steps: readonly RecipeStep[];
}

/**
 * Gives links of a page the reader's texts.
 * @param recorded the page's own link
 * @param links each with the number of the stanza that it begins with
 */
export async function relink(
  recorded: string,
  of: Steps,
  links: readonly (readonly [number, HTMLAnchorElement])[],
): Promise<void> {
  const at = recorded.indexOf('#');
  const [page, hash] = [recorded.slice(0, at), recorded.slice(at)];
  const changed = changedTexts(of);
  const shared = await readLink(hash);
  if (shared === null || 'plain' in shared) return;
  const stanzas = shared.stanzas.map((stanza, index) => ({ ...stanza, xml: changed.get(index) ?? stanza.xml }));
  const made = changed.size === 0 ? hash : await linkOf({ ...shared, stanzas, first: 0 });
  // The reader went on writing: the later call makes the links.
  const now = changedTexts(of);
  if (now.size !== changed.size || [...now].some(([index, xml]) => changed.get(index) !== xml)) return;
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

/** By the number of the stanza in the link, from 0. */
function changedTexts({ recorded, steps }: Steps): ReadonlyMap<number, string> {
  const sent = [...recorded.entries()].filter(([, step]) => step.kind === 'send' && step.skip === undefined);
  return new Map(
    sent.flatMap(([at, step], index) => {
      const now = steps[at];
      return now?.kind === 'send' && now !== step ? [[index, now.xml] as const] : [];
    }),
  );
}

/**
 * What the sidebar shows on a page: the whole of the part that the reader is in, and the ways into the others. With all
 * guides and recipes on every page it would be longer than many of the pages, and heavier.
 */
import { defineRouteMiddleware, type StarlightRouteData } from '@astrojs/starlight/route-data';

type Entry = StarlightRouteData['sidebar'][number];
type Link = Extract<Entry, { type: 'link' }>;

function linksOf(entry: Entry): readonly Link[] {
  return entry.type === 'link' ? [entry] : entry.entries.flatMap(linksOf);
}

/** A group within a group: whole when the reader is in it, otherwise one link to its first page. */
function shortened(entry: Entry): Entry {
  if (entry.type === 'link') return entry;
  const links = linksOf(entry);
  const [first] = links;
  if (first === undefined || links.some(({ isCurrent }) => isCurrent)) return entry;
  return { ...first, label: entry.label, badge: undefined };
}

export const onRequest = defineRouteMiddleware(({ locals }) => {
  const route = locals.starlightRoute;
  route.sidebar = route.sidebar.map((entry) =>
    entry.type === 'group' ? { ...entry, entries: entry.entries.map(shortened) } : entry,
  );
});

/**
 * Names of pages where the server does not stand beside them: in the browser's tab, in what others show of a link, and in the links to
 * the page before and after. And what the sidebar shows on a page: the whole of the part that the reader is in, and the ways into the others. With all
 * guides and recipes on every page it would be longer than many of the pages, and heavier.
 */
import { defineRouteMiddleware, type StarlightRouteData } from '@astrojs/starlight/route-data';

import { drillStyles, machineDrillStyles } from './drill/styles.ts';
import { listOperatorPages } from './guide/index-of-guides.ts';
import { fullTitle } from './guide/titles.ts';
import { withBase } from './navigation.ts';

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

type Head = StarlightRouteData['head'];

/** The same head with the whole title in the place of the page's own. */
function titled(head: Head, own: string, whole: string): Head {
  return head.map((element) => {
    if (element.tag === 'title') return { ...element, content: element.content?.replace(own, whole) };
    const isTitle = element.tag === 'meta' && element.attrs?.property === 'og:title';
    return isTitle ? { ...element, attrs: { ...element.attrs, content: whole } } : element;
  });
}

/** Whole titles of guides by their paths. Pages do not change while the site is built, so there they are read once for all pages. */
let titlesOfBuild: Promise<ReadonlyMap<string, string>> | undefined;

function readTitles(): Promise<ReadonlyMap<string, string>> {
  const read = async () =>
    new Map((await listOperatorPages()).map(({ lesson }) => [withBase(`/${lesson.slug}/`), fullTitle(lesson)]));
  if (!import.meta.env.PROD) return read();
  titlesOfBuild ??= read();
  return titlesOfBuild;
}

export const onRequest = defineRouteMiddleware(async ({ locals }) => {
  const route = locals.starlightRoute;
  route.sidebar = route.sidebar.map((entry) =>
    entry.type === 'group' ? { ...entry, entries: entry.entries.map(shortened) } : entry,
  );
  if (route.entry.data.kind === 'drill') {
    // Its headings are of its end, which is folded.
    route.toc = undefined;
    const styles = route.entry.data.tab === undefined ? machineDrillStyles : drillStyles;
    route.head = [...route.head, { ...styles, attrs: {} }];
  }
  const titles = await readTitles();
  for (const link of [route.pagination.prev, route.pagination.next]) {
    if (link !== undefined) link.label = titles.get(link.href) ?? link.label;
  }
  const { title } = route.entry.data;
  const whole = titles.get(withBase(`/${route.id}/`));
  if (whole !== undefined && whole !== title) route.head = titled(route.head, title, whole);
});

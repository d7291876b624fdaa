/** The links of a host-meta document (RFC 6415), as JSON and as XML; of what is neither, none. */
import { elementsOf, parse } from '../../stanza/index.ts';

export interface HostMetaLink {
  readonly rel: string;
  readonly href: string;
}

export function linksInJson(text: string): readonly HostMetaLink[] {
  try {
    const { links } = JSON.parse(text) as { readonly links?: unknown };
    if (!Array.isArray(links)) return [];
    return links.flatMap((link: unknown) => {
      const { rel, href } = (link ?? {}) as { readonly rel?: unknown; readonly href?: unknown };
      return typeof rel === 'string' && typeof href === 'string' ? [{ rel, href }] : [];
    });
  } catch {
    return [];
  }
}

export function linksInXml(text: string): readonly HostMetaLink[] {
  const parsed = parse(text.replace(/^\s*<\?xml[^>]*\?>/, ''));
  const [document] = parsed.ok ? parsed.stanzas : [];
  if (document === undefined) return [];
  return elementsOf(document).flatMap(({ local, attributes }) => {
    const value = (name: string): string | undefined => attributes.find((one) => one.name === name)?.value;
    const [rel, href] = [value('rel'), value('href')];
    return local === 'Link' && rel !== undefined && href !== undefined ? [{ rel, href }] : [];
  });
}

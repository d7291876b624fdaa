/** Links of the header, on every page: where most readers want to go. */
export interface HeaderLink {
  readonly label: string;
  /** Path without the base: `/why/`. */
  readonly path: string;
}

export const headerLinks: readonly HeaderLink[] = [
  { label: 'Guides', path: '/guides/' },
  { label: 'Recipes', path: '/recipes/' },
  { label: 'Playground', path: '/playground/' },
  { label: 'Lessons', path: '/lessons/' },
  { label: 'Why', path: '/why/' },
];

/**
 * A path of this site with the base in front: `/docs/why/`. The base may be given with or without a final slash.
 * @param path begins with a slash
 */
export function withBase(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/+$/, '')}${path}`;
}

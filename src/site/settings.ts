/** Where the site will live and where its pages are edited: read from the environment once, with an error in plain words. */
import { unknownSite } from '../check/file/name.ts';

export interface Settings {
  /** Origin for canonical addresses, the sitemap and the social card: `https://example.org`. */
  readonly site: string;
  /** Path on that host, with both slashes: `/` or `/docs/`. */
  readonly base: string;
  /** Address of the repository without a final slash, or undefined when nobody said where it is. */
  readonly repository: string | undefined;
}

function readAddress(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new Error(`${name} is "${value}". Write a whole address that begins with https://, e.g. https://example.org`);
  }
  return url.href.replace(/\/+$/, '');
}

/** What addresses of pages begin with where a terminal prints them: whole if it is known where the site will live, else as a local build has them. */
export function printedBase(environment: Readonly<Record<string, string | undefined>>): string {
  const { site, base } = readSettings(environment);
  return environment.STANZABOX_SITE ? `${site}${base}` : base;
}

/** Reads STANZABOX_SITE, STANZABOX_BASE and STANZABOX_REPOSITORY (or what GitHub Actions sets). Throws when one makes no sense. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const { STANZABOX_SITE, STANZABOX_BASE, STANZABOX_REPOSITORY, GITHUB_SERVER_URL, GITHUB_REPOSITORY } = environment;
  const site = readAddress('STANZABOX_SITE', STANZABOX_SITE || unknownSite);
  if (new URL(site).pathname !== '/') {
    throw new Error(`STANZABOX_SITE is "${STANZABOX_SITE}". Put the path into STANZABOX_BASE and only the host here.`);
  }
  const path = (STANZABOX_BASE ?? '').replace(/^\/+|\/+$/g, '');
  if (!/^[\w.~/-]*$/.test(path)) {
    throw new Error(`STANZABOX_BASE is "${STANZABOX_BASE}". Write a path of letters, digits, "-", "_", "." and "/".`);
  }
  const onGitHub = GITHUB_SERVER_URL && GITHUB_REPOSITORY ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}` : undefined;
  const repository = STANZABOX_REPOSITORY || onGitHub;
  return {
    site,
    base: path === '' ? '/' : `/${path}/`,
    repository: repository && readAddress('STANZABOX_REPOSITORY', repository),
  };
}

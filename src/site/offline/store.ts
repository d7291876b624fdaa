/** What is kept, in the browser's own caches: files under names that change with their content, for all versions, and pages, for each version. */
import { cachePrefix, type Refused } from '../../../playground/console/offline/messages.ts';
import type { KeptPage } from './not-kept.ts';
import { filesIn } from './page-files.ts';
import type { KeptList } from './types.ts';
import { fewAtATime } from './within.ts';

/** Files that are fetched at a time: a page that the reader opens meanwhile has the other connections. */
const atATime = 2;
/** Milliseconds for one file, on a slow line. */
const patience = 60_000;
/** Where a page's title is kept, for the list of pages that can be read. */
const titleHeader = 'x-stanzabox-title';

/** Why something could not be kept. */
export class NotKept extends Error {
  readonly why: Refused;
  constructor(why: Refused, message: string) {
    super(message);
    this.why = why;
  }
}

export class Store {
  readonly #scope: URL;
  readonly #list: KeptList;
  readonly #prefix: string;
  readonly filesName: string;
  readonly #pagesName: string;

  constructor(scope: URL, list: KeptList) {
    this.#scope = scope;
    this.#list = list;
    this.#prefix = cachePrefix(scope);
    this.filesName = `${this.#prefix}files`;
    this.#pagesName = `${this.#prefix}pages ${list.version}`;
  }

  /** Path below the site's folder; undefined for what is elsewhere. */
  pathOf(address: string): string | undefined {
    const { origin, pathname } = new URL(address);
    return origin === this.#scope.origin && pathname.startsWith(this.#scope.pathname)
      ? pathname.slice(this.#scope.pathname.length)
      : undefined;
  }

  #address(path: string): string {
    return new URL(path, this.#scope).href;
  }

  /** Not after the reader has forgotten it all: until the last page is closed the worker still answers, and must not begin again. */
  isKeeping(): Promise<boolean> {
    return caches.has(this.filesName);
  }

  /** A kept file, or undefined. One that is not as it was put there counts as missing. */
  async file(path: string): Promise<Response | undefined> {
    return whole(await (await caches.open(this.filesName)).match(this.#address(path)));
  }

  /** A kept page, or a picture of one. */
  async page(path: string): Promise<Response | undefined> {
    return whole(await (await caches.open(this.#pagesName)).match(this.#address(path)));
  }

  async keptPages(): Promise<readonly KeptPage[]> {
    const cache = await caches.open(this.#pagesName);
    const pages: KeptPage[] = [];
    for (const { url } of await cache.keys()) {
      const title = (await cache.match(url))?.headers.get(titleHeader);
      if (title) pages.push({ address: new URL(url).pathname, title: decodeURIComponent(title) });
    }
    return pages;
  }

  async missingFiles(): Promise<readonly string[]> {
    const cache = await caches.open(this.filesName);
    const there = new Set((await cache.keys()).map(({ url }) => this.pathOf(url)));
    return Object.keys(this.#list.files).filter((path) => !there.has(path));
  }

  /** Fetches what is not there yet. What an earlier try has fetched stays. @throws NotKept */
  async fill(): Promise<void> {
    await fewAtATime(atATime, await this.missingFiles(), (path) => this.#fetchFile(path));
    const cache = await caches.open(this.#pagesName);
    const there = new Set((await cache.keys()).map(({ url }) => this.pathOf(url)));
    const visited = await this.#pagesOfOtherVersions();
    const wanted = new Set([...this.#list.firstPages, ...visited]);
    const pages = this.#list.pages.filter((path) => wanted.has(path) && !there.has(path));
    await fewAtATime(atATime, pages, (path) => this.#fetchPage(path));
  }

  /** @throws NotKept */
  async fillPages(): Promise<void> {
    const cache = await caches.open(this.#pagesName);
    const there = new Set((await cache.keys()).map(({ url }) => this.pathOf(url)));
    const missing = this.#list.pages.filter((path) => !there.has(path));
    await fewAtATime(atATime, missing, (path) => this.#fetchPage(path));
  }

  async #pagesOfOtherVersions(): Promise<ReadonlySet<string | undefined>> {
    const names = (await caches.keys()).filter((name) => this.#isOfAnotherVersion(name));
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return new Set(keys.flat().map(({ url }) => this.pathOf(url)));
  }

  #isOfAnotherVersion(name: string): boolean {
    return name.startsWith(this.#prefix) && name !== this.filesName && name !== this.#pagesName;
  }

  /** What older versions have left goes. */
  async dropOthers(): Promise<void> {
    for (const name of await caches.keys()) if (this.#isOfAnotherVersion(name)) await caches.delete(name);
    const cache = await caches.open(this.filesName);
    for (const request of await cache.keys()) {
      const path = this.pathOf(request.url);
      if (path === undefined || !(path in this.#list.files)) await cache.delete(request);
    }
  }

  /** Files that are not as they were kept go: disks fail. */
  async dropDamaged(): Promise<void> {
    const cache = await caches.open(this.filesName);
    for (const [path, sum] of Object.entries(this.#list.files)) {
      const kept = await cache.match(this.#address(path));
      const isWhole = kept === undefined || (kept.ok && (await sumOf(await kept.arrayBuffer())) === sum);
      if (!isWhole) await cache.delete(this.#address(path));
    }
  }

  async #fetchFile(path: string): Promise<void> {
    try {
      await this.putFile(path, await this.#fetch(path, 'default'));
    } catch (error) {
      if (error instanceof NotKept && error.why === 'full') throw error;
      // What the browser had of it was not what the site has, or a network in between has answered.
      await this.putFile(path, await this.#fetch(path, 'reload'));
    }
  }

  async #fetch(path: string, cache: RequestCache): Promise<Response> {
    const address = this.#address(path);
    const how: RequestInit & { priority: 'low' } = { cache, priority: 'low', signal: AbortSignal.timeout(patience) };
    const response = await fetch(address, how).catch((error: unknown) => {
      throw new NotKept('not fetched', `${address}: ${error}`);
    });
    if (!response.ok) throw new NotKept('not fetched', `${address}: HTTP status ${response.status}`);
    return response;
  }

  /** Keeps a file, if it is the one that this version has. @throws NotKept */
  async putFile(path: string, response: Response): Promise<void> {
    const kept = response.clone();
    if ((await sumOf(await response.arrayBuffer())) !== this.#list.files[path])
      throw new NotKept('not fetched', `${this.#address(path)} is not what this version of the site has.`);
    await put(this.filesName, this.#address(path), kept);
  }

  async #fetchPage(path: string): Promise<void> {
    const isKept = await this.putPage(path, await this.#fetch(path, 'no-cache'));
    if (!isKept) throw new NotKept('not fetched', `${this.#address(path)} is of another version of the site.`);
  }

  /** Keeps a page, unless it is of another version: then it needs files that are not kept. @throws NotKept */
  async putPage(path: string, response: Response): Promise<boolean> {
    const html = await response.text();
    const files = [...filesIn(html)];
    // A page without any is of no build, such as those of the development server.
    if (files.length === 0 || files.some((file) => !(file in this.#list.files))) return false;
    const [, title = path] = /<title>([^<]*)<\/title>/.exec(html) ?? [];
    const headers = {
      'Content-Type': 'text/html; charset=utf-8',
      [titleHeader]: encodeURIComponent(title.replace(/ \| Stanzabox$/, '').replaceAll('&amp;', '&')),
    };
    await put(this.#pagesName, this.#address(path), new Response(html, { headers }));
    return true;
  }

  /** A picture that a page has shown. @throws NotKept */
  async putPicture(path: string, response: Response): Promise<void> {
    await put(this.#pagesName, this.#address(path), response);
  }
}

/** SHA-256 in Base64. */
async function sumOf(content: ArrayBuffer): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', content))));
}

function whole(response: Response | undefined): Response | undefined {
  return response?.ok ? response : undefined;
}

async function put(cache: string, address: string, response: Response): Promise<void> {
  try {
    await (await caches.open(cache)).put(address, response);
  } catch (error) {
    throw new NotKept(isFull(error) ? 'full' : 'not fetched', `${address} could not be kept: ${error}`);
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** What the worker answers, and with what it lets the browser go on by itself. */
import { notKeptPage } from './not-kept.ts';
import { namesAFile } from './page-files.ts';
import type { Store } from './store.ts';
import { within } from './within.ts';

export const limits = Object.freeze({
  /** Milliseconds for a look into what is kept. A browser whose storage hangs is as one that keeps nothing. */
  lookUp: 2_000,
  /** Milliseconds for the network, until a page that is kept is shown instead. */
  network: 4_000,
  /** The same for a page that is not kept. */
  networkAlone: 20_000,
  /** Milliseconds in which what came is kept. */
  keep: 60_000,
});

type Answered = 'page' | 'file' | 'picture';

type Asked = Pick<Request, 'method' | 'mode' | 'destination' | 'headers'>;

/** What is asked for, or undefined for what the browser does without the worker: other hosts, changes, parts of files, data. */
export function kindOf({ method, mode, destination, headers }: Asked, path: string | undefined): Answered | undefined {
  if (path === undefined || method !== 'GET' || headers.has('range')) return undefined;
  if (mode === 'navigate') return 'page';
  if (namesAFile(path)) return 'file';
  // The site's own sign is not worth it, and asked for at each page.
  return destination === 'image' && path !== 'favicon.svg' ? 'picture' : undefined;
}

/** The path under which a page is kept. */
export function pagePath(path: string): string {
  const folder = path.replace(/(^|\/)index\.html$/, '$1');
  return folder === '' || folder.endsWith('/') || /\.\w+$/.test(folder) ? folder : `${folder}/`;
}

type Event = Pick<FetchEvent, 'request' | 'waitUntil'>;

/** Keeps a copy of what the page gets. What the browser refuses to keep is not the page's business: the help tells it. */
function keepLater(event: Event, store: Store, response: Response, put: (copy: Response) => Promise<unknown>): void {
  const copy = response.clone();
  const keeping = store.isKeeping().then((isKeeping) => (isKeeping ? put(copy) : copy.body?.cancel()));
  event.waitUntil(within(limits.keep, keeping));
}

/** A file whose name changes with its content: what is kept is right. */
export async function answerFile(event: Event, path: string, store: Store): Promise<Response> {
  const kept = await within(limits.lookUp, store.file(path));
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) keepLater(event, store, response, (copy) => store.putFile(path, copy));
  return response;
}

const isPage = (response: Response): boolean =>
  response.ok && !response.redirected && /^text\/html\b/.test(response.headers.get('content-type') ?? '');

/** A page comes from the network as it is now. What is kept stands in for a network that fails, or is too slow. */
export async function answerPage(event: Event, path: string, store: Store): Promise<Response> {
  const network = fetch(event.request);
  const keeping = network.then((response) => {
    if (isPage(response)) keepLater(event, store, response, (copy) => store.putPage(pagePath(path), copy));
  });
  event.waitUntil(within(limits.keep, keeping));
  const kept = await within(limits.lookUp, store.page(pagePath(path)));
  const came = await within(kept ? limits.network : limits.networkAlone, network);
  // A web server whose application is gone says so with these.
  if (came && !(kept && came.status >= 500)) return came;
  if (kept) return kept;
  const pages = (await within(limits.lookUp, store.keptPages())) ?? [];
  return new Response(notKeptPage(new URL(event.request.url).pathname, pages), {
    status: 503,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}

/** A picture has a name that stays when it changes. */
export async function answerPicture(event: Event, path: string, store: Store): Promise<Response> {
  const network = fetch(event.request);
  const keeping = network.then((response) => {
    if (response.ok) keepLater(event, store, response, (copy) => store.putPicture(path, copy));
  });
  event.waitUntil(within(limits.keep, keeping));
  const came = await within(limits.networkAlone, network);
  return came ?? (await within(limits.lookUp, store.page(path))) ?? Response.error();
}

/// <reference lib="webworker" />
/**
 * Keeps the playground and the pages that a reader visited, so that they open without a network. The build makes one file of this and puts the list of what is
 * kept into it (integration.ts). A page of the playground installs it once it has nothing else to do (playground/console/offline/begin.ts).
 */
import type { FromKeeper, Kept, Outcome, ToKeeper } from '../../../playground/console/offline/messages.ts';
import { answerFile, answerPage, answerPicture, kindOf } from './answer.ts';
import { NotKept, Store } from './store.ts';
import type { KeptList } from './types.ts';

declare const self: ServiceWorkerGlobalScope;
/** The build puts the list here. */
declare const stanzaboxKeptList: KeptList;

/** Not in the type library: the browser answers some requests without starting the worker. */
interface Route {
  readonly condition: { readonly urlPattern: { readonly pathname: string }; readonly requestMode?: string };
  readonly source: 'race-network-and-fetch-handler' | { readonly cacheName: string };
}
type Routing = { readonly addRoutes?: (routes: readonly Route[]) => Promise<void> };

const list = stanzaboxKeptList;
const scope = new URL('./', self.location.href);
const store = new Store(scope, list);

self.addEventListener('install', (event) => {
  event.waitUntil(addRoutes(event as Routing));
  event.waitUntil(
    store.fill().catch(async (error: unknown) => {
      await tellAll({ kind: 'not kept', why: whyOf(error) });
      throw error;
    }),
  );
});

/** Files that are kept come without the worker, and a page from the network need not wait until it has started. Elsewhere it answers all by itself. */
async function addRoutes(event: Routing): Promise<void> {
  await event.addRoutes?.([
    {
      condition: { urlPattern: { pathname: `${scope.pathname}_astro/*` } },
      source: { cacheName: store.filesName },
    },
    {
      condition: { urlPattern: { pathname: `${scope.pathname}*` }, requestMode: 'navigate' },
      source: 'race-network-and-fetch-handler',
    },
  ]);
}

// Nothing else here: requests wait until this has ended.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const path = store.pathOf(event.request.url);
  const kind = kindOf(event.request, path);
  if (path === undefined || kind === undefined) return;
  switch (kind) {
    case 'page':
      return event.respondWith(answerPage(event, path, store));
    case 'file':
      return event.respondWith(answerFile(event, path, store));
    case 'picture':
      return event.respondWith(answerPicture(event, path, store));
    default:
      return kind satisfies never;
  }
});

self.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (port) event.waitUntil(answer(event.data as ToKeeper).then((said) => port.postMessage(said)));
});

async function answer(message: ToKeeper): Promise<Kept | Outcome | boolean | null> {
  switch (message.kind) {
    case 'what is kept':
      return whatIsKept();
    case 'is yours':
      return message.addresses.every((address) => (store.pathOf(address) ?? '') in list.files);
    case 'take over':
      await self.skipWaiting();
      return null;
    case 'tidy':
      return outcomeOf(tidy());
    case 'repair':
      return outcomeOf(store.dropDamaged().then(() => store.fill()));
    case 'keep all pages':
      return outcomeOf(store.fillPages());
    default:
      return message satisfies never;
  }
}

async function whatIsKept(): Promise<Kept> {
  const allFiles = Object.keys(list.files).length;
  const [missing, pages] = await Promise.all([store.missingFiles(), store.keptPages()]);
  return {
    files: allFiles - missing.length,
    allFiles,
    bytes: list.bytes,
    pages: pages.length,
    allPages: list.pages.length,
    pageBytes: list.pageBytes,
  };
}

/** Another window may show an older version, which still needs its files, and a version that waits has its own there. */
async function tidy(): Promise<void> {
  await store.fill();
  const { waiting, installing } = self.registration;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (waiting === null && installing === null && windows.length <= 1) await store.dropOthers();
}

async function outcomeOf(work: Promise<void>): Promise<Outcome> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return whyOf(error);
  }
}

const whyOf = (error: unknown) => (error instanceof NotKept ? error.why : 'not fetched');

async function tellAll(message: FromKeeper): Promise<void> {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message);
}

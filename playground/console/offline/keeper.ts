/** The worker that keeps the site for offline use, as the console meets it. Browsers without one, and private windows that allow none, are told apart here. */
import { cachePrefix, type FromKeeper, type Kept, keeperName, type Outcome, type ToKeeper } from './messages.ts';

/** Milliseconds for an answer that a reader waits for; for one that nobody waits for, or for which the worker has to fetch something. */
const patience = 10_000;
const longPatience = 600_000;

/** The folder in which the site lives: the playground is a folder of it. */
export function scopeOfSite(): URL {
  return new URL('../', document.baseURI.replace(/[?#].*$/, ''));
}

/** Undefined where the browser has none: over http from another computer, in some private windows. */
export function workersHere(): ServiceWorkerContainer | undefined {
  return (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker;
}

/** Installs the worker, or looks whether there is a newer one. @throws when the browser refuses, or the site has no such file */
export async function register(): Promise<ServiceWorkerRegistration> {
  const workers = workersHere();
  if (workers === undefined) throw new Error('This browser has no service workers.');
  const scope = scopeOfSite();
  return workers.register(new URL(keeperName, scope), { scope: scope.pathname, updateViaCache: 'none' });
}

export async function registered(): Promise<ServiceWorkerRegistration | undefined> {
  return workersHere()?.getRegistration(scopeOfSite());
}

/** All that is kept goes, and so does the worker. */
export async function forgetAll(): Promise<void> {
  await (await registered())?.unregister();
  const prefix = cachePrefix(scopeOfSite());
  for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
}

interface Answers {
  'what is kept': Kept;
  'is yours': boolean;
  'take over': null;
  tidy: Outcome;
  repair: Outcome;
  'keep all pages': Outcome;
}

/** Undefined when the worker gives no answer. */
export function ask<Kind extends ToKeeper['kind']>(
  worker: ServiceWorker,
  message: Extract<ToKeeper, { kind: Kind }>,
): Promise<Answers[Kind] | undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const isAwaited = message.kind === 'what is kept' || message.kind === 'take over';
    const wait = isAwaited ? patience : longPatience;
    const timer = setTimeout(() => end(undefined), wait);
    const end = (answer: Answers[Kind] | undefined): void => {
      clearTimeout(timer);
      port1.close();
      resolve(answer);
    };
    port1.onmessage = ({ data }: MessageEvent<Answers[Kind]>) => end(data);
    worker.postMessage(message, [port2]);
  });
}

/** What the worker tells by itself; anything may be posted to a page. */
export function readNews(data: unknown): FromKeeper | undefined {
  const { kind, why } = (data ?? {}) as { readonly kind?: unknown; readonly why?: unknown };
  return kind === 'not kept' && (why === 'full' || why === 'not fetched') ? { kind, why } : undefined;
}

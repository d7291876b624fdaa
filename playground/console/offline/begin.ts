/** Keeps the playground for offline use once the page has nothing else to do, and tells of a newer version. Nothing changes under the reader's hands. */
import type { Runtime } from '../runtime/runtime.ts';
import { load } from '../storage.ts';
import { ask, register, workersHere } from './keeper.ts';

type Dispatch = Pick<Runtime, 'dispatch'>;

let begun = false;

/** Only once for each page. A reader who forgot what was kept is not asked again. */
export async function keepOffline(runtime: Dispatch): Promise<void> {
  if (begun || workersHere() === undefined || load('offline') === 'no') return;
  begun = true;
  try {
    const registration = await register();
    follow(registration, runtime);
    if (registration.active) await ask(registration.active, { kind: 'tidy' });
  } catch {
    // The help says that nothing is kept.
  }
}

function follow(registration: ServiceWorkerRegistration, runtime: Dispatch): void {
  // The first one has nothing to take the place of.
  const look = (): void => {
    if (registration.waiting && registration.active) void tell(registration.waiting, runtime);
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  registration.installing?.addEventListener('statechange', look);
  look();
}

/** The scripts and styles that this page has loaded. */
function ownFiles(): readonly string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => /\/_astro\/[^/]+\.(js|css)$/.test(name));
}

const toldOf = new WeakSet<ServiceWorker>();

async function tell(waiting: ServiceWorker, runtime: Dispatch): Promise<void> {
  if (toldOf.has(waiting)) return;
  toldOf.add(waiting);
  const isOurs = await ask(waiting, { kind: 'is yours', addresses: ownFiles() });
  if (isOurs === undefined) return;
  if (isOurs) {
    // The page came from the network, and is as new as that.
    await ask(waiting, { kind: 'take over' });
    return;
  }
  // The page around a docked console is the one to load again.
  if (parent !== window) return;
  const text =
    'A newer version of this site is there. Reload to get it: drafts and configuration stay, the transcript starts afresh.';
  const run = (): void => void reload(waiting);
  runtime.dispatch({
    type: 'notice',
    notice: { kind: 'news', text, about: 'version', action: { label: 'Reload now', run } },
  });
}

/** A page that comes from what is kept needs the newer worker first. */
async function reload(waiting: ServiceWorker): Promise<void> {
  await ask(waiting, { kind: 'take over' });
  location.reload();
}

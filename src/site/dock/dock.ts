/**
 * The console in a panel of this page: beside the text, or below it where the window is narrow. It is a frame of this site, so that
 * Monaco keeps a policy of its own, and the console is the playground's. Closed, it stays as it is; nothing of it is loaded before it
 * is opened first.
 */
import { readEvent } from '../../../playground/console/dock/messages.ts';
import type { DockEvent, DockOutcome, DockRequest } from '../../../playground/console/dock/types.ts';
import { sheet } from './sheet.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
type Asked = WithoutId<DockRequest>;

/** Not by navigation.ts: a module that each page has in its own scripts would become one more file for all of them. */
const address = `${import.meta.env.BASE_URL.replace(/\/*$/, '/')}playground/?docked`;

/** Milliseconds until it is said that the console does not come. It may still come. */
const patience = 30_000;

export interface Dock {
  readonly isOpen: boolean;
  /** The panel's place for what the page offers beside the console: buttons, what is held. */
  readonly tools: HTMLElement;
  /** Shows the panel. Resolves when the console can be spoken to; rejects in plain words when it cannot be loaded. */
  open(): Promise<void>;
  /** Hides the panel; the console goes on. */
  close(): void;
  /** Asks the console for something. Rejects in plain words when it refuses. Outcomes are those of `run`. */
  ask(request: Asked): Promise<readonly DockOutcome[]>;
  /** Listens to what passes in the console. @returns what ends that */
  hear(listener: (event: DockEvent) => void): () => void;
  /** Called when the panel is opened or closed, by whomever. @returns what ends that */
  onChange(listener: (isOpen: boolean) => void): () => void;
  /** Says something to the reader, also to one who hears the page. */
  say(text: string): void;
}

let only: Dock | undefined;

/** The dock of this page; there is one. */
export function dockOfPage(): Dock {
  only ??= makeDock();
  return only;
}

function makeDock(): Dock {
  const panel = document.createElement('section');
  panel.className = 'sb-dock not-content';
  panel.setAttribute('aria-label', 'Console of this page');
  panel.hidden = true;
  panel.tabIndex = -1;
  const tools = div('tools');
  const larger = newButton('Larger');
  larger.setAttribute('aria-pressed', 'false');
  const closer = newButton('Close console');
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  const head = div('head');
  const ends = div('ends');
  ends.append(larger, closer);
  head.append(tools, ends, status);
  panel.append(head);
  document.adoptedStyleSheets.push(sheet());
  document.body.append(panel);

  const listeners = new Set<(event: DockEvent) => void>();
  const watchers = new Set<(isOpen: boolean) => void>();
  const asked = new Map<number, { resolve: (outcomes: readonly DockOutcome[]) => void; reject: (e: Error) => void }>();
  let frame: HTMLIFrameElement | undefined;
  let ready: Promise<void> | undefined;
  let becomeReady = (): void => {};
  let opener: Element | null = null;
  let ids = 0;

  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== location.origin || frame === undefined || source !== frame.contentWindow) return;
    const event = readEvent(data);
    if (event === undefined) return;
    settle(event);
    for (const listener of listeners) listener(event);
  });
  closer.addEventListener('click', () => dock.close());
  larger.addEventListener('click', () => {
    const isLarge = document.documentElement.classList.toggle('sb-dock-large');
    larger.setAttribute('aria-pressed', String(isLarge));
  });

  function settle(event: DockEvent): void {
    if (event.kind === 'ready') {
      becomeReady();
      // The frame was loaded anew: it knows nothing of what it was asked.
      for (const { reject } of asked.values()) reject(new Error('The console was loaded anew, so nothing was done.'));
      asked.clear();
    }
    if (!('id' in event)) return;
    const waiting = asked.get(event.id);
    asked.delete(event.id);
    if (event.kind === 'refused') waiting?.reject(new Error(event.plain));
    else waiting?.resolve(event.kind === 'ran' ? event.outcomes : []);
  }

  function load(): Promise<void> {
    frame = document.createElement('iframe');
    frame.title = 'Console';
    frame.src = address;
    dock.say('The console is being loaded.');
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        frame?.remove();
        frame = undefined;
        ready = undefined;
        const plain =
          'The console did not load. Check your connection, then close the console and open it again. Nothing that you wrote is lost.';
        dock.say(plain);
        reject(new Error(plain));
      }, patience);
      becomeReady = () => {
        clearTimeout(timer);
        dock.say('');
        resolve();
      };
      if (frame) panel.append(frame);
    });
  }

  const dock: Dock = {
    get isOpen() {
      return !panel.hidden;
    },
    tools,
    open() {
      if (panel.hidden) {
        opener = document.activeElement;
        panel.hidden = false;
        document.documentElement.classList.add('sb-docked');
        panel.focus({ preventScroll: true });
        for (const watch of watchers) watch(true);
      }
      ready ??= load();
      return ready;
    },
    close() {
      if (panel.hidden) return;
      panel.hidden = true;
      document.documentElement.classList.remove('sb-docked');
      for (const watch of watchers) watch(false);
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    async ask(request) {
      // A panel that was closed meanwhile stays so.
      await (ready ?? dock.open());
      ids += 1;
      const id = ids;
      return new Promise((resolve, reject) => {
        asked.set(id, { resolve, reject });
        frame?.contentWindow?.postMessage({ ...request, id }, location.origin);
      });
    },
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onChange(listener) {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
    say(text) {
      status.textContent = text;
    },
  };
  return dock;
}

function div(className: string): HTMLDivElement {
  const made = document.createElement('div');
  made.className = className;
  return made;
}

export function newButton(label: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'sb-button';
  made.textContent = label;
  return made;
}

/** `client:intent`: an island's code is fetched when the reader points at it, focuses it or touches it; not before. */
import type { ClientDirective } from 'astro';

const intent: ClientDirective = (load, _options, island) => {
  let isReady = false;
  let loading: Promise<void> | undefined;
  const start = () => {
    loading ??= load().then(async (hydrate) => {
      const putCaretBack = keepCaret(island);
      await hydrate();
      putCaretBack();
      isReady = true;
    });
    return loading;
  };
  for (const event of ['pointerover', 'focusin', 'touchstart']) {
    island.addEventListener(event, start, { once: true, passive: true });
  }
  // A first tap, or the first Ctrl+Enter, comes before the code that answers it: it is repeated once that code is there.
  const postpone = (event: Event, repeat: () => void) => {
    event.preventDefault();
    event.stopPropagation();
    void start().then(() => requestAnimationFrame(repeat));
  };
  island.addEventListener(
    'click',
    (event) => {
      if (isReady || !(event.target instanceof Element)) return;
      const button = event.target.closest('button');
      if (button !== null) postpone(event, () => button.click());
    },
    { capture: true },
  );
  island.addEventListener(
    'keydown',
    (event) => {
      const { target, key, ctrlKey, metaKey } = event;
      if (isReady || key !== 'Enter' || !(ctrlKey || metaKey)) return;
      const again = new KeyboardEvent('keydown', { key, ctrlKey, metaKey, bubbles: true, cancelable: true });
      postpone(event, () => target?.dispatchEvent(again));
    },
    { capture: true },
  );
};

/** Hydration writes a text field again, which puts the caret at its end. @returns what puts it back */
function keepCaret(island: Element): () => void {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement) || !island.contains(field)) return () => {};
  const { selectionStart, selectionEnd, selectionDirection } = field;
  return () => field.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
}

// biome-ignore lint/style/noDefaultExport: Astro takes a directive as the default export.
export default intent;

/** `client:intent`: an island's code is fetched when the reader points at it, focuses it or touches it; not before. */
import type { ClientDirective } from 'astro';

const intent: ClientDirective = (load, _options, island) => {
  let isReady = false;
  let loading: Promise<void> | undefined;
  const start = () => {
    loading ??= load().then(async (hydrate) => {
      await hydrate();
      isReady = true;
    });
    return loading;
  };
  for (const event of ['pointerover', 'focusin', 'touchstart']) {
    island.addEventListener(event, start, { once: true, passive: true });
  }
  // A first tap comes before the code that answers it: it is repeated once that code is there.
  island.addEventListener(
    'click',
    (event) => {
      if (isReady || !(event.target instanceof Element)) return;
      const button = event.target.closest('button');
      if (button === null) return;
      event.preventDefault();
      event.stopPropagation();
      void start().then(() => requestAnimationFrame(() => button.click()));
    },
    { capture: true },
  );
};

// biome-ignore lint/style/noDefaultExport: Astro takes a directive as the default export.
export default intent;

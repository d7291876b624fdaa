/** Runs something once the page has nothing to do; returns the way to call it off. Safari has no idle callbacks: there it waits a while. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const id = requestIdleCallback(work, { timeout: 10_000 });
    return () => cancelIdleCallback(id);
  }
  const timer = setTimeout(work, 3000);
  return () => clearTimeout(timer);
}

/** Milliseconds without a sign of the reader after which the page counts as left alone. */
const aWhile = 3000;
const signsOfReader = ['beforeinput', 'keydown', 'paste', 'pointerdown', 'pointermove', 'wheel'] as const;

/**
 * Runs something once the reader has let the page be for a while, or looks at another one: what takes a processor for a second would be felt under
 * their hands.
 * @returns the way to call it off
 */
export function whenLeftAlone(work: () => void): () => void {
  const listening = new AbortController();
  const begin = (): void => {
    stop();
    work();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = (): void => {
    clearTimeout(timer);
    timer = setTimeout(begin, aWhile);
  };
  const stop = (): void => {
    clearTimeout(timer);
    listening.abort();
  };
  again();
  const { signal } = listening;
  for (const sign of signsOfReader) addEventListener(sign, again, { capture: true, passive: true, signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && begin(), { signal });
  return stop;
}

/** Runs something once the page has nothing to do; returns the way to call it off. Safari has no idle callbacks: there it waits a while. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const id = requestIdleCallback(work, { timeout: 10_000 });
    return () => cancelIdleCallback(id);
  }
  const timer = setTimeout(work, 3000);
  return () => clearTimeout(timer);
}

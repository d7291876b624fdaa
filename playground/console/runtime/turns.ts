/** When something is done: in the browser's order of tasks and frames. */
export interface Turns {
  /** Milliseconds, for differences. */
  readonly now: () => number;
  /** In a task of its own, as soon as the page has time. */
  readonly soon: (act: () => void) => void;
  /** In a task of its own, after the next frame has been drawn; in a hidden tab, where no frames come, after a while. */
  readonly afterFrame: (act: () => void) => void;
}

const hiddenInterval = 100;

export const turns: Turns = Object.freeze({
  now: () => performance.now(),
  soon: (act: () => void) => void setTimeout(act),
  afterFrame: (act: () => void) => {
    if (typeof requestAnimationFrame !== 'function') {
      setTimeout(act);
      return;
    }
    let isDone = false;
    const once = (): void => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      act();
    };
    // The frame is drawn after its callbacks, in the same task.
    requestAnimationFrame(() => setTimeout(once));
    const timer = setTimeout(once, hiddenInterval);
  },
});

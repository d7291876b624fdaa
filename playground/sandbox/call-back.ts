/** Calls a function that someone else passed in. What it throws is reported like any uncaught error, and harms no server. */
export function callBack<Args extends unknown[]>(callback: (...args: Args) => void, ...args: Args): void {
  try {
    callback(...args);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** What a promise gives within so many milliseconds; undefined when it fails or is late. Nothing that a page waits for may wait without an end. */
export function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), milliseconds);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      () => {
        clearTimeout(timer);
        resolve(undefined);
      },
    );
  });
}

/** Does something with each of a list, so many at a time. The first failure ends it, once what was begun has ended. */
export async function fewAtATime<Item>(
  most: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const line = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  const lines = await Promise.allSettled(
    Array.from({ length: most }, () =>
      line().catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      }),
    ),
  );
  for (const one of lines) if (one.status === 'rejected') throw one.reason;
}

import type { CreateEditor } from './types.ts';

let loading: Promise<CreateEditor | null> | undefined;

/**
 * Fetches Monaco once. Resolves to null where the textarea stays: on touch screens, whose keyboards and selection handles
 * it fights, and when it cannot be fetched.
 */
export function loadEditor(): Promise<CreateEditor | null> {
  if (matchMedia('(pointer: coarse)').matches) return Promise.resolve(null);
  loading ??= import('./monaco.ts').then(
    ({ createEditor }) => createEditor,
    () => {
      // Perhaps the network comes back: the next intent tries again.
      loading = undefined;
      return null;
    },
  );
  return loading;
}

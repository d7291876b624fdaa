/** All that helps somebody who writes, in one piece: it is loaded when the caret is set. */
import { complete } from '../../stanza/assist.ts';
import type { Complete } from '../editor/types.ts';
import { limits } from '../limits.ts';
import type { Entry } from './entry.ts';
import { worldOf } from './known-world.ts';
import type { ConsoleState } from './types.ts';

export { applied, inspect } from '../../stanza/assist.ts';

interface World {
  readonly state: ConsoleState;
  readonly journal: { readonly all: readonly Entry[] };
}

/**
 * What can be written at a place, in the world as it is then. A very long text is left alone, as it is not checked at each key either.
 * @param juliet her bare address in the present scene, for the templates
 */
export function completer(world: World, juliet: string, freshId: () => string): Complete {
  return (text, offset) =>
    text.length > limits.draft
      ? undefined
      : complete(text, offset, worldOf(world.state, world.journal.all, juliet, freshId));
}

import { readAccount, stranger } from '../../session/names.ts';
import type { RecipeStep } from '../../stanza/index.ts';
import type { SharedStanza } from './types.ts';

/** What a recipe sends, in its order, each with its sender: the full address, or `stranger@montague.example` where nobody signs in. */
export function stanzasOfRecipe(steps: readonly RecipeStep[]): readonly SharedStanza[] {
  return steps.flatMap((step) =>
    step.kind === 'send' && step.skip === undefined ? [{ xml: step.xml, as: senderOf(step.as) }] : [],
  );
}

function senderOf(as: string): string {
  const { local, host, resource } = readAccount(as);
  return `${local || stranger}@${host}${resource === '' ? '' : `/${resource}`}`;
}

/** Whose accounts recipes count on. */
import { cast, otherHost } from '../../../playground/cast.ts';
import type { RecipeStep } from '../../../playground/session/index.ts';

/**
 * Who must be there before the first stanza, in the recipe's names: `romeo@montague.example`. Also somebody who never signs
 * in, but is written to, or whose name is taken.
 */
export function castOf(steps: readonly RecipeStep[]): readonly string[] {
  const texts = steps.flatMap((step) => (step.kind === 'shown' ? [] : [`${step.as} ${step.xml}`])).join('\n');
  return cast
    .filter(({ local, host }) =>
      host === otherHost ? texts.includes(`${local}@${host}`) : new RegExp(`\\b${local}\\b`).test(texts),
    )
    .map(({ local, host }) => `${local}@${host}`);
}

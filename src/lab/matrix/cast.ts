/** Whose accounts recipes count on. */
import type { RecipeStep } from '../../../playground/session/index.ts';

/** The accounts that recipes count on, as the sandbox has them: by host of the recipes. */
const casts: Readonly<Record<string, readonly string[]>> = {
  'montague.example': ['romeo', 'juliet', 'mercutio', 'nurse'],
  'capulet.example': ['juliet', 'tybalt'],
};

/**
 * Who must be there before the first stanza, in the recipe's names: `romeo@montague.example`. Also somebody who never signs
 * in, but is written to, or whose name is taken.
 */
export function castOf(steps: readonly RecipeStep[]): readonly string[] {
  const texts = steps.flatMap((step) => (step.kind === 'shown' ? [] : [`${step.as} ${step.xml}`])).join('\n');
  return Object.entries(casts).flatMap(([host, names]) =>
    names
      .filter((name) =>
        host === 'capulet.example' ? texts.includes(`${name}@${host}`) : new RegExp(`\\b${name}\\b`).test(texts),
      )
      .map((name) => `${name}@${host}`),
  );
}

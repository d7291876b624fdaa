/** Readers of a page see steps and no lines of its source. */
import type { RecipeStep } from '../../../playground/session/index.ts';

/** "the step at line 40 failed" as "step 3 failed". */
export function withStepNumbers(reason: string, steps: readonly Pick<RecipeStep, 'line'>[]): string {
  return reason.replace(/the step at line (\d+)/, (whole, line: string) => {
    const at = steps.findIndex((step) => step.line === Number(line));
    return at < 0 ? whole : `step ${at + 1}`;
  });
}

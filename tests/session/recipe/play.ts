/** Recipes for tests: their steps, and what playing them on a server leads to. */
import {
  type ReceiveStep,
  type RecipeStep,
  runRecipe,
  type SendStep,
  type StepResult,
} from '../../../playground/session/index.ts';
import type { FakeServer } from './fake-server.ts';

let line = 0;
export const base = () => {
  line += 1;
  return { id: `s${line}`, line };
};
export const send = (as: string, xml: string): SendStep => ({ kind: 'send', ...base(), as, xml });
export const receive = (as: string, xml: string, more: Partial<ReceiveStep> = {}): ReceiveStep => ({
  kind: 'receive',
  ...base(),
  as,
  xml,
  within: 150,
  exact: false,
  nothing: false,
  ...more,
});

export async function play(
  steps: readonly RecipeStep[],
  server: FakeServer,
  more: Partial<Parameters<typeof runRecipe>[1]> = {},
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for await (const result of runRecipe(steps, { connect: server.connect, ...more })) results.push(result);
  return results;
}

export const statuses = (results: readonly StepResult[]) => results.map(({ status }) => status);

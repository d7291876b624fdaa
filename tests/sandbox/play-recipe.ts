/** Runs a recipe on one side and keeps what every connection was sent. */
import {
  type Connect,
  connectToSandbox,
  keyOf,
  type Names,
  RecipeRun,
  type RecipeStep,
  readAccount,
} from '../../playground/session/index.ts';
import { canonical, sortBroadcasts } from './canonical.ts';
import type { Side } from './differential.ts';
import { Tape } from './tape.ts';

export interface Played {
  /** Each step's line in the page and how it ended; why, when it failed. */
  readonly steps: readonly string[];
  /** By connection, in the order in which they were opened: what came on it once it was signed in, in canonical form. */
  readonly heard: readonly Heard[];
}

export interface Heard {
  readonly who: string;
  readonly lines: readonly string[];
  /** The recipe broke this connection: what still came depends on the moment. */
  readonly isCut: boolean;
}

export interface Stage {
  readonly servers: readonly string[];
  readonly accounts: readonly { readonly jid: string; readonly password: string }[];
  readonly names: Names;
}

/**
 * `at once`: nothing is awaited but what the steps await, as the recipe runner does it. `in turn`: before another person does
 * something, the server has dealt with all that the one before sent, as when a reader sends by hand. A native server reads two
 * connections in whichever order it likes.
 */
export type Manner = 'at once' | 'in turn';

export async function playRecipe(
  side: Side,
  steps: readonly RecipeStep[],
  stage: Stage,
  manner: Manner,
): Promise<Played> {
  const { names, ...servers } = stage;
  const tapes: Tape[] = [];
  const connect = record(connectToSandbox({ ...servers, connect: (server) => side.open(server) }), tapes);
  const run = new RecipeRun({ connect, names });
  const results: string[] = [];
  try {
    for (const [at, step] of steps.entries()) {
      const { line, status, reason } = await run.step(step);
      results.push(`line ${line}: ${status}${status === 'failed' ? `, ${reason}` : ''}`);
      const next = steps[at + 1];
      if (manner === 'in turn' && step.kind === 'send' && next && whoOf(next) !== whoOf(step))
        await tapes.findLast(({ who }) => who === whoOf(step))?.settle();
    }
    await Promise.all(tapes.map((tape) => tape.settle()));
    for (const tape of tapes) tape.isCut = tape.session.status.state === 'offline';
  } finally {
    await run.close();
  }
  const heard = tapes.map(({ who, text, isCut }) => ({ who, isCut, lines: sortBroadcasts(canonical(text)) }));
  return { steps: results, heard };
}

const whoOf = (step: RecipeStep): string | undefined =>
  step.kind === 'shown' ? undefined : keyOf(readAccount(step.as));

function record(connect: Connect, tapes: Tape[]): Connect {
  return async (account) => {
    const tape = new Tape(account.key, await connect(account), account.until !== 'stream');
    tapes.push(tape);
    return tape.session;
  };
}

/** Runs a recipe on one side and keeps what every connection was sent. */
import {
  type Connect,
  connectToSandbox,
  type Names,
  RecipeRun,
  type RecipeStep,
  type Session,
} from '../../playground/session/index.ts';
import { canonical, sortBroadcasts } from './canonical.ts';
import type { Side } from './differential.ts';

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

const PING = 'end.of.recipe';

/** A connection and what was sent to it so far. */
interface Tape {
  readonly who: string;
  readonly session: Session;
  readonly isSignedIn: boolean;
  text: string;
  isCut: boolean;
  onText: () => void;
}

export async function playRecipe(side: Side, steps: readonly RecipeStep[], stage: Stage): Promise<Played> {
  const { names, ...servers } = stage;
  const tapes: Tape[] = [];
  const connect = record(connectToSandbox({ ...servers, connect: (server) => side.open(server) }), tapes);
  const run = new RecipeRun({ connect, names });
  const results: string[] = [];
  try {
    for (const step of steps) {
      const { line, status, reason } = await run.step(step);
      results.push(`line ${line}: ${status}${status === 'failed' ? `, ${reason}` : ''}`);
    }
    await Promise.all(tapes.map(settle));
    for (const tape of tapes) tape.isCut = tape.session.status.state === 'offline';
  } finally {
    await run.close();
  }
  const heard = tapes.map(({ who, text, isCut }) => ({
    who,
    isCut,
    lines: sortBroadcasts(canonical(text)).filter((line) => !line.includes(PING)),
  }));
  return { steps: results, heard };
}

function record(connect: Connect, tapes: Tape[]): Connect {
  return async (account) => {
    const session = await connect(account);
    const tape: Tape = {
      who: account.key,
      session,
      isSignedIn: account.until !== 'stream',
      text: '',
      isCut: false,
      onText: () => {},
    };
    tapes.push(tape);
    session.onWire(({ direction, text }) => {
      // What is said while signing in is random, and tested elsewhere.
      if (direction !== 'received' || session.status.state !== 'online') return;
      tape.text += text;
      tape.onText();
    });
    return session;
  };
}

/** Resolves when the server has answered all that this connection asked: its last answer is to a ping. */
async function settle(tape: Tape): Promise<void> {
  if (!tape.isSignedIn || tape.session.status.state !== 'online') return;
  const answered = new Promise<void>((resolve) => {
    tape.onText = () => {
      if (tape.text.includes(PING)) resolve();
    };
    tape.session.onStatus(({ state }) => {
      if (state !== 'online') resolve();
    });
  });
  await tape.session.send(`<iq type="get" id="${PING}"><ping xmlns="urn:xmpp:ping"/></iq>`);
  await answered;
}

/** romeo, signed in at a server that runs in this tab: sends one stanza and waits for what comes back. */
import { clientPort } from '../../../playground/cast.ts';
import { montague, type Progress, start } from '../../../playground/sandbox/index.ts';
import { open, type Session } from '../../../playground/session/index.ts';

/** The server is in this tab and answers within milliseconds; after this it will not answer at all. */
const answerTimeout = 3_000;

export type Phase = Progress | { readonly phase: 'sign-in' };

export interface Answer {
  readonly text: string;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
  /** From the moment the stanza was sent. */
  readonly milliseconds: number;
}

export interface StanzaClient {
  /** Resolves to the next stanza that arrives, or null when none does. Rejects in plain words when the stream ends. */
  ask(xml: string): Promise<Answer | null>;
}

function signedIn(session: Session): Promise<void> {
  return new Promise((resolve, reject) => {
    session.onStatus((status) => {
      if (status.state === 'online') resolve();
      if (status.state === 'failed') reject(new Error(status.plain));
    });
  });
}

function nextAnswer(session: Session, xml: string): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    let sentAt = 0;
    const finish = (settle: () => void) => {
      clearTimeout(deadline);
      forgetWire();
      forgetStatus();
      settle();
    };
    const deadline = setTimeout(() => finish(() => resolve(null)), answerTimeout);
    const forgetWire = session.onWire(({ direction, at, text }) => {
      if (direction === 'sent') sentAt = at;
      else finish(() => resolve({ text, at, milliseconds: at - sentAt }));
    });
    const forgetStatus = session.onStatus((status) => {
      if (status.state === 'failed') finish(() => reject(new Error(status.plain)));
    });
    session.send(xml).catch((error: unknown) => finish(() => reject(error)));
  });
}

/** Starts the server and signs romeo in. Rejects in plain words when either fails. */
export async function startClient(onPhase: (phase: Phase) => void): Promise<StanzaClient> {
  const password = montague.accounts?.find(({ jid }) => jid === `romeo@${montague.name}`)?.password;
  if (password === undefined) throw new Error(`${montague.name} has no account romeo.`);
  const sandbox = await start({ servers: [montague], onProgress: onPhase });
  const connect = async () => {
    onPhase({ phase: 'sign-in' });
    const session = open({
      via: { kind: 'pipe', open: () => sandbox.connect(montague.name, clientPort) },
      jid: `romeo@${montague.name}/page`,
      password,
      account: 'romeo',
    });
    await signedIn(session);
    return session;
  };
  let session = await connect();
  return {
    async ask(xml) {
      // A stanza may have ended the former stream; the server is still there.
      if (session.status.state !== 'online') session = await connect();
      return nextAnswer(session, xml);
    },
  };
}

/** Opens the account's connection, and keeps what the server offered on the way. */
import { open } from '../session/index.ts';
import type { Session, SessionStatus, Via } from '../session/types.ts';
import { describe, firstElement } from '../stanza/index.ts';
import { createAsker } from './asker.ts';
import type { Features, Opened } from './world.ts';

export interface Access {
  readonly via: Via;
  /** Bare. */
  readonly jid: string;
  /** Kept in memory only. */
  readonly password: string;
}

/** Why nobody is signed in, in plain words, with the condition of the SASL or stream error when there was one. */
export class NotConnected extends Error {
  readonly condition: string | undefined;
  constructor(plain: string, condition?: string) {
    super(plain);
    this.condition = condition;
  }
}

/** @param until as in a session: `stream` signs nobody in. @throws NotConnected */
export async function connect(
  { via, jid, password }: Access,
  until: 'stream' | 'signed-in' | 'bound' = 'bound',
): Promise<Opened> {
  const domain = jid.slice(jid.indexOf('@') + 1);
  // A resource that the server chooses: no device of the account is thrown out.
  const session = open({ via, jid: until === 'stream' ? domain : jid, password, account: jid, until });
  const seen: Features[] = [];
  session.onWire(({ direction, text, at }) => {
    if (direction === 'received' && describe(text).kind === 'stream-features')
      seen.push({ element: firstElement(text), evidence: { came: text, cameAt: at } });
  });
  const status = await settled(session);
  if (status.state !== 'online') {
    await session.close();
    throw new NotConnected(
      status.state === 'failed' ? status.plain : 'The connection was closed.',
      status.state === 'failed' ? status.condition : undefined,
    );
  }
  const nothing: Features = { element: undefined, evidence: {} };
  const full = until === 'bound' ? status.jid : jid;
  return {
    session,
    asker: createAsker(session, full),
    before: seen[0] ?? nothing,
    after: seen.at(-1) ?? nothing,
  };
}

function settled(session: Session): Promise<SessionStatus> {
  return new Promise((resolve) => {
    const look = (status: SessionStatus): void => {
      if (status.state !== 'connecting') resolve(status);
    };
    session.onStatus(look);
    look(session.status);
  });
}

import type { Session } from '../../session/types.ts';

/** Resolves to null once the session is online, or to why it will not be. A session that opens ends by itself in time. */
export function signedIn(session: Session): Promise<string | null> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { status } = session;
      if (status.state === 'online') resolve(null);
      else if (status.state === 'failed') resolve(status.plain);
      else if (status.state === 'offline') resolve('the connection was closed.');
    };
    session.onStatus(look);
    if (session.status.state !== 'connecting') look();
  });
}

import { describe, expect, it } from 'vitest';
import { inPlainWords } from '../../../playground/console/runtime/failure-words.ts';
import { open, type SessionStatus } from '../../../playground/session/index.ts';

const jid = 'romeo@verona.example';
type Failed = Extract<SessionStatus, { state: 'failed' }>;

/** How a session ends for which nothing listens. */
function failed(url: string): Promise<Failed> {
  const session = open({ via: { kind: 'websocket', url }, jid, password: 'orchard', account: 'romeo' });
  return new Promise((resolve) => {
    session.onStatus((status) => {
      if (status.state === 'failed') resolve(status);
    });
  });
}

describe("why the reader's own server could not be used", () => {
  // Port 1 is one on which no computer has a server.
  it.each(['wss://127.0.0.1:1/ws/', 'ws://127.0.0.1:1/ws'])(
    'names what decides it in each of the three servers when no connection to %s could be made',
    async (url) => {
      const { plain } = inPlainWords(await failed(url), jid, url, undefined);
      for (const word of [url, 'ejabberd', 'websocket_origin', 'Openfire', 'Prosody']) expect(plain).toContain(word);
      expect(plain.includes('certificate')).toBe(url.startsWith('wss:'));
    },
  );
});

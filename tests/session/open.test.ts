import { describe, expect, it } from 'vitest';
import { open, type Session, type SessionOptions, type SessionStatus } from '../../playground/session/index.ts';
import { header, ScramServer, scriptedPipe } from './scripted-server.ts';

function options(answer: Parameters<typeof scriptedPipe>[0], more: Partial<SessionOptions> = {}): SessionOptions {
  const via = { kind: 'pipe', open: scriptedPipe(answer) } as const;
  return { via, jid: 'romeo@montague.example/balcony', password: 'wherefore', account: 'romeo', ...more };
}

/** Resolves when the session has settled one way or the other. */
function settled(session: Session): Promise<SessionStatus> {
  return new Promise((resolve) => {
    const stop = session.onStatus((status) => {
      if (status.state === 'connecting' || status.state === 'closing') return;
      stop();
      resolve(status);
    });
  });
}

describe('open, over a pipe', () => {
  it.each(['sha1', 'sha256'] as const)(
    'signs in by SCRAM with %s, binds and says under which address',
    async (hash) => {
      const server = new ScramServer(hash, 'wherefore');
      const session = open(options(server.answer));
      expect(await settled(session)).toEqual({ state: 'online', jid: 'romeo@a/b' });
      await session.close();
      expect(session.status).toEqual({ state: 'offline' });
      expect(server.heard.at(-1)).toBe('</stream:stream>');
    },
  );

  it('takes letters outside ASCII in a password', async () => {
    const server = new ScramServer('sha256', 'žlutý kůň 🐎');
    expect((await settled(open(options(server.answer, { password: 'žlutý kůň 🐎' })))).state).toBe('online');
  });

  it('says not-authorized in plain words when the password is wrong', async () => {
    const server = new ScramServer('sha1', 'wherefore');
    const status = await settled(open(options(server.answer, { password: 'art thou' })));
    expect(status).toMatchObject({ state: 'failed', condition: 'not-authorized' });
    expect(status).toHaveProperty('plain', expect.stringMatching(/password is wrong.*no such account/));
  });

  it('gives up on a server that does not prove that it knows the password', async () => {
    const server = new ScramServer('sha1', 'wherefore');
    server.proof = () => 'v=AAAA';
    const status = await settled(open(options(server.answer)));
    expect(status).toHaveProperty('plain', expect.stringContaining('did not prove that it knows the password'));
  });

  it('tells every text in both directions, as it went, with rising times', async () => {
    const server = new ScramServer('sha1', 'wherefore');
    const session = open(options(server.answer));
    const wire: { direction: string; at: number; text: string }[] = [];
    session.onWire((entry) => wire.push(entry));
    await settled(session);
    const odd = '<iq  type=\'get\'\n id="1" ><ping xmlns="urn:xmpp:ping"></ping></iq>';
    await session.send(odd);
    expect(wire.filter((entry) => entry.direction === 'sent').map((entry) => entry.text)).toEqual(server.heard);
    expect(server.heard.at(-1)).toBe(odd);
    expect(wire.filter((entry) => entry.text === header)).toHaveLength(2);
    expect(wire.map((entry) => entry.at)).toEqual(wire.map((entry) => entry.at).sort((a, b) => a - b));
    await session.close();
  });

  it('sends nothing by itself once it is online, also when asked for an answer', async () => {
    const server = new ScramServer('sha1', 'wherefore');
    let say: (text: string | null) => void = () => {};
    const session = open(
      options((text, reply) => {
        say = reply;
        server.answer(text, reply);
      }),
    );
    await settled(session);
    const before = server.heard.length;
    const arrived = new Promise<void>((resolve) => {
      session.onWire(({ text }) => text.includes('urn:xmpp:ping') && resolve());
    });
    say('<iq type="get" id="p" from="a"><ping xmlns="urn:xmpp:ping"/></iq>');
    await arrived;
    await session.close();
    expect(server.heard.slice(before)).toEqual(['</stream:stream>']);
  });

  it('fails in plain words when the server ends the connection at once', async () => {
    const status = await settled(open(options((_text, say) => say(null))));
    expect(status).toHaveProperty('plain', expect.stringContaining('closed the connection before'));
  });

  it('fails with the condition when the server ends the stream with an error', async () => {
    const error =
      "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>";
    const status = await settled(open(options((text, say) => text.startsWith('<?xml') && say(`${header}${error}`))));
    expect(status).toMatchObject({ state: 'failed', condition: 'host-unknown' });
    expect(status).toHaveProperty('plain', expect.stringContaining('part of the address after the @'));
  });

  it('says what to change when the server insists on TLS', async () => {
    const server = new ScramServer('sha1', 'wherefore');
    server.features = () => "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>";
    const status = await settled(open(options(server.answer)));
    expect(status).toHaveProperty('plain', expect.stringContaining('c2s_require_encryption = false'));
  });

  it('says which mechanisms there are when the one asked for is not', async () => {
    const server = new ScramServer('sha1', 'wherefore');
    const status = await settled(open(options(server.answer, { mechanism: 'SCRAM-SHA-256' })));
    expect(status).toHaveProperty('plain', expect.stringContaining('does not offer SCRAM-SHA-256'));
  });

  it('says why a pipe could not be opened', async () => {
    const via = { kind: 'pipe', open: () => Promise.reject(new Error('port 5222 is closed')) } as const;
    const status = await settled(open({ via, jid: 'romeo@montague.example', account: 'romeo' }));
    expect(status).toHaveProperty('plain', expect.stringContaining('port 5222 is closed'));
  });

  it.each(['', 'romeo@', '@'])('says that "%s" is not an address', async (jid) => {
    const status = await settled(open(options(() => {}, { jid })));
    expect(status).toHaveProperty('plain', expect.stringContaining('not an XMPP address'));
  });

  it('rejects a stanza when the account is not online, and says so', async () => {
    const session = open(options((_text, say) => say(null)));
    await settled(session);
    await expect(session.send('<presence/>')).rejects.toThrow('romeo is not online');
  });

  it('fails when an account that is online loses its connection', async () => {
    const server = new ScramServer('sha1', 'wherefore');
    let say: (text: string | null) => void = () => {};
    const session = open(
      options((text, reply) => {
        say = reply;
        server.answer(text, reply);
      }),
    );
    await settled(session);
    say(null);
    expect(await settled(session)).toHaveProperty('plain', expect.stringContaining('closed the connection'));
  });

  it('can be closed at any moment and is offline then', async () => {
    for (let after = 1; after <= 14; after += 1) {
      const server = new ScramServer('sha1', 'wherefore');
      const session = open(options(server.answer));
      let seen = 0;
      await new Promise<void>((resolve) => {
        session.onWire(() => {
          seen += 1;
          if (seen === after) resolve();
        });
        session.onStatus(() => resolve());
      });
      await session.close();
      expect(session.status).toEqual({ state: 'offline' });
    }
  });
});

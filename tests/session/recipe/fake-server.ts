/** A session whose other end is a function: for what no real server can be made to do at a chosen moment. */
import type { Connect, RecipeAccount, Session, SessionStatus } from '../../../playground/session/index.ts';

type WireCallback = Parameters<Session['onWire']>[0];

export interface Peer {
  readonly account: RecipeAccount;
  /** Lets a text arrive at the account. */
  readonly say: (text: string) => void;
  /** Ends the connection from the server's side. */
  readonly end: (plain: string) => void;
}

export interface FakeServer {
  readonly connect: Connect;
  readonly peers: Map<string, Peer>;
  /** `romeo@montague.example/orchard: <presence/>`, in order. */
  readonly heard: string[];
  /** Accounts whose connection was closed or cut. */
  readonly gone: string[];
}

/** @param answer told of each text; whatever it says through a peer arrives in a later turn */
export function fakeServer(
  answer: (text: string, peer: Peer, peers: ReadonlyMap<string, Peer>) => void = () => {},
): FakeServer {
  const peers = new Map<string, Peer>();
  const heard: string[] = [];
  const gone: string[] = [];
  const connect: Connect = (account) => {
    let status: SessionStatus = { state: 'connecting' };
    const onWire = new Set<WireCallback>();
    const onStatus = new Set<(status: SessionStatus) => void>();
    const become = (next: SessionStatus) => {
      status = next;
      for (const callback of onStatus) callback(next);
    };
    const peer: Peer = {
      account,
      say: (text) =>
        setImmediate(() => {
          for (const callback of onWire)
            callback({
              account: account.key,
              direction: 'received',
              at: performance.timeOrigin + performance.now(),
              text,
            });
        }),
      end: (plain) => setImmediate(() => become({ state: 'failed', plain })),
    };
    peers.set(account.key, peer);
    setImmediate(() => become({ state: 'online', jid: account.jid }));
    const leave = () => {
      gone.push(account.key);
      become({ state: 'offline' });
    };
    return {
      account: account.key,
      get status() {
        return status;
      },
      onStatus: (callback) => {
        onStatus.add(callback);
        return () => onStatus.delete(callback);
      },
      onWire: (callback) => {
        onWire.add(callback);
        return () => onWire.delete(callback);
      },
      send: async (text) => {
        heard.push(`${account.key}: ${text}`);
        answer(text, peer, peers);
      },
      close: async () => leave(),
      cut: leave,
    };
  };
  return { connect, peers, heard, gone };
}

import type { Runtime } from '../../playground/console/runtime/runtime.ts';
import type { Account } from '../../playground/console/state/types.ts';
import type { Session } from '../../playground/session/types.ts';
import { becomesTrue } from './follow.ts';

type WireCallback = Parameters<Session['onWire']>[0];

/**
 * What the recipes' runner takes for its connections, led by the console: a text is sent as a reader does who fills in what came, and
 * what arrives is what stands in the transcript.
 */
export class ReadersHands {
  readonly #runtime: Runtime;
  /** What to send, and as whom, for a stanza of the recipe. */
  beforeSend: (key: string, text: string) => { readonly name: string; readonly texts: readonly string[] } = () => {
    throw new Error('Nobody said how to send.');
  };

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** As the runner calls a connection: the full address, or `stranger@host/n`. */
  keyOf({ jid, until }: Account): string {
    if (until !== 'stream') return jid;
    return `stranger@${jid.includes('/') ? jid : `${jid}/`}`;
  }

  connection(key: string): Session {
    const callbacks = new Set<WireCallback>();
    const runtime = this.#runtime;
    const account = runtime.state.accounts.find((candidate) => this.keyOf(candidate) === key);
    const isStranger = account?.until === 'stream';
    let seen = runtime.journal.size;
    const byHand = new Set<string>();
    const look = (): boolean => {
      for (let at = seen + 1; at <= runtime.journal.size; at += 1) {
        const entry = runtime.journal.entry(at);
        if (entry?.kind !== 'text' || entry.account !== account?.name || entry.direction !== 'received') continue;
        const { kind, id, payload } = entry.description;
        // What the console said for itself to get online belongs to no step. For a stranger it says nothing: that is the reader's.
        if (kind === 'stream-open' || kind === 'stream-close') continue;
        if (!isStranger && (kind === 'stream-features' || kind === 'sasl')) continue;
        if (payload === 'urn:ietf:params:xml:ns:xmpp-bind' && !byHand.has(id ?? '')) continue;
        for (const callback of callbacks) callback(entry);
      }
      seen = runtime.journal.size;
      return false;
    };
    void becomesTrue(look);
    return {
      account: key,
      status: { state: 'online', jid: account?.jid ?? key },
      onStatus: () => () => {},
      onWire: (callback) => {
        callbacks.add(callback);
        return () => callbacks.delete(callback);
      },
      send: async (text) => {
        const { name, texts } = this.beforeSend(key, text);
        byHand.add(/\sid="([^"]*)"/.exec(text)?.[1] ?? '');
        await runtime.send(texts, name);
        // A reader sees it go before they send the next one. What waits for a sign-in has not gone: another account would overtake it.
        await becomesTrue(() => runtime.state.waiting.every(({ account }) => account !== name));
      },
      close: async () => {},
      cut: () => {},
    };
  }
}

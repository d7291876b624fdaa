/**
 * Lets a recipe's runner speak as a component does (XEP-0114): `stranger@bridge.montague.example` is the program behind the host of that
 * name. The page writes its secret into the handshake; what goes out is the hash, as the program would send it.
 */
import { nextStep, openRaw, type SaidText } from '../../session/by-hand/index.ts';
import type { Connect } from '../../session/index.ts';
import type { BytePipe, Session, SessionStatus } from '../../session/types.ts';
import { firstElement, textOf } from '../../stanza/index.ts';

/** By habit for components; Prosody's own default. */
const componentPort = 5347;

export interface Place {
  readonly connect: (server: string, port: number) => Promise<BytePipe>;
  readonly servers: readonly string[];
}

/** As `connect`, but a stranger at a host below one of the servers is a component. */
export function withComponents({ connect, servers }: Place, others: Connect): Connect {
  return (account) => {
    const { host, key, until } = account;
    const server = servers.find((name) => host.endsWith(`.${name}`));
    if (until !== 'stream' || server === undefined) return others(account);
    return new ComponentSession(key, host, () => connect(server, componentPort));
  };
}

/** Opens the stream by itself, and says nothing more. It is online from the server's stream header on. */
class ComponentSession implements Session {
  readonly account: string;
  readonly #host: string;
  readonly #raw: Session;
  readonly #said: SaidText[] = [];
  readonly #onStatus = new Set<(status: SessionStatus) => void>();
  #isOpen = false;

  constructor(account: string, host: string, open: () => Promise<BytePipe>) {
    this.account = account;
    this.#host = host;
    this.#raw = openRaw({ via: { kind: 'pipe', open }, jid: host, account });
    this.#raw.onWire(({ direction, text }) => {
      this.#said.push({ direction, text });
      if (direction === 'received' && !this.#isOpen) {
        // Whoever listens to what comes asks for the status first, and the header is no answer to anything.
        queueMicrotask(() => {
          this.#isOpen = true;
          this.#tell();
        });
      }
    });
    this.#raw.onStatus(({ state }) => {
      if (state === 'online') void this.#sendNext('');
      else this.#tell();
    });
  }

  get status(): SessionStatus {
    const { status } = this.#raw;
    return status.state === 'online' && !this.#isOpen ? { state: 'connecting' } : status;
  }

  onStatus(callback: (status: SessionStatus) => void): () => void {
    this.#onStatus.add(callback);
    return () => this.#onStatus.delete(callback);
  }

  onWire(callback: Parameters<Session['onWire']>[0]): () => void {
    return this.#raw.onWire(callback);
  }

  async send(xml: string): Promise<void> {
    const element = firstElement(xml);
    if (element?.local === 'handshake') await this.#sendNext(textOf(element));
    else await this.#raw.send(xml);
  }

  close(): Promise<void> {
    return this.#raw.close();
  }

  cut(): void {
    this.#raw.cut();
  }

  /** What comes next on such a stream: its header, then the handshake. */
  async #sendNext(secret: string): Promise<void> {
    const { choices, title, why } = await nextStep({
      framing: 'component',
      jid: this.#host,
      password: secret,
      nonce: '',
      texts: this.#said,
    });
    const [next] = choices;
    if (next === undefined) throw new Error(`No handshake was sent. ${title}: ${why}`);
    await this.#raw.send(next.xml);
  }

  #tell(): void {
    const { status } = this;
    for (const callback of this.#onStatus) callback(status);
  }
}

/** An XML stream with a server (RFC 6120 section 4), up to what it offers. */
import type { Socket } from 'node:net';
import { StreamSplitter } from '../../playground/session/by-hand/index.ts';
import { describe, elementsOf, escapeAttribute, firstElement, textOf } from '../../playground/stanza/index.ts';
import { type Features, readFeatures } from './features.ts';
import type { Evidence } from './types.ts';

export type Opening =
  | { readonly kind: 'features'; readonly features: Features; readonly header: string }
  /** The server ended the stream: condition and text of its stream error (RFC 6120 section 4.9), '' where it gave none. */
  | { readonly kind: 'refused'; readonly condition: string; readonly said: string }
  /** Something else than XMPP came, or something that looks like TLS. */
  | { readonly kind: 'not-xmpp' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'closed' };

export type StreamKind = 'client' | 'server';

/** So much of what came is looked at; stream features are a few kilobytes. */
const longest = 200_000;

export class XmppStream {
  readonly #socket: Socket;
  readonly #timeout: number;
  readonly #decoder = new TextDecoder();
  readonly #splitter = new StreamSplitter();
  readonly #pieces: string[] = [];
  #raw = '';
  #hasEnded = false;
  #wake: (() => void) | undefined;
  readonly #onData = (bytes: Uint8Array): void => {
    const text = this.#decoder.decode(bytes, { stream: true });
    this.#raw += text;
    this.#pieces.push(...this.#splitter.push(text));
    if (this.#raw.length > longest) this.#onEnd();
    this.#wake?.();
  };
  readonly #onEnd = (): void => {
    this.#hasEnded = true;
    this.#wake?.();
  };

  /** @param timeout milliseconds for each answer */
  constructor(socket: Socket, timeout: number) {
    this.#socket = socket;
    this.#timeout = timeout;
    socket.on('data', this.#onData).on('end', this.#onEnd).on('close', this.#onEnd);
  }

  /**
   * Sends a stream's header and waits for the server's and its features.
   * @param evidence what is sent and what comes is added to it
   */
  async open(kind: StreamKind, to: string, evidence: Evidence[]): Promise<Opening> {
    const dialback = kind === 'server' ? " xmlns:db='jabber:server:dialback'" : '';
    const header = `<?xml version='1.0'?><stream:stream xmlns='jabber:${kind}'${dialback} xmlns:stream='http://etherx.jabber.org/streams' to='${escapeAttribute(to)}' version='1.0'>`;
    const { came, opening } = await this.#ask(header);
    evidence.push({ sent: header, came });
    return opening;
  }

  /** Asks for TLS (RFC 6120 section 5.4.2); whether the server goes on with it. Afterwards the socket is free for the handshake. */
  async startTls(evidence: Evidence[]): Promise<boolean> {
    const ask = `<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>`;
    this.#socket.write(ask);
    const came = await this.#next();
    evidence.push({ sent: ask, came: came ?? this.#nothing() });
    this.detach();
    return came !== undefined && firstElement(came)?.local === 'proceed';
  }

  /** Leaves the socket to somebody else. */
  detach(): void {
    this.#socket.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onEnd);
  }

  /** Ends the stream politely and the connection with it. */
  end(): void {
    this.detach();
    this.#socket.end('</stream:stream>');
    // A server that keeps its side open must not keep this program waiting.
    this.#socket.destroySoon();
  }

  async #ask(header: string): Promise<{ came: string; opening: Opening }> {
    this.#socket.write(header);
    let answer = '';
    let serverHeader = '';
    for (;;) {
      const piece = await this.#next();
      if (piece === undefined) {
        const isSilent = !this.#hasEnded && this.#raw === '';
        const said = answer || printable(this.#raw);
        const kind = isSilent ? 'silent' : this.#raw === '' || serverHeader !== '' ? 'closed' : 'not-xmpp';
        return { came: said === '' ? this.#nothing() : `${said}\n(${this.#nothing()})`, opening: { kind } };
      }
      answer += piece;
      const { kind, condition = '' } = describe(piece);
      if (kind === 'stream-open') serverHeader = piece;
      else if (kind === 'stream-error')
        return { came: answer, opening: { kind: 'refused', condition, said: saidIn(piece) } };
      else if (kind === 'stream-close') return { came: answer, opening: { kind: 'refused', condition: '', said: '' } };
      else {
        const features = readFeatures(piece);
        const opening: Opening = features ? { kind: 'features', features, header: serverHeader } : { kind: 'not-xmpp' };
        return { came: answer, opening };
      }
    }
  }

  #nothing(): string {
    return this.#hasEnded ? 'the server closed the connection' : `nothing more within ${this.#timeout / 1000} s`;
  }

  /** The next piece that is not white space alone; undefined when the stream has ended or it took too long. */
  async #next(): Promise<string | undefined> {
    const deadline = Date.now() + this.#timeout;
    for (;;) {
      const piece = this.#pieces.shift();
      if (piece !== undefined && piece.trim() !== '') return piece;
      if (piece !== undefined) continue;
      const left = deadline - Date.now();
      if (this.#hasEnded || left <= 0) return undefined;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

function saidIn(error: string): string {
  const element = firstElement(error);
  const text = element && elementsOf(element).find(({ local }) => local === 'text');
  return text === undefined ? '' : textOf(text).trim();
}

/** The `from` of a server's stream header, '' where it has none. */
export function senderOf(header: string): string {
  return /\sfrom=(["'])(.*?)\1/.exec(header)?.[2] ?? '';
}

/** What came and is no text is told by its bytes. */
function printable(raw: string): string {
  return raw
    .slice(0, 200)
    .replace(/[^\x20-\x7e\n]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

import { joined } from '../../session/by-hand/index.ts';
import { type HttpResponse, headerOf } from './message.ts';

/** Bytes of a status line with headers; and of a body: as much as the largest file that Prosody takes, with room. */
export const limits = Object.freeze({ head: 64_000, body: 64_000_000 });

/** What is no HTTP response, in plain words. */
export class HttpProblem extends Error {}

type State =
  | { readonly at: 'head' }
  | { readonly at: 'size'; readonly left: number }
  | { readonly at: 'chunk' }
  /** Its bytes, and the line break behind them. */
  | { readonly at: 'chunk-data'; readonly left: number }
  | { readonly at: 'trailers' }
  | { readonly at: 'until-closed' }
  | { readonly at: 'end' };

/** Reads the response to one request from bytes as they come (RFC 9112 section 6.3). */
export class ResponseReader {
  #unread = new Uint8Array();
  #state: State = { at: 'head' };
  #head: Omit<HttpResponse, 'body'> | undefined;
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  /**
   * @param bytes null when the server has closed the connection
   * @returns the response once it is whole
   * @throws HttpProblem
   */
  take(bytes: Uint8Array | null): HttpResponse | undefined {
    if (bytes !== null && bytes.length > 0) this.#unread = joined([this.#unread, bytes]);
    while (this.#state.at !== 'end' && this.#step());
    if (bytes === null && this.#state.at === 'until-closed') this.#state = { at: 'end' };
    if (this.#state.at === 'end' && this.#head !== undefined) return { ...this.#head, body: joined(this.#parts) };
    if (bytes === null) throw new HttpProblem(this.#cutShort());
    return undefined;
  }

  /** @returns whether there may be more to read */
  #step(): boolean {
    const state = this.#state;
    switch (state.at) {
      case 'head':
        return this.#readHead();
      case 'size':
      case 'chunk-data':
        return this.#readData(state);
      case 'until-closed':
        return this.#readData({ at: 'size', left: Number.POSITIVE_INFINITY });
      case 'chunk':
        return this.#readChunkSize();
      case 'trailers':
        return this.#readTrailer();
      case 'end':
        return false;
      default:
        return state satisfies never;
    }
  }

  #readHead(): boolean {
    const text = latin1(this.#unread.subarray(0, limits.head));
    const end = /\r?\n\r?\n/.exec(text);
    if (end === null) {
      if (this.#unread.length >= limits.head) throw new HttpProblem('The headers of the response do not end.');
      return false;
    }
    const [first = '', ...lines] = text.slice(0, end.index).split(/\r?\n/);
    const [, status, reason = ''] = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(first) ?? [];
    if (status === undefined) throw new HttpProblem(`This is not an HTTP response: “${first.slice(0, 80)}”`);
    this.#unread = this.#unread.slice(end.index + end[0].length);
    // 100 Continue and the like come before the response (RFC 9110 section 15.2).
    if (status.startsWith('1')) return true;
    this.#head = { status: Number(status), reason, headers: lines.map(headerIn) };
    this.#state = this.#bodyOf(this.#head);
    return true;
  }

  #bodyOf({ status, headers }: Omit<HttpResponse, 'body'>): State {
    if (status === 204 || status === 304) return { at: 'end' };
    const coding = headerOf(headers, 'Transfer-Encoding');
    if (coding !== undefined) {
      if (coding.trim().toLowerCase() !== 'chunked')
        throw new HttpProblem(`The coding “${coding}” cannot be read here.`);
      return { at: 'chunk' };
    }
    const length = headerOf(headers, 'Content-Length');
    if (length === undefined) return { at: 'until-closed' };
    if (!/^\d+$/.test(length)) throw new HttpProblem(`“${length}” is not the length of a body.`);
    if (Number(length) > limits.body) throw tooLarge();
    return length === '0' ? { at: 'end' } : { at: 'size', left: Number(length) };
  }

  #readData(state: { readonly at: 'size' | 'chunk-data'; readonly left: number }): boolean {
    if (this.#unread.length === 0) return false;
    const part = this.#unread.slice(0, state.left);
    this.#unread = this.#unread.slice(part.length);
    this.#parts.push(part);
    this.#size += part.length;
    if (this.#size > limits.body) throw tooLarge();
    const left = state.left - part.length;
    if (left > 0) {
      if (this.#state.at !== 'until-closed') this.#state = { ...state, left };
      return false;
    }
    this.#state = state.at === 'size' ? { at: 'end' } : { at: 'chunk' };
    return true;
  }

  #readChunkSize(): boolean {
    const line = this.#readLine();
    if (line === undefined) return false;
    // The line break behind the chunk before.
    if (line === '' && this.#parts.length > 0) return true;
    const [, digits] = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(line) ?? [];
    if (digits === undefined) throw new HttpProblem(`“${line.slice(0, 80)}” is not the size of a chunk.`);
    const left = Number.parseInt(digits, 16);
    this.#state = left === 0 ? { at: 'trailers' } : { at: 'chunk-data', left };
    return true;
  }

  #readTrailer(): boolean {
    const line = this.#readLine();
    if (line === undefined) return false;
    if (line === '') this.#state = { at: 'end' };
    return true;
  }

  #readLine(): string | undefined {
    const end = this.#unread.indexOf(0x0a);
    if (end < 0) {
      if (this.#unread.length > limits.head) throw new HttpProblem('A line of the response does not end.');
      return undefined;
    }
    const line = latin1(this.#unread.subarray(0, end)).replace(/\r$/, '');
    this.#unread = this.#unread.slice(end + 1);
    return line;
  }

  #cutShort(): string {
    return this.#head === undefined
      ? 'The server closed the connection without an answer.'
      : `The server closed the connection in the middle of its answer, after ${this.#size} bytes of the body.`;
  }
}

function headerIn(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, Math.max(colon, 0)).trim(), line.slice(colon + 1).trim()];
}

function tooLarge(): HttpProblem {
  return new HttpProblem(`The response is larger than ${limits.body / 1_000_000} MB, the most that is read here.`);
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

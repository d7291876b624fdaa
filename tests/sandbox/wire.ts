/** A client that sends exactly what a test says, over the sandbox or over TCP, and keeps all that came back. */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { BytePipe } from '../../playground/sandbox/node.ts';

const encoder = new TextEncoder();
/** Far beyond what any answer takes: reaching it means that none comes. */
const ANSWER_TIMEOUT = 60_000;

/** What was waited for did not come. */
export class NothingCame extends Error {}

export class Wire {
  readonly #pipe: BytePipe;
  readonly #decoder = new TextDecoder();
  #unread = '';
  isClosed = false;
  #arrived = () => {};

  constructor(pipe: BytePipe) {
    this.#pipe = pipe;
    pipe.onData = (bytes) => {
      if (bytes === null) this.isClosed = true;
      else this.#unread += this.#decoder.decode(bytes, { stream: true });
      this.#arrived();
    };
  }

  send(data: string | Uint8Array): void {
    this.#pipe.send(typeof data === 'string' ? encoder.encode(data) : data);
  }

  close(): void {
    this.#pipe.close();
  }

  /** All that has not been read yet, once it matches or the server closed; fails when neither happens. */
  async until(pattern: RegExp, timeout = ANSWER_TIMEOUT): Promise<string> {
    const deadline = Date.now() + timeout;
    while (!pattern.test(this.#unread) && !this.isClosed) {
      const left = deadline - Date.now();
      if (left <= 0) throw new NothingCame(`Nothing like ${pattern} came; what came: ${this.#unread}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#arrived = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.take();
  }

  /** What came and was not read. */
  take(): string {
    const text = this.#unread;
    this.#unread = '';
    return text;
  }

  ask(data: string | Uint8Array, pattern: RegExp): Promise<string> {
    this.send(data);
    return this.until(pattern);
  }

  openStream(host: string): Promise<string> {
    return this.ask(
      `<?xml version='1.0'?><stream:stream to='${host}' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>`,
      /<\/stream:features>|<\/stream:stream>/,
    );
  }

  /** Logs in by SASL PLAIN and binds the resource; resolves to the answer to the bind. */
  async login(jid: string, password: string, resource: string): Promise<string> {
    const [user = '', host = ''] = jid.split('@');
    await this.openStream(host);
    const plain = Buffer.from(`\0${user}\0${password}`).toString('base64');
    const answer = await this.ask(authenticate('PLAIN', plain), /<success|<failure/);
    if (!answer.includes('<success')) return answer;
    await this.openStream(host);
    return this.bind(resource);
  }

  bind(resource: string): Promise<string> {
    return this.ask(
      `<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${resource}</resource></bind></iq>`,
      /<\/iq>/,
    );
  }

  /** SCRAM (RFC 5802) on an open stream; resolves to the server's last word, its signature checked. */
  async scram(hash: 'sha1' | 'sha256', user: string, password: string): Promise<string> {
    const bare = `n=${user},r=${randomBytes(12).toString('hex')}`;
    const mechanism = hash === 'sha1' ? 'SCRAM-SHA-1' : 'SCRAM-SHA-256';
    const answer = await this.ask(authenticate(mechanism, base64(`n,,${bare}`)), /<\/challenge>|<\/failure>/);
    const challenge = Buffer.from(/<challenge[^>]*>([^<]*)/.exec(answer)?.[1] ?? '', 'base64').toString();
    const [, nonce, salt = '', rounds] = /^r=([^,]*),s=([^,]*),i=(\d+)$/.exec(challenge) ?? [];
    if (nonce === undefined) return answer;
    const hmac = (key: Uint8Array, text: string) => createHmac(hash, key).update(text).digest();
    const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(rounds), hash === 'sha1' ? 20 : 32, hash);
    const clientKey = hmac(salted, 'Client Key');
    const final = `c=biws,r=${nonce}`;
    const message = `${bare},${challenge},${final}`;
    const signature = hmac(createHash(hash).update(clientKey).digest(), message);
    const proof = clientKey.map((byte, at) => byte ^ (signature[at] ?? 0));
    const response = base64(`${final},p=${Buffer.from(proof).toString('base64')}`);
    const last = await this.ask(
      `<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${response}</response>`,
      /<\/success>|<\/failure>/,
    );
    const verdict = Buffer.from(/<success[^>]*>([^<]*)/.exec(last)?.[1] ?? '', 'base64').toString();
    const expected = `v=${hmac(hmac(salted, 'Server Key'), message).toString('base64')}`;
    if (last.includes('<success') && verdict !== expected)
      throw new Error(`The server's signature is wrong: ${verdict}`);
    return last;
  }
}

export function authenticate(mechanism: string, initial: string): string {
  return `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='${mechanism}'>${initial}</auth>`;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

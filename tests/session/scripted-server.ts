/**
 * A peer that speaks just enough XMPP to misbehave in chosen ways: what no real server can be made to do (end before the
 * handshake, stay silent, lie about the password). Whatever a real server does is tested against one.
 */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { BytePipe } from '../../playground/session/index.ts';

const nsSasl = 'urn:ietf:params:xml:ns:xmpp-sasl';

export const header =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1'>";

/** `answer` gets each text that the client sends and returns what comes back; null ends the connection. */
export function scriptedPipe(
  answer: (text: string, say: (text: string | null) => void) => void,
): () => Promise<BytePipe> {
  return async () => {
    const pipe: BytePipe = {
      onData: () => {},
      send: (bytes) => answer(new TextDecoder().decode(bytes), say),
      close: () => pipe.onData(null),
    };
    const say = (text: string | null): void => {
      setImmediate(() => pipe.onData(text === null ? null : new TextEncoder().encode(text)));
    };
    return pipe;
  };
}

/** A server that checks SCRAM by its own account of RFC 5802 and answers each IQ with a result. */
export class ScramServer {
  readonly heard: string[] = [];
  readonly #hash: 'sha1' | 'sha256';
  readonly #password: string;
  #clientFirst = '';
  #serverFirst = '';

  constructor(hash: 'sha1' | 'sha256', password: string) {
    this.#hash = hash;
    this.#password = password;
  }

  /** What comes with `<success/>`; a test overrides it to lie. */
  proof = (signature: Buffer): string => `v=${signature.toString('base64')}`;
  features = (): string => `<mechanisms xmlns='${nsSasl}'><mechanism>${this.#mechanism}</mechanism></mechanisms>`;

  get #mechanism(): string {
    return this.#hash === 'sha1' ? 'SCRAM-SHA-1' : 'SCRAM-SHA-256';
  }

  answer = (text: string, say: (text: string | null) => void): void => {
    this.heard.push(text);
    const content = Buffer.from(/>([^<]+)</.exec(text)?.[1] ?? '', 'base64').toString();
    if (text.startsWith('<?xml')) {
      const bind = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
      const signedIn = this.heard.filter((heard) => heard.startsWith('<?xml')).length > 1;
      say(`${header}<stream:features>${signedIn ? bind : this.features()}</stream:features>`);
    } else if (text.startsWith('<auth')) {
      this.#clientFirst = content.slice('n,,'.length);
      const salt = Buffer.from('sixteen bytes...').toString('base64');
      this.#serverFirst = `r=${/r=(.*)/.exec(content)?.[1]}server,s=${salt},i=4096`;
      say(`<challenge xmlns='${nsSasl}'>${Buffer.from(this.#serverFirst).toString('base64')}</challenge>`);
    } else if (text.startsWith('<response')) {
      say(this.#judge(content));
    } else if (text.includes('<bind')) {
      const id = /id="([^"]+)"/.exec(text)?.[1];
      say(
        `<iq type='result' id='${id}'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>romeo@a/b</jid></bind></iq>`,
      );
    } else if (text.startsWith('</stream')) {
      say('</stream:stream>');
      say(null);
    }
  };

  #judge(clientLast: string): string {
    const size = this.#hash === 'sha1' ? 20 : 32;
    const salted = pbkdf2Sync(this.#password, 'sixteen bytes...', 4096, size, this.#hash);
    const hmac = (key: Buffer, data: string): Buffer => createHmac(this.#hash, key).update(data).digest();
    const [withoutProof = '', proof = ''] = clientLast.split(/,p=/);
    const message = `${this.#clientFirst},${this.#serverFirst},${withoutProof}`;
    const storedKey = createHash(this.#hash).update(hmac(salted, 'Client Key')).digest();
    const clientKey = Buffer.from(proof, 'base64').map((byte, index) => byte ^ (hmac(storedKey, message)[index] ?? 0));
    if (!createHash(this.#hash).update(clientKey).digest().equals(storedKey)) {
      return `<failure xmlns='${nsSasl}'><not-authorized/><text>Bad password.</text></failure>`;
    }
    const signature = Buffer.from(this.proof(hmac(hmac(salted, 'Server Key'), message))).toString('base64');
    return `<success xmlns='${nsSasl}'>${signature}</success>`;
  }
}

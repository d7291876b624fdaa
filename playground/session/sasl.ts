/**
 * The SASL mechanisms of a session, in the shape that xmpp.js uses. xmpp.js's own SCRAM is left out of its browser
 * build, and its PLAIN breaks on letters outside ASCII, so these three are ours.
 *
 * Between a mechanism and xmpp.js go "binary strings", one character per byte, because xmpp.js encodes with btoa.
 */
import SaslFactory from 'saslmechanisms';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** One exchange with the server. The members up to `challenge` are what xmpp.js calls. */
export interface Exchange {
  readonly name: string;
  /** The first message is the client's. */
  readonly clientFirst: true;
  response(credentials: Credentials): string | Promise<string>;
  challenge(text: string): void;
  /** Checks the text that came with `<success/>`; throws ServerNotProven (RFC 5802 section 5, `v=`). */
  finish(text: string): void;
}

/** The server could not prove that it knows the password, or did not speak proper SCRAM. */
export class ServerNotProven extends Error {}

const scrams = [
  { name: 'SCRAM-SHA-512', hash: 'SHA-512', bits: 512 },
  { name: 'SCRAM-SHA-256', hash: 'SHA-256', bits: 256 },
  { name: 'SCRAM-SHA-1', hash: 'SHA-1', bits: 160 },
] as const;

/** Servers use some ten thousand rounds; a hostile one must not keep the processor busy for minutes. */
const mostRounds = 5_000_000;

/** All that a session knows, best first. `onUse` gets the exchange that is begun. */
export function createSaslFactory(onUse: (exchange: Exchange) => void): SaslFactory {
  const factory = new SaslFactory();
  const use = (name: string, begin: () => Exchange): void => {
    const mechanism = function begun(): Exchange {
      const exchange = begin();
      onUse(exchange);
      return exchange;
    };
    // The factory calls `new mechanism()`; its types allow no promise as a response, though xmpp.js awaits it.
    factory.use(name, mechanism as unknown as SaslFactory.MechanismStatic);
  };
  for (const scram of scrams) use(scram.name, () => new Scram(scram));
  use('PLAIN', () => new Plain());
  use('ANONYMOUS', () => new Anonymous());
  return factory;
}

/** RFC 4616: no authorization identity, user name and password, separated by NUL. */
class Plain implements Exchange {
  readonly name = 'PLAIN';
  readonly clientFirst = true;
  response({ username, password }: Credentials): string {
    return toBinary(`\0${username}\0${password}`);
  }
  challenge(): void {}
  finish(): void {}
}

/** RFC 4505; no trace information is sent. */
class Anonymous implements Exchange {
  readonly name = 'ANONYMOUS';
  readonly clientFirst = true;
  response(): string {
    return '';
  }
  challenge(): void {}
  finish(): void {}
}

/**
 * RFC 5802 without channel binding. User name and password are normalised to NFKC, which is SASLprep for all but
 * characters that are forbidden or mapped to nothing there.
 */
class Scram implements Exchange {
  readonly name: string;
  readonly clientFirst = true;
  readonly #hash: string;
  readonly #bits: number;
  readonly #nonce = toBase64(crypto.getRandomValues(new Uint8Array(18)));
  #serverFirst = '';
  #expected = '';
  #proven = false;

  constructor({ name, hash, bits }: (typeof scrams)[number]) {
    this.name = name;
    this.#hash = hash;
    this.#bits = bits;
  }

  async response({ username, password }: Credentials): Promise<string> {
    const name = username.normalize('NFKC').replaceAll('=', '=3D').replaceAll(',', '=2C');
    const clientFirst = `n=${name},r=${this.#nonce}`;
    if (this.#serverFirst === '') return toBinary(`n,,${clientFirst}`);
    // Some servers send their proof as one more challenge, which needs an empty answer.
    if (this.#proven) return '';
    const { r: nonce = '', s: salt = '', i: rounds = '' } = attributes(this.#serverFirst);
    if (!nonce.startsWith(this.#nonce) || nonce === this.#nonce || !(Number(rounds) > 0)) {
      throw new ServerNotProven('The server sent an invalid SCRAM challenge.');
    }
    if (Number(rounds) > mostRounds) {
      throw new ServerNotProven(`The server asks for ${rounds} rounds of hashing; at most ${mostRounds} are accepted.`);
    }
    const clientLast = `c=biws,r=${nonce}`;
    const authMessage = `${clientFirst},${this.#serverFirst},${clientLast}`;
    const salted = await this.#stretch(password.normalize('NFKC'), fromBinary(atob(salt)), Number(rounds));
    const clientKey = await this.#sign(salted, 'Client Key');
    const storedKey = new Uint8Array(await crypto.subtle.digest(this.#hash, clientKey));
    const signature = await this.#sign(storedKey, authMessage);
    const serverKey = await this.#sign(salted, 'Server Key');
    this.#expected = toBase64(await this.#sign(serverKey, authMessage));
    const proof = clientKey.map((byte, index) => byte ^ (signature[index] ?? 0));
    return toBinary(`${clientLast},p=${toBase64(proof)}`);
  }

  challenge(text: string): void {
    if (this.#expected !== '') this.finish(text);
    else this.#serverFirst = new TextDecoder().decode(fromBinary(text));
  }

  finish(text: string): void {
    if (this.#proven) return;
    if (this.#expected === '' || attributes(text).v !== this.#expected) {
      throw new ServerNotProven('The server did not prove that it knows the password.');
    }
    this.#proven = true;
  }

  async #stretch(password: string, salt: Uint8Array<ArrayBuffer>, iterations: number) {
    const raw = new TextEncoder().encode(password);
    const key = await crypto.subtle.importKey('raw', raw, 'PBKDF2', false, ['deriveBits']);
    const parameters = { name: 'PBKDF2', hash: this.#hash, salt, iterations };
    return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, this.#bits));
  }

  async #sign(secret: Uint8Array<ArrayBuffer>, text: string) {
    const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: this.#hash }, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)));
  }
}

/** `r=...,s=...,i=...` as a record. */
function attributes(message: string): Partial<Record<string, string>> {
  return Object.fromEntries(message.split(',').map((part) => [part.slice(0, 1), part.slice(2)]));
}

/** A text's UTF-8 bytes as a binary string. */
function toBinary(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

function fromBinary(binary: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function toBase64(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data));
}

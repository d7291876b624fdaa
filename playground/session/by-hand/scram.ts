/** SCRAM step by step (RFC 5802 section 3), for a reader who wants to see each value. */
import { fromBase64, toBase64, toHex, utf8 } from './bytes.ts';

/** One line of the arithmetic. */
export interface Line {
  /** As RFC 5802 calls it: `SaltedPassword`. */
  readonly name: string;
  /** How it comes about, in the notation of RFC 5802. */
  readonly formula: string;
  readonly value: string;
}

export interface ScramInput {
  /** `SCRAM-SHA-1`, `SCRAM-SHA-256` or `SCRAM-SHA-512`. */
  readonly mechanism: string;
  readonly username: string;
  readonly password: string;
  /** The first message as it was sent, without the GS2 header: `n=romeo,r=...`. */
  readonly clientFirstBare: string;
  /** What came with the challenge, decoded: `r=...,s=...,i=...`. */
  readonly serverFirst: string;
}

export interface ScramAnswer {
  readonly lines: readonly Line[];
  /** The last message of the client: `c=biws,r=...,p=...`. */
  readonly clientFinal: string;
  /** What the server has to send with success, if it knows the password: `v=...`. */
  readonly expected: string;
}

interface Hash {
  /** As WebCrypto calls it. */
  readonly name: string;
  readonly bits: number;
}

const hashes: Readonly<Record<string, Hash>> = Object.freeze({
  'SCRAM-SHA-1': { name: 'SHA-1', bits: 160 },
  'SCRAM-SHA-256': { name: 'SHA-256', bits: 256 },
  'SCRAM-SHA-512': { name: 'SHA-512', bits: 512 },
});

export const scramMechanisms: readonly string[] = Object.freeze(Object.keys(hashes));

/** A hostile server must not keep the processor busy for minutes. */
const mostRounds = 5_000_000;

/** `n=romeo,r=<nonce>`; a comma and an equals sign in the name are written as =2C and =3D (RFC 5802 section 5.1). */
export function clientFirstBare(username: string, nonce: string): string {
  return `n=${username.normalize('NFKC').replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`;
}

/** Rejects in plain words when the challenge is not one, or asks for too many rounds. */
export async function scramAnswer(input: ScramInput): Promise<ScramAnswer> {
  const { mechanism, password, serverFirst } = input;
  const hash = hashes[mechanism];
  if (hash === undefined) throw new Error(`${mechanism} is not a SCRAM mechanism that is known here.`);
  const values = attributesOf(serverFirst);
  const salt = fromBase64(values.s ?? '');
  const rounds = Number(values.i);
  if (values.r === undefined || salt === undefined || !(rounds > 0)) {
    throw new Error('The challenge is not one of SCRAM: it needs r= (nonce), s= (salt) and i= (rounds).');
  }
  if (rounds > mostRounds)
    throw new Error(`The server asks for ${rounds} rounds of hashing; at most ${mostRounds} are computed here.`);

  const withoutProof = `c=${toBase64(utf8('n,,'))},r=${values.r}`;
  const authMessage = `${input.clientFirstBare},${serverFirst},${withoutProof}`;
  const salted = await stretch(hash, password.normalize('NFKC'), salt, rounds);
  const clientKey = await hmac(hash, salted, 'Client Key');
  const storedKey = new Uint8Array(await crypto.subtle.digest(hash.name, clientKey));
  const signature = await hmac(hash, storedKey, authMessage);
  const proof = clientKey.map((byte, at) => byte ^ (signature[at] ?? 0));
  const serverKey = await hmac(hash, salted, 'Server Key');
  const expected = `v=${toBase64(await hmac(hash, serverKey, authMessage))}`;
  const h = hash.name;
  const lines: Line[] = [
    { name: 'salt', formula: 'Base64 of s= in the challenge', value: toHex(salt) },
    { name: 'SaltedPassword', formula: `PBKDF2(HMAC-${h}, password, salt, ${rounds} rounds)`, value: toHex(salted) },
    { name: 'ClientKey', formula: `HMAC-${h}(SaltedPassword, "Client Key")`, value: toHex(clientKey) },
    { name: 'StoredKey', formula: `${h}(ClientKey)`, value: toHex(storedKey) },
    {
      name: 'AuthMessage',
      formula: 'client-first-bare , server-first , client-final-without-proof',
      value: authMessage,
    },
    { name: 'ClientSignature', formula: `HMAC-${h}(StoredKey, AuthMessage)`, value: toHex(signature) },
    { name: 'ClientProof', formula: 'ClientKey XOR ClientSignature', value: toHex(proof) },
    { name: 'p=', formula: 'Base64 of ClientProof', value: toBase64(proof) },
    {
      name: 'expected v=',
      formula: `Base64 of HMAC-${h}(HMAC-${h}(SaltedPassword, "Server Key"), AuthMessage)`,
      value: expected.slice(2),
    },
  ];
  return { lines, clientFinal: `${withoutProof},p=${toBase64(proof)}`, expected };
}

/** `r=...,s=...,i=...` as a record. */
export function attributesOf(message: string): Partial<Record<string, string>> {
  return Object.fromEntries(message.split(',').map((part) => [part.slice(0, 1), part.slice(2)]));
}

async function stretch({ name, bits }: Hash, password: string, salt: Uint8Array<ArrayBuffer>, iterations: number) {
  const key = await crypto.subtle.importKey('raw', utf8(password), 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: name, salt, iterations }, key, bits));
}

async function hmac({ name }: Hash, secret: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: name }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text)));
}

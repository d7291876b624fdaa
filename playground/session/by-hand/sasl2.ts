/** SASL2 (XEP-0388) by hand: what a client sends, with Bind 2 (XEP-0386) and a token of FAST (XEP-0484) where the server has them. */
import { toBase64, toHex, utf8 } from './bytes.ts';
import type { Line } from './scram.ts';

export const sasl2 = 'urn:xmpp:sasl:2';
export const bind2 = 'urn:xmpp:bind:0';
export const fast = 'urn:xmpp:fast:0';

/** What the server offers in its feature `authentication`. */
export interface Sasl2Features {
  readonly mechanisms: readonly string[];
  /** A resource can be bound in the same step. */
  readonly bind: boolean;
  /** Mechanisms for tokens. */
  readonly fast: readonly string[];
}

/** A token that the server gave out, for the next connection. */
export interface Token {
  readonly mechanism: string;
  readonly secret: string;
}

/** The client is known by this (XEP-0388 section 2.3), and a token is good for it alone. */
const userAgent = '<user-agent id="8d9d7bfc-5a5c-4c7b-9f0e-1f2c53a1c0de"><software>Stanzabox</software></user-agent>';

/** Without channel binding, which a page cannot have. */
const tokenHash: Readonly<Record<string, string>> = Object.freeze({
  'HT-SHA-256-NONE': 'SHA-256',
  'HT-SHA-512-NONE': 'SHA-512',
});

/** @param first the mechanism's first message, in Base64 */
export function authenticate(mechanism: string, first: string, features: Sasl2Features, more = ''): string {
  const bind = features.bind ? `<bind xmlns="${bind2}"><tag>Stanzabox</tag></bind>` : '';
  return `<authenticate xmlns="${sasl2}" mechanism="${mechanism}"><initial-response>${first}</initial-response>${userAgent}${bind}${more}</authenticate>`;
}

/** Asks for a token with the way to sign in; '' where the server gives none that is understood here. */
export function requestToken({ fast: mechanisms }: Sasl2Features): string {
  const mechanism = mechanisms.find((each) => tokenHash[each] !== undefined);
  return mechanism === undefined ? '' : `<request-token xmlns="${fast}" mechanism="${mechanism}"/>`;
}

/** Signs in with a token instead of the password; undefined when the server does not take it. */
export async function withToken(
  local: string,
  { mechanism, secret }: Token,
  features: Sasl2Features,
  hidesToken: boolean,
): Promise<{ readonly label: string; readonly xml: string; readonly lines: readonly Line[] } | undefined> {
  const hash = tokenHash[mechanism];
  if (hash === undefined || !features.fast.includes(mechanism)) return undefined;
  const key = await crypto.subtle.importKey('raw', utf8(secret), { name: 'HMAC', hash }, false, ['sign']);
  const proof = new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8('Initiator')));
  const first = toBase64(new Uint8Array([...utf8(local), 0, ...proof]));
  return {
    label: `Sign in with the token (${mechanism})`,
    xml: authenticate(mechanism, first, features, `<fast xmlns="${fast}"/>`),
    lines: [
      { name: 'token', formula: 'what the server gave out with success', value: hidesToken ? '••••' : secret },
      { name: 'proof', formula: `HMAC-${hash}(token, "Initiator"), in hexadecimal`, value: toHex(proof) },
      { name: 'message', formula: 'user name, NUL, proof', value: `${local}\\0${toHex(proof)}` },
    ],
  };
}

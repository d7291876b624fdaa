/** What is a secret in a stanza. Names count in every namespace: a password in a protocol that nobody here knows is one too. */
import { attributeOf, elementsOf, textOf } from './content.ts';
import type { XmlElement } from './types.ts';

/** What a secret is called, and what stands in its place. */
export interface Secret {
  readonly what: string;
  readonly placeholder: string;
  /** Also when it stands in elements further inside. */
  readonly deep?: boolean;
}

const password: Secret = { what: 'password', placeholder: 'password', deep: true };
const secret: Secret = { what: 'secret', placeholder: 'secret', deep: true };
const token: Secret = { what: 'token', placeholder: 'token' };
const key: Secret = { what: 'key', placeholder: 'key' };
const proof: Secret = { what: 'proof of a password', placeholder: 'proof' };
const handshake: Secret = { what: 'component handshake', placeholder: 'handshake' };

/** Elements and attributes with these names, in lower case. `pwd`: Jingle's ICE transport (XEP-0176). */
export const secretNames: ReadonlyMap<string, Secret> = new Map([
  ['password', password],
  ['password-verify', password],
  ['passwd', password],
  ['passphrase', password],
  ['pwd', password],
  ['old_password', password],
  ['new_password', password],
  ['secret', secret],
  ['token', token],
  ['access_token', token],
  ['preauth', token],
]);

/** SASL's own elements (RFC 6120 section 6.4, XEP-0388 section 2); as before a name is enough, whoever forgot the namespace. */
const proofs: ReadonlySet<string> = new Set(['auth', 'response', 'initial-response']);
const saslNamespace = /^urn:(?:ietf:params:xml:ns:xmpp-sasl|xmpp:sasl:\d+)$/;

/** What the content of the element is, if it is a secret. */
export function secretContentOf(
  element: XmlElement,
  parent: XmlElement | undefined,
  privateFields: ReadonlySet<string>,
): Secret | undefined {
  const { local, namespace } = element;
  const named = secretNames.get(local.toLowerCase());
  if (named !== undefined) return named;
  if (proofs.has(local)) return proof;
  if (saslNamespace.test(namespace)) return ofSasl(element);
  if (namespace === 'jabber:iq:auth' && ['digest', 'hash', 'sequence'].includes(local))
    return { what: 'password digest', placeholder: 'digest' };
  if (namespace === 'jabber:iq:register' && local === 'key') return key;
  if (namespace === 'jabber:server:dialback' && (local === 'result' || local === 'verify')) return key;
  if (local === 'handshake' && parent?.namespace !== 'http://jabber.org/protocol/xmpp') return handshake;
  if (local === 'value' && parent?.namespace === 'jabber:x:data' && parent.local === 'field')
    return ofField(parent, privateFields);
  return undefined;
}

/**
 * The server's signature proves the password as the client's proof does: together with the challenge somebody can try passwords on it.
 * A challenge alone shows only salt and nonce, except where DIGEST-MD5 answers in it.
 */
function ofSasl(element: XmlElement): Secret | undefined {
  if (element.local === 'success' || element.local === 'additional-data') return proof;
  if (element.local !== 'challenge') return undefined;
  try {
    return atob(textOf(element).trim()).includes('rspauth=') ? proof : undefined;
  } catch {
    return proof;
  }
}

function ofField(field: XmlElement, privateFields: ReadonlySet<string>): Secret | undefined {
  const name = attributeOf(field, 'var') ?? '';
  const isPrivate = attributeOf(field, 'type') === 'text-private' || privateFields.has(name);
  if (!isPrivate && !/passw|passphrase|pwd|secret|token|preauth|api.?key/i.test(name)) return undefined;
  // Whether a room has a password is not one (XEP-0045 section 10.1.3).
  const asksWhether = attributeOf(field, 'type') === 'boolean' || /passwordprotected/i.test(name);
  const values = elementsOf(field).map((value) => textOf(value).trim());
  if (!isPrivate && asksWhether && values.every((value) => /^(?:[01]|true|false)$/.test(value))) return undefined;
  if (/token|preauth/i.test(name)) return token;
  return password;
}

/** Headers that let somebody in (XEP-0363 section 5, XEP-0131). */
export function secretHeaderOf(name: string): Secret | undefined {
  if (/cookie$/i.test(name)) return { what: 'cookie', placeholder: 'cookie' };
  return /authorization$|token$|key$|secret$/i.test(name)
    ? { what: 'authorization header', placeholder: 'authorization' }
    : undefined;
}

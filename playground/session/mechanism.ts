import { PlainError } from './reasons.ts';

/** What decides which SASL mechanism is used. */
interface Choice {
  readonly offered: readonly string[];
  readonly mechanism: string | undefined;
  readonly anonymous: boolean;
  readonly secure: boolean;
}

/** The best that both ends know, or the one that was asked for. Throws PlainError when there is none. */
export function chooseMechanism({ offered, mechanism, anonymous, secure }: Choice): string {
  if (mechanism !== undefined) {
    if (offered.includes(mechanism)) return mechanism;
    throw new PlainError(
      `The server does not offer ${mechanism}. The mechanisms that both sides support: ${offered.join(', ')}.`,
    );
  }
  if (anonymous) {
    if (offered.includes('ANONYMOUS')) return 'ANONYMOUS';
    throw new PlainError(
      'This host does not accept anonymous users. Write the address with an account: romeo@example.com.',
    );
  }
  const chosen = offered.find((name) => name !== 'ANONYMOUS' && (secure || name !== 'PLAIN'));
  if (chosen !== undefined) return chosen;
  if (offered.includes('PLAIN')) {
    throw new PlainError(
      'The server accepts only the unhashed password (PLAIN), and ws:// would show it to the network. Use wss://.',
    );
  }
  throw new PlainError('This host accepts only anonymous users. Write the domain alone as the address.');
}

/** Why nobody can sign in where the server offers no mechanism. */
export function noWayIn(starttls: boolean): string {
  return starttls
    ? 'The server requires TLS before anybody signs in, and this connection has none. In a configuration for the playground, set c2s_require_encryption = false.'
    : 'The server offers no way to sign in on this connection. Its log says which mechanisms are on.';
}

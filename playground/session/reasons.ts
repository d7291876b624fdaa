/** What went wrong with a session, in plain words: what, where, and what to do next. */
import XmppError from '@xmpp/error';
import { ServerNotProven } from './sasl.ts';
import type { SessionOptions } from './types.ts';

export interface Reason {
  readonly plain: string;
  /** The SASL or stream error's condition (RFC 6120 sections 6.5 and 4.9.3) when there was one. */
  readonly condition?: string;
}

/** An error that already says in plain words what happened. */
export class PlainError extends Error {}

export function reasonOf(error: unknown, { jid, via }: SessionOptions): Reason {
  const where = via.kind === 'websocket' ? via.url : 'the server in this tab';
  if (error instanceof PlainError) return { plain: error.message };
  if (error instanceof ServerNotProven) {
    return { plain: `${error.message} Someone may be intercepting the connection to ${where}, so it was dropped.` };
  }
  if (error instanceof XmppError) return xmppReason(error, jid);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'TimeoutError') {
    return {
      plain: `${where} did not answer in time. Check that an XMPP server listens there, and connect again.`,
    };
  }
  if (via.kind === 'websocket' && error instanceof Error && 'url' in error) return { plain: unreachable(via.url) };
  if (error instanceof Error && error.name === 'SecurityError') {
    return { plain: 'This page was loaded over https, so the browser allows only wss://, not ws://. Use wss:// here.' };
  }
  return { plain: `The connection to ${where} failed: ${message}` };
}

/** A page is not told why a WebSocket failed, so the usual causes are named. */
function unreachable(url: string): string {
  const certificate = url.startsWith('wss:') ? ', that this browser trusts its certificate' : '';
  return `No WebSocket connection to ${url} could be made. Check that the address is right, that the server is running${certificate}, and that it allows connections from this page (Prosody: consider_websocket_secure, http_cors_override or cross_domain_websocket).`;
}

function xmppReason(error: XmppError, jid: string): Reason {
  const { condition, text } = error;
  const kind: string = error.name;
  const said = text ? ` The server says: "${text}".` : '';
  if (kind === 'StreamError') {
    const hint = streamHints[condition] ?? 'The transcript shows what was sent just before.';
    return { condition, plain: `The server ended the stream with ${condition}.${said} ${hint}` };
  }
  if (kind === 'SASLError') {
    const hint = saslHints[condition] ?? 'The account was not signed in.';
    return { condition, plain: `The server refused to sign in ${jid} (${condition}).${said} ${hint}` };
  }
  return { condition, plain: `The server refused a step of signing in ${jid} (${condition}).${said}` };
}

const saslHints: Partial<Record<string, string>> = {
  'not-authorized': 'The password is wrong, or there is no such account. Check both and connect again.',
  'account-disabled': 'The account exists but is disabled on the server.',
  'invalid-mechanism': 'The server does not offer the mechanism that was asked for.',
  'mechanism-too-weak': 'The server requires a stronger mechanism than the one that was used.',
  'encryption-required': 'The server requires encryption first. Connect with wss:// instead of ws://.',
  'temporary-auth-failure': 'The server could not check the password. Try again in a moment.',
};

const streamHints: Partial<Record<string, string>> = {
  'host-unknown': 'It does not serve that domain. Check the part of the address after the @.',
  conflict: 'The same account signed in with the same resource elsewhere.',
  'system-shutdown': 'It is shutting down or restarting. Connect again when it is back.',
  'policy-violation': 'Something broke a rule or a limit of the server. Its log says which.',
  'not-well-formed': 'What was sent is not well-formed XML. The transcript shows it.',
};

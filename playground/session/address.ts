import { jid as parseJid } from '@xmpp/client-core';
import { PlainError } from './reasons.ts';

export interface Address {
  readonly local: string;
  readonly domain: string;
  readonly resource: string | undefined;
}

/** Throws PlainError. */
export function readJid(text: string): Address {
  try {
    const { local, domain, resource } = parseJid(text.trim());
    if (domain !== '') return { local, domain, resource: resource || undefined };
  } catch {
    // The error below says it in plainer words.
  }
  throw new PlainError(
    `"${text}" is not an XMPP address. One looks like romeo@montague.example, or is a domain alone.`,
  );
}

/** Throws PlainError. */
export function checkUrl(url: string): void {
  const isGood = URL.canParse(url) && /^wss?:$/.test(new URL(url).protocol);
  if (!isGood)
    throw new PlainError(`"${url}" is not a WebSocket address. One looks like wss://example.com:5281/xmpp-websocket.`);
}

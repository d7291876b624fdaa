/** What a connection is, in the words of the interface. */
import type { Account } from './types.ts';

const states = Object.freeze({
  offline: 'offline',
  connecting: 'connecting…',
  online: 'online',
  closing: 'closing…',
  failed: 'failed',
});

/** `offline`, `nobody signed in`, `no resource yet`: what the reader has to know before sending. */
export function stateWords({ status, until = 'bound', jid }: Account): string {
  if (status.state !== 'online') return states[status.state];
  switch (until) {
    case 'bound':
      return states.online;
    case 'stream':
      return 'nobody signed in';
    case 'signed-in':
      // The reader has bound one when the server gave another address than the one that was asked for, or a resource.
      return status.jid === jid ? 'no resource yet' : states.online;
    case 'raw':
      return 'by hand';
    default:
      return until satisfies never;
  }
}

export function isUp({ status }: Account): boolean {
  return status.state === 'online' || status.state === 'connecting';
}

/** The address that the server knows, or the one to sign in with. */
export function addressOf({ jid, status }: Account): string {
  return status.state === 'online' ? status.jid : jid;
}

/** Whether its presence can be chosen from a list: others send theirs by hand. */
export function tellsPresence({ status, until = 'bound' }: Account): boolean {
  return status.state === 'online' && until === 'bound';
}

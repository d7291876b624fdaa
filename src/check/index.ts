/** The door of the check room: a domain's XMPP server, looked at from outside. */
export { checkDomain } from './check.ts';
export { runCheck } from './command.ts';
export { exitStatus, print } from './print.ts';
export { readTarget, type Target } from './target.ts';
export { readAuthorities } from './tls.ts';
export type * from './types.ts';

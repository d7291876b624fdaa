/**
 * Who and what the sandbox has ready: hosts, accounts, resources and the port. Sandbox, console, session and lab read this table, so
 * that a page shows the same addresses wherever its stanzas go. The passwords are not secret: the playground shows them.
 */

/** Registered for XMPP clients (RFC 6120 section 14.7). */
export const clientPort = 5222;

/** Recipes mean this host when they write `romeo` without one. */
export const homeHost = 'montague.example';
/** The host on the other server. */
export const otherHost = 'capulet.example';

export interface CastMember {
  readonly local: string;
  readonly host: string;
  readonly password: string;
  /** The resource that the account has unless a stanza or a recipe asks for another one. */
  readonly resource: string;
}

export const cast: readonly CastMember[] = Object.freeze([
  { local: 'romeo', host: homeHost, password: 'orchard', resource: 'orchard' },
  { local: 'juliet', host: homeHost, password: 'balcony', resource: 'balcony' },
  { local: 'mercutio', host: homeHost, password: 'queen-mab', resource: 'square' },
  { local: 'nurse', host: homeHost, password: 'angelica', resource: 'home' },
  { local: 'juliet', host: otherHost, password: 'balcony', resource: 'balcony' },
  { local: 'tybalt', host: otherHost, password: 'prince-of-cats', resource: 'street' },
]);

/** The resource that goes with a name; `home` for everybody else. */
export function resourceOf(local: string): string {
  return cast.find((member) => member.local === local)?.resource ?? 'home';
}

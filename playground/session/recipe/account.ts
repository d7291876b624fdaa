/** From `as=romeo/phone` to an address. */

/** The host of an account that is written without one. */
export const homeHost = 'montague.example';
/** A connection on which nobody signs in. */
export const stranger = 'stranger';

/** The resources that the playground gives to its cast, so that recipe and playground show the same addresses. */
const resources: Readonly<Record<string, string>> = {
  romeo: 'orchard',
  juliet: 'balcony',
  mercutio: 'square',
  tybalt: 'street',
};

export interface Address {
  /** '' for a stranger. */
  readonly local: string;
  readonly host: string;
  readonly resource: string;
}

/** `juliet@capulet.example/phone` in its parts; what is left out is montague.example and the resource that goes with the name. */
export function readAccount(as: string): Address {
  const [, name = '', host = homeHost, resource] = /^([^@/]+)(?:@([^/]+))?(?:\/(.+))?$/.exec(as) ?? [];
  if (name === stranger) return { local: '', host, resource: resource ?? '' };
  return { local: name, host, resource: resource ?? resources[name] ?? 'home' };
}

/** The full address, or `stranger@host/n` for somebody without one. */
export function keyOf({ local, host, resource }: Address): string {
  return `${local || stranger}@${host}/${resource}`;
}

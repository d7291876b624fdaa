/** From `as=romeo/phone` to an address. */
import { homeHost, resourceOf } from '../../cast.ts';

/** A connection on which nobody signs in. */
export const stranger = 'stranger';

export interface Address {
  /** '' for a stranger. */
  readonly local: string;
  readonly host: string;
  readonly resource: string;
}

/** `juliet@capulet.example/phone` in its parts; what is left out is the home host and the resource that goes with the name. */
export function readAccount(as: string): Address {
  const [, name = '', host = homeHost, resource] = /^([^@/]+)(?:@([^/]+))?(?:\/(.+))?$/.exec(as) ?? [];
  if (name === stranger) return { local: '', host, resource: resource ?? '' };
  return { local: name, host, resource: resource ?? resourceOf(name) };
}

/** The full address, or `stranger@host/n` for somebody without one. */
export function keyOf({ local, host, resource }: Address): string {
  return `${local || stranger}@${host}/${resource}`;
}

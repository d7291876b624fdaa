import { payloads } from './check-payloads.ts';
import { isKnownName, knownNames } from './names.ts';
import { nearest } from './nearest.ts';

/** The version at the end of `urn:xmpp:...:N`, which the registry leaves out. */
const version = /:\d+$/;

/** The namespace that this one was meant to be, when it is not known itself and one that is known looks like it. */
export function nearestNamespace(namespace: string): string | undefined {
  if (isKnownName(namespace)) return undefined;
  const exact = nearest(namespace, new Set(payloads.map((payload) => payload.namespace)));
  if (exact !== undefined) return exact;
  const number = version.exec(namespace.trim())?.[0] ?? '';
  const family = nearest(namespace.trim().replace(version, ''), knownNames());
  return family === undefined ? undefined : family + number;
}

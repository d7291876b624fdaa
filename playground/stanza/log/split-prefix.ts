/** A name that may be no XML name at all: what is before its first colon, and what is after it. */
export function splitPrefix(name: string): { readonly prefix: string; readonly local: string } {
  const colon = name.indexOf(':');
  return { prefix: name.slice(0, Math.max(0, colon)), local: name.slice(colon + 1) };
}

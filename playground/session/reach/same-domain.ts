/**
 * Whether two texts name one domain: in upper or lower case, in its own letters or in ASCII, with a dot at its end or without. The browser's own reading
 * of names is enough here. The sandbox's (text/address.ts) would tie this part, which comes late, to the script of the first visit.
 */
export function isSameDomain(one: string, other: string): boolean {
  return asHost(one) === asHost(other);
}

function asHost(domain: string): string {
  const address = `http://${domain.replace(/\.$/, '')}/`;
  return URL.canParse(address) ? new URL(address).hostname : domain;
}

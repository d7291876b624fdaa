/** Whether two texts name one domain: in upper or lower case, in its own letters or in ASCII, with a dot at its end or without. */
export function isSameDomain(one: string, other: string): boolean {
  return asHost(one) === asHost(other);
}

function asHost(domain: string): string {
  const address = `http://${domain.replace(/\.$/, '')}/`;
  return URL.canParse(address) ? new URL(address).hostname : domain;
}

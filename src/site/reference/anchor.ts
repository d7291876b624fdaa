/** The id of an entry in a registry: `urn:xmpp:sm:3` is `urn-xmpp-sm-3`. */
export function anchorOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

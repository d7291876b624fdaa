/** Commands of pages fetch from this site at an address that stands in for its own. Where the site lives is known when it is built, and goes in its place. */
import { defineMdastPlugin, type MdastPluginEntry } from 'satteri';
import { unknownSite } from '../../check/file/name.ts';

/**
 * @param site origin: `https://example.org`
 * @param base path on it, with both slashes
 */
export function ownAddress(site: string, base: string): MdastPluginEntry {
  const own = `${site}${base}`;
  const standIn = `${unknownSite}/`;
  return () =>
    defineMdastPlugin({
      name: 'stanzabox-own-address',
      code(node, context) {
        if (node.value.includes(standIn)) context.setProperty(node, 'value', node.value.replaceAll(standIn, own));
      },
      inlineCode(node, context) {
        if (node.value.includes(standIn)) context.setProperty(node, 'value', node.value.replaceAll(standIn, own));
      },
    });
}

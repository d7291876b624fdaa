/** Pages link to each other as `/why/`. Where the site lives under a path, that path goes in front. */
import type { HastPluginDefinition } from 'satteri';

export function prefixBase(base: string): HastPluginDefinition {
  const folder = base.replace(/\/+$/, '');
  return {
    name: 'stanzabox-prefix-base',
    element: {
      filter: ['a'],
      visit(node, context) {
        const href = node.properties?.href;
        if (typeof href !== 'string' || !href.startsWith('/') || href.startsWith('//')) return;
        context.setProperty(node, 'href', `${folder}${href}`);
      },
    },
  };
}

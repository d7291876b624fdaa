/** A link beside each heading. Starlight can do that too, with an SVG and a hidden copy of the heading for each. */
import { satteriHeadingIdsPlugin } from '@astrojs/markdown-satteri';
import type { HastPluginEntry } from 'satteri';

const link: HastPluginEntry = {
  name: 'stanzabox-heading-links',
  element: {
    filter: ['h2', 'h3', 'h4'],
    visit(node, context) {
      const id = node.properties?.id;
      if (typeof id !== 'string' || id === '') return undefined;
      const label = `Link to “${context.textContent(node)}”`;
      const anchor = {
        type: 'element' as const,
        tagName: 'a',
        properties: { class: 'sb-anchor', href: `#${id}`, 'aria-label': label },
        children: [],
      };
      // The name of the wrapper is Starlight's: its table of contents looks for it.
      const properties = { class: `sl-heading-wrapper level-${node.tagName}` };
      return { type: 'element' as const, tagName: 'div', properties, children: [node, anchor] };
    },
  },
};

/** To be used with Starlight's own `headingLinks` switched off. */
export const headingLinks: readonly HastPluginEntry[] = [satteriHeadingIdsPlugin(), link];

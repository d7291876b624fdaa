/** A drill's styles, for the head of its page: in a stylesheet Astro would link them on every page of the route, and guides have no byte to spare. */
import css from './drill.css?raw';

export const drillStyles = {
  tag: 'style',
  content: css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .trim(),
} as const;

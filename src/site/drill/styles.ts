/** A drill's styles, for the head of its page: in a stylesheet Astro would link them on every page of the route, and guides have no byte to spare. */
import css from './drill.css?raw';
import told from './told.css?raw';

const styles = (text: string) =>
  ({
    tag: 'style',
    content: text
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  }) as const;

/** Of a drill in the tab. */
export const drillStyles = styles(`${told} ${css}`);
/** Of a drill on machines, whose steps look as those of guides. */
export const machineDrillStyles = styles(told);

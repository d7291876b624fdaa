import { oddSpaces, startTagAt, typographicQuotes } from './tags.ts';
import type { Repair } from './types.ts';

const inTag = new RegExp(
  `"[^"]*"|'[^']*'|[${typographicQuotes}]([^"'${typographicQuotes}]*)["'${typographicQuotes}]|[${oddSpaces}]+`,
  'gu',
);
const oddSpace = new RegExp(`[${oddSpaces}]`, 'gu');
const onlySpace = new RegExp(`^[\\s${oddSpaces}]*$`, 'u');

export interface Repaired {
  readonly xml: string;
  readonly repairs: readonly Repair[];
}

/** Whether the text between tags may need a repair too: only then it is worth a look. */
export function hasOddSpace(text: string): boolean {
  return text.search(oddSpace) >= 0;
}

/**
 * An element as XMPP wants it: plain quotes and spaces in its tags and its indentation, no comments, no processing instructions. Text and
 * attribute values stay as they are.
 */
export function repair(text: string): Repaired {
  const repairs = new Set<Repair>();
  let xml = '';
  let at = 0;
  const until = (token: string, from: number): number => {
    const end = text.indexOf(token, from);
    return end < 0 ? text.length : end + token.length;
  };
  while (at < text.length) {
    if (text.startsWith('<!--', at) || text.startsWith('<?', at)) {
      at = until(text[at + 1] === '?' ? '?>' : '-->', at);
      repairs.add('comments');
    } else if (text.startsWith('<![CDATA[', at)) {
      const end = until(']]>', at);
      xml += text.slice(at, end);
      at = end;
    } else if (text[at] === '<') {
      const end = startTagAt(text, at)?.end ?? until('>', at);
      xml += repairTag(text.slice(at, end), repairs);
      at = end;
    } else {
      const next = text.indexOf('<', at);
      const end = next < 0 ? text.length : next;
      xml += repairSpace(text.slice(at, end), repairs);
      at = end;
    }
  }
  return { xml, repairs: [...repairs] };
}

function repairTag(tag: string, repairs: Set<Repair>): string {
  return tag.replace(inTag, (part, value: string | undefined) => {
    if (value !== undefined) {
      repairs.add('quotes');
      return `"${value}"`;
    }
    if (part[0] === '"' || part[0] === "'") return part;
    repairs.add('spaces');
    return ' ';
  });
}

/** Indentation as a web page writes it. A space inside a line of text is the text's own. */
function repairSpace(between: string, repairs: Set<Repair>): string {
  if (!between.includes('\n') || !onlySpace.test(between) || !hasOddSpace(between)) return between;
  repairs.add('spaces');
  return between.replace(oddSpace, ' ');
}

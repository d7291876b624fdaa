import { parse } from './parse.ts';
import type { XmlElement } from './types.ts';

/** The first element of a text as it goes over the wire; undefined when there is none or the text is not well-formed. */
export function firstElement(text: string): XmlElement | undefined {
  const parsed = parse(text, { stream: true });
  return parsed.ok ? parsed.stanzas[0] : undefined;
}

import { parse, type XmlError } from '../../stanza/index.ts';

/** What the text in the editor amounts to. */
export type Draft =
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken'; readonly error: XmlError }
  /** The stanzas in order, each exactly as it is written. */
  | { readonly kind: 'ready'; readonly stanzas: readonly string[] };

export function readDraft(text: string): Draft {
  if (text.trim() === '') return { kind: 'empty' };
  const result = parse(text);
  if (!result.ok) return { kind: 'broken', error: result.error };
  const stanzas = result.stanzas.map(({ start, end }) => text.slice(start.offset, end.offset));
  return stanzas.length === 0 ? { kind: 'empty' } : { kind: 'ready', stanzas };
}

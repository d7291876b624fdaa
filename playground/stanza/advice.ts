/**
 * A second look at a text that is not well-formed: what it was probably meant to be, and an edit that fixes it. The parser tells what is wrong;
 * this knows where such mistakes come from (word processors, chat windows, logs).
 */
import type { Edit, Fix } from './finding.ts';
import type { XmlError } from './types.ts';

export interface Advice {
  readonly plain: string;
  readonly fix?: Fix;
}

const typographic = /[“”„‟«»″‘’‚‛′]/;
const noBreak = /[\u00a0\u2007\u202f]/;

/** What to tell of a mistake, and how to fix it where that is certain enough. */
export function advise(text: string, error: XmlError): Advice {
  const marked = text.slice(error.offset, error.offset + error.length);
  switch (error.code) {
    case 'attribute-without-quotes':
      return typographic.test(text.slice(error.offset, error.offset + error.length + 1))
        ? quotes(text, error)
        : withFix(error, quoteIt(error, marked));
    case 'restricted-xml':
      return restricted(text, error);
    case 'bare-ampersand':
      return withFix(error, { label: 'Write &amp;', edits: [replace(error.offset, 1, '&amp;')] });
    case 'bare-less-than':
      return withFix(error, { label: 'Write &lt;', edits: [replace(error.offset, 1, '&lt;')] });
    case 'cdata-end-in-text':
      return withFix(error, { label: 'Write ]]&gt;', edits: [replace(error.offset, 3, ']]&gt;')] });
    case 'unknown-entity':
      return entity(error, marked);
    case 'bad-character':
      return character(text, error);
    case 'bad-name':
    case 'missing-space':
      return noBreak.test(text[error.offset] ?? '')
        ? noBreakSpace(text)
        : typographic.test(text[error.offset] ?? '')
          ? quotes(text, error)
          : missingQuote(text, error);
    case 'attribute-not-closed':
      return typographic.test(marked) ? quotes(text, error) : { plain: error.plain };
    case 'text-outside':
      return noBreak.test(marked) && marked.replace(/\s/g, '') === '' ? noBreakSpace(text) : { plain: error.plain };
    case 'mismatched-tag':
      return mismatched(error, marked);
    case 'not-closed':
      return withFix(error, atEnd(text, error));
    case 'duplicate-attribute':
    case 'stray-end-tag':
      return withFix(error, { label: 'Remove it', edits: [replace(error.offset, error.length, '')] });
    default:
      return { plain: error.plain };
  }
}

function withFix({ plain }: XmlError, fix: Fix | undefined): Advice {
  return fix === undefined ? { plain } : { plain, fix };
}

function replace(offset: number, length: number, text: string): Edit {
  return { offset, length, text };
}

/** All of them in tags at once: who pasted one pasted many. */
function quotes(text: string, error: XmlError): Advice {
  const found = text.slice(error.offset).match(typographic)?.[0] ?? '“';
  const number = `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    plain: `${found} (${number}) is a typographic quote, as word processors and chat programs write it. XML wants " or ' around values.`,
    fix: {
      label: 'Write straight quotes',
      edits: inTags(text, /[“”„‟«»″]|[‘’‚‛′]/g, (quote) => (/[‘’‚‛′]/.test(quote) ? "'" : '"')),
    },
  };
}

function noBreakSpace(text: string): Advice {
  const edits = [...text.matchAll(/[\u00a0\u2007\u202f]/g)].map(({ index }) => replace(index, 1, ' '));
  return {
    plain:
      'There is a no-break space (U+00A0) here, which looks like a space but is not one in XML. Put a plain space in its place.',
    fix: { label: edits.length > 1 ? 'Put plain spaces' : 'Put a plain space', edits },
  };
}

function inTags(text: string, what: RegExp, instead: (found: string) => string): Edit[] {
  return [...text.matchAll(/<[^<>]*>?/g)].flatMap(({ 0: tag, index }) =>
    [...tag.matchAll(what)].map((found) => replace(index + found.index, found[0].length, instead(found[0]))),
  );
}

/** RFC 6120 section 11.1 has a condition for it; servers whose parser stops first name another. */
function restricted(text: string, error: XmlError): Advice {
  const kinds: readonly [start: string, pattern: RegExp, what: string, label: string][] = [
    ['<!--', /<!--[\s\S]*?-->/g, 'comments', 'Remove all comments'],
    ['<!DOCTYPE', /<!DOCTYPE[^>]*>/g, 'document types', 'Remove it'],
    ['<?xml', /<\?xml\b[^>]*\?>\s*/g, 'an XML declaration in front of a stanza', 'Remove it'],
    ['<?', /<\?[\s\S]*?\?>/g, 'processing instructions', 'Remove all of them'],
  ];
  const kind = kinds.find(([start]) => text.startsWith(start, error.offset));
  if (kind === undefined) return { plain: error.plain };
  const [, pattern, what, label] = kind;
  const edits = [...text.matchAll(pattern)].map(({ 0: found, index }) => replace(index, found.length, ''));
  const plain = `XMPP does not allow ${what}. RFC 6120 section 11.1 names restricted-xml for it; Prosody, and so the server in this tab, ends the stream with not-well-formed.`;
  return edits.length === 0 ? { plain } : { plain, fix: { label, edits } };
}

/** HTML's names that people write by habit. */
const entities: Readonly<Record<string, string>> = {
  '&nbsp;': '&#160;',
  '&copy;': '©',
  '&euro;': '€',
  '&hellip;': '…',
  '&mdash;': '—',
  '&ndash;': '–',
};

function entity(error: XmlError, marked: string): Advice {
  const instead = Object.hasOwn(entities, marked) ? entities[marked] : `&amp;${marked.slice(1)}`;
  return withFix(error, { label: `Write ${instead}`, edits: [replace(error.offset, error.length, instead ?? '')] });
}

function character(text: string, error: XmlError): Advice {
  const code = text.charCodeAt(error.offset);
  const fix = { label: 'Remove it', edits: [replace(error.offset, error.length, '')] };
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  const plain = isSurrogate
    ? `${error.plain} Sent as it stands, it goes out as U+FFFD, the sign for an unreadable character.`
    : error.plain;
  return { plain, fix };
}

function quoteIt(error: XmlError, marked: string): Fix | undefined {
  const [, name, value] = /^([^\s=]+)\s*=\s*(.*)$/s.exec(marked) ?? [];
  if (name === undefined || value === undefined) return undefined;
  return { label: 'Add quotes', edits: [replace(error.offset, error.length, `${name}="${value}"`)] };
}

/** A value without its last quote goes on up to the first quote of the next attribute, and only then the parser stumbles. */
function missingQuote(text: string, error: XmlError): Advice {
  const before = text.slice(Math.max(0, error.offset - longestValue), error.offset);
  const [all, name, quote = '', next] = swallowed.exec(before) ?? [];
  if (all === undefined) return { plain: error.plain };
  const place = error.offset - all.length + all.search(lastName);
  return {
    plain: `A quote is missing: the value of ${name} has no ${quote} at its end, before ${next}.`,
    fix: { label: `Add ${quote}`, edits: [replace(place, 0, quote)] },
  };
}

/** The names of both attributes and their quote. */
const swallowed = /([\w:.-]+)=(["'])[^<>"']*\s([\w:.-]+)=\2$/;
const lastName = /\s+[\w:.-]+=["']$/;
const longestValue = 1000;

/** The parser says which tag it waits for. */
/** One end tag at a time, from the innermost element: where the text goes on, it is not known where the element should end. */
function atEnd(text: string, { plain }: XmlError): Fix | undefined {
  const endTag = /the text ends first\. Add (<\/[^<>]+>)/.exec(plain)?.[1];
  return endTag === undefined
    ? undefined
    : { label: `Write ${endTag}`, edits: [replace(text.trimEnd().length, 0, endTag)] };
}

function mismatched(error: XmlError, marked: string): Advice {
  const wanted = /Write (<\/[^<>]+>)\.$/.exec(error.plain)?.[1];
  if (wanted === undefined || !marked.startsWith('</')) return { plain: error.plain };
  return withFix(error, { label: `Write ${wanted}`, edits: [replace(error.offset, error.length, wanted)] });
}

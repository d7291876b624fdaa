import { escapeAttribute, escapeText } from '../escape.ts';

const xmlnsName = 'http://www.w3.org/2000/xmlns/';
const xmlName = 'http://www.w3.org/XML/1998/namespace';

const piece =
  /<(?<slash>\/?)\{(?<namespace>[^{}<>]*)\}:(?<name>[^\s<>/{}]+)(?<attributes>(?:\s+\{[^{}<>]*\}:[^\s<>/={}]+='[^'<]*')*)\s*(?<empty>\/?)>/g;
const attribute = /\{([^{}]*)\}:([^\s=]+)='([^']*)'/g;

/** Whether the text holds elements as Dino's log writes them: `<{jabber:client}:iq {jabber:client}:type='get'>`. */
export function isDino(text: string): boolean {
  return /XMPP (?:IN|OUT)(?: ROOT)? \[/.test(text) && /<\/?\{[^{}<>]*\}:/.test(text);
}

/**
 * Dino writes names with their namespace in braces, text as it is and with indentation. This makes XML of it; all else in
 * the text stays as it is.
 */
export function* dinoToXml(text: string): Generator<void, string> {
  const parts: string[] = [];
  const namespaces: string[] = [];
  let at = 0;
  let count = 0;
  /** Whether the last piece was a start tag: then what follows up to the end tag is the element's text. */
  let inside = false;
  for (const match of text.matchAll(piece)) {
    count += 1;
    if (count % 1000 === 0) yield;
    const { slash = '', namespace = '', name = '', attributes = '', empty = '' } = match.groups ?? {};
    const between = text.slice(at, match.index);
    parts.push(inside && slash ? textOf(between) : between);
    at = match.index + match[0].length;
    if (slash) {
      namespaces.pop();
      parts.push(`</${name}>`);
    } else {
      const around = namespaces.at(-1) ?? 'jabber:client';
      const declaration = namespace === around && name !== 'stream' ? '' : ` xmlns='${escapeAttribute(namespace)}'`;
      parts.push(`<${name}${declaration}${attributesOf(attributes)}${empty}>`);
      if (!empty && name !== 'stream') namespaces.push(namespace);
    }
    inside = !slash && !empty;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

function attributesOf(written: string): string {
  let attributes = '';
  for (const [, namespace, name, value] of written.matchAll(attribute)) {
    if (namespace === xmlnsName) continue;
    attributes += ` ${namespace === xmlName ? 'xml:' : ''}${name}='${value}'`;
  }
  return attributes;
}

/** The text between two tags without the line breaks and the indentation that Dino adds. */
function textOf(between: string): string {
  const lines = /^\n(\s*)([\s\S]*?)\n\s*$/.exec(between);
  if (lines === null) return escapeText(between);
  const [, indent = '', text = ''] = lines;
  return escapeText(text.replaceAll(`\n${indent}`, '\n'));
}

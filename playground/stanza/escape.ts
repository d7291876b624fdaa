const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const replace = (character: string): string => entities[character] ?? character;

/** Text as it is written between tags. Characters that XML forbids stay: the parser names them. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, replace);
}

/** Text as it is written in an attribute, whichever quotes surround it; also right between tags. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/g, replace);
}

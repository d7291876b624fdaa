import type { Specification } from '../types.ts';

/**
 * Where something is defined.
 * @param document `RFC 6120`, or the number of a XEP: `0030`
 * @param section `8.3.2`; the pages of XEPs name their sections each in its own way, so only those of RFCs are led to
 */
export function specificationOf(document: string, title: string, section?: string): Specification {
  const isRfc = document.startsWith('RFC ');
  const name = isRfc ? document : `XEP-${document}`;
  const url = isRfc
    ? `https://www.rfc-editor.org/rfc/rfc${document.slice(4)}.html${section === undefined ? '' : `#section-${section}`}`
    : `https://xmpp.org/extensions/xep-${document}.html`;
  return { number: section === undefined ? name : `${name} section ${section}`, title, url };
}

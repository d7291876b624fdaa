/** Where a specification can be read. */
export function specificationAddress(name: string): string {
  const number = name.split(/[- ]/)[1] ?? '';
  return name.startsWith('XEP')
    ? `https://xmpp.org/extensions/xep-${number}.html`
    : `https://www.rfc-editor.org/rfc/rfc${number}`;
}

/** Where a section can be read: `RFC 6121 section 8.5.1`. The pages of XEPs name their sections differently, so those lead to the page. */
export function sectionAddress(section: string): string {
  const [name = '', number] = section.split(' section ');
  const page = specificationAddress(name);
  return name.startsWith('RFC') ? `${page}#section-${number}` : page;
}
